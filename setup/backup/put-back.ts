import { copyFile, cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Advice } from '../advice.ts';
import { freePort } from '../ports.ts';
import { type Postgres, startPostgres } from '../postgres.ts';
import { giveAway } from '../user.ts';
import { unpackFile } from './files.ts';
import type { Backup } from './manifest.ts';
import { restoreCommand } from './wal-commands.ts';

export interface PutBackOptions {
  backup: Backup;
  /** A folder that is not there yet: it becomes a data folder */
  into: string;
  /** The moment (real time), `end` for everything that was kept, `consistent` for the backup itself */
  to: Date | 'end' | 'consistent';
  /** The data folder it came from, when it is still there: what was not kept yet of its log, and the journal of what left the house */
  from?: string;
  say: (ja: string, en: string) => void;
}

const REPLAY_MS = 60 * 60_000;
const TOO_SHORT = 'recovery ended before configured recovery target was reached';

/**
 * Builds a data folder from a backup, replays the log to the moment and answers with the server running there, writable; the caller stops it.
 * Throws `Advice` when a file is damaged or the log has a hole.
 */
export async function putBack({ backup, into, to, from, say }: PutBackOptions): Promise<Postgres> {
  if (await stat(into).catch(() => null)) {
    throw new Advice(
      `すでにあります: ${into}。別のフォルダーを指定してください。`,
      `${into} exists: give another folder with --into.`,
    );
  }
  say('バックアップを確かめながら戻しています', 'checking the backup and putting it back');
  const cluster = path.join(into, 'postgres');
  await mkdir(path.join(cluster, 'pg_wal'), { recursive: true, mode: 0o700 });
  await giveAway(cluster);
  for (const folder of await folders(path.join(backup.folder, 'base'))) {
    await mkdir(path.join(cluster, folder), { recursive: true, mode: 0o700 });
  }
  for (const file of backup.manifest.files) {
    const [top, ...rest] = file.path.replace(/\.gz$/, '').split(path.sep);
    await unpackFile(backup.folder, file, path.join(into, top === 'base' ? 'postgres' : 'keys', ...rest));
  }
  if (from) await takeAlong(from, into);

  say('変更記録を適用しています', 'replaying the write-ahead log');
  const configuration = path.join(cluster, 'postgresql.auto.conf');
  const before = await readFile(configuration, 'utf8').catch(() => '');
  await writeFile(configuration, before + recoverySettings(path.dirname(backup.folder), to));
  await writeFile(path.join(cluster, 'recovery.signal'), '');
  const server = await replay(into, configuration, before);
  await writeFile(configuration, before);
  return server;
}

function recoverySettings(set: string, to: PutBackOptions['to']): string {
  const target =
    to === 'end'
      ? ''
      : to === 'consistent'
        ? `recovery_target = 'immediate'`
        : `recovery_target_time = '${to.toISOString().replace('Z', '+00')}'`;
  const quoted = restoreCommand(set).replaceAll("'", "''");
  return `\nrestore_command = '${quoted}'\n${target}\nrecovery_target_action = 'promote'\n`;
}

/** Nothing happened between the last fact and the moment asked for: then the end of the log is that moment. */
async function replay(into: string, configuration: string, before: string): Promise<Postgres> {
  const log = path.join(into, 'logs', 'restore.log');
  await mkdir(path.dirname(log), { recursive: true });
  const options = {
    ...{ folder: path.join(into, 'postgres'), port: await freePort(), log },
    password: await readFile(path.join(into, 'keys', 'postgres'), 'utf8'),
  };
  try {
    return await recovered(await startPostgres(options));
  } catch (error) {
    if (!(await readFile(log, 'utf8')).includes(TOO_SHORT)) throw error;
    const settings = await readFile(configuration, 'utf8');
    await writeFile(configuration, settings.replace(/^recovery_target_time.*$/m, ''));
    return recovered(await startPostgres(options)).finally(() => writeFile(configuration, before));
  }
}

async function recovered(server: Postgres): Promise<Postgres> {
  for (const limit = Date.now() + REPLAY_MS; ; await sleep(200)) {
    const state = await isInRecovery(server.url);
    if (state === false) return server;
    if (state === null || Date.now() > limit) {
      await server.stop();
      throw new Advice(
        '変更記録の適用が終わりませんでした。logs/restore.log を確認し、別のバックアップか時点を指定してください。',
        'The write-ahead log could not be replayed to its end: see logs/restore.log, or choose another backup or moment.',
      );
    }
  }
}

/** Null when the server does not answer. */
async function isInRecovery(url: string): Promise<boolean | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ busy: boolean }>('SELECT pg_is_in_recovery() AS busy');
    return rows[0]!.busy;
  } catch {
    return null;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The last segments of a stopped or dead server's log; journal and anchors, which must never be put back; the seal keys of today. */
async function takeAlong(from: string, into: string): Promise<void> {
  const wal = path.join(from, 'postgres', 'pg_wal');
  for (const name of await readdir(wal).catch(() => [])) {
    if (/^[0-9A-F]{24}$|\.history$/.test(name))
      await copyFile(path.join(wal, name), path.join(into, 'postgres', 'pg_wal', name));
  }
  for (const name of ['effects', 'anchors', path.join('keys', 'seal.json')]) {
    const outside = path.join(from, name);
    if (await stat(outside).catch(() => null)) await cp(outside, path.join(into, name), { recursive: true });
  }
}

async function folders(base: string): Promise<string[]> {
  const entries = await readdir(base, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.relative(base, path.join(entry.parentPath, entry.name)));
}

export async function discard(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
