import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { Advice } from '../advice.ts';
import { diskFull, isDiskFull } from '../disk.ts';
import type { Manifest } from './manifest.ts';

type StoredFile = Manifest['files'][number];

/** Contents that a server makes anew, or must not find (documentation of pg_basebackup). Their folders are needed. */
const EMPTY = [
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
];
const LEFT_OUT =
  /^(postmaster\.(pid|opts)|pg_internal\.init.*|pgsql_tmp.*|current_logfiles|.*\.signal|backup_label.*|tablespace_map.*)$/;
const AT_ONCE = 4;

/** Every file of a running cluster, the control file last, as the order of a base backup wants it. */
export async function clusterFiles(folder: string): Promise<{ folders: string[]; files: string[] }> {
  const folders: string[] = [];
  const files: string[] = [];
  async function walk(below: string): Promise<void> {
    for (const entry of await readdir(path.join(folder, below), { withFileTypes: true })) {
      const name = path.join(below, entry.name);
      if (LEFT_OUT.test(entry.name)) continue;
      if (!entry.isDirectory()) files.push(name);
      else {
        folders.push(name);
        if (!EMPTY.includes(name)) await walk(name);
      }
    }
  }
  await walk('');
  const isControl = (name: string) => name === path.join('global', 'pg_control');
  return {
    folders: [...folders, path.join('pg_wal', 'archive_status')],
    files: files.sort((a, b) => Number(isControl(a)) - Number(isControl(b))),
  };
}

/** Stores files compressed under `to`, with their hashes; one that is gone by now was dropped meanwhile, which the log replays. */
export async function storeFiles(
  from: string,
  names: readonly string[],
  to: string,
  base: string,
  progress: (done: number) => void,
): Promise<StoredFile[]> {
  const stored: StoredFile[] = [];
  const last = names.at(-1);
  const queue = oneByOne(names.slice(0, -1));
  async function work(): Promise<void> {
    for (const name of queue) {
      const file = await storeFile(path.join(from, name), to, path.join(base, `${name}.gz`));
      if (file) stored.push(file);
      progress(stored.length);
    }
  }
  // All have ended before a failure is told: who clears away what came in so far finds nothing added behind their back.
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, work));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  const control = last && (await storeFile(path.join(from, last), to, path.join(base, `${last}.gz`)));
  return control ? [...stored, control] : stored;
}

/** A loop over it that fails closes it for the others that share it. */
function* oneByOne<T>(items: readonly T[]): Generator<T> {
  yield* items;
}

async function storeFile(from: string, to: string, name: string): Promise<StoredFile | null> {
  const target = path.join(to, name);
  await mkdir(path.dirname(target), { recursive: true });
  const hash = createHash('sha256');
  try {
    await pipeline(
      createReadStream(from),
      createGzip({ level: 1 }),
      hashing(hash),
      createWriteStream(target, { mode: 0o600, flush: true }),
    );
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  return { path: name, bytes: (await stat(target)).size, sha256: hash.digest('hex') };
}

/** Throws `Advice` when the stored file is not what the manifest says. */
export async function unpackFile(folder: string, file: StoredFile, target: string): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  try {
    await pipeline(
      createReadStream(path.join(folder, file.path)),
      hashing(hash),
      createGunzip(),
      createWriteStream(target, { mode: 0o600 }),
    );
  } catch (cause) {
    throw isDiskFull(cause) ? diskFull(cause) : damaged(file.path, cause);
  }
  if (hash.digest('hex') !== file.sha256) throw damaged(file.path);
}

function damaged(name: string, cause?: unknown): Advice {
  return new Advice(
    `バックアップのファイルが壊れています: ${name}。別のバックアップを使ってください。`,
    `A file of the backup is missing or was changed: ${name}. Use another backup.`,
    { cause },
  );
}

function hashing(hash: ReturnType<typeof createHash>): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
}
