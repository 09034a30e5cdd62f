import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { Advice } from '../advice.ts';
import { clusterFiles, storeFiles } from './files.ts';
import { listBackups, type Backup, type Manifest } from './manifest.ts';
import { countRows } from './count.ts';

export interface TakeOptions {
  /** Of the owner; the server may be at work */
  url: string;
  /** The data folder: its `postgres` and `keys` are kept */
  dataDir: string;
  /** `backupSet`: where this server's backups and write-ahead log are kept */
  backupDir: string;
  say: (ja: string, en: string) => void;
}

const ARCHIVING_MS = 5 * 60_000;

/**
 * A base backup of the embedded PostgreSQL while it works: with the write-ahead log kept from then on it can be put back to any moment after
 * its end. Throws `Advice` when the server does not keep its log.
 */
export async function takeBackup({ url, dataDir, backupDir, say }: TakeOptions): Promise<Backup> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const startedAt = new Date();
  const name = startedAt.toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const part = path.join(backupDir, `${name}.part`);
  try {
    await requireArchiving(client);
    await mkdir(path.join(backupDir, 'wal'), { recursive: true, mode: 0o700 });
    await mkdir(part, { recursive: true, mode: 0o700 });
    const known = await whatIsKnown(client);

    say('バックアップを始めます', 'beginning the backup');
    await client.query(`SET statement_timeout = ${ARCHIVING_MS}`);
    const { rows: begun } = await client.query<{ wal: string }>(
      `SELECT pg_walfile_name(lsn) AS wal FROM pg_backup_start($1, true) AS lsn`,
      [`oshirase ${name}`],
    );
    const firstWal = begun[0]!.wal;
    const base = path.join(dataDir, 'postgres');
    const { folders, files } = await clusterFiles(base);
    const stored = await storeFiles(base, files, part, 'base', everySoOften(files.length, say));
    for (const folder of folders) await mkdir(path.join(part, 'base', folder), { recursive: true, mode: 0o700 });

    say('変更記録がそろうのを待っています', 'waiting for the write-ahead log to be kept');
    const { rows: ended } = await client.query<{ labelfile: string; spcmapfile: string }>(
      'SELECT labelfile, spcmapfile FROM pg_backup_stop(true)',
    );
    const labels = path.join(part, 'labels');
    await mkdir(labels);
    await writeFile(path.join(labels, 'backup_label'), ended[0]!.labelfile);
    stored.push(...(await storeFiles(labels, ['backup_label'], part, 'base', () => undefined)));
    await rm(labels, { recursive: true });
    const keys = await clusterFiles(path.join(dataDir, 'keys')).then(
      ({ files: names }) => names,
      () => [],
    );
    stored.push(...(await storeFiles(path.join(dataDir, 'keys'), keys, part, 'keys', () => undefined)));

    const manifest: Manifest = {
      ...{ format: 1, startedAt: startedAt.toISOString(), finishedAt: new Date().toISOString() },
      ...{ timeline: firstWal.slice(0, 8), firstWal, ...known },
      files: stored.sort((a, b) => a.path.localeCompare(b.path)),
    };
    await writeFile(path.join(part, 'manifest.json'), JSON.stringify(manifest, null, 1), { mode: 0o600, flush: true });
    const folder = path.join(backupDir, name);
    await rename(part, folder);
    return { folder, manifest };
  } finally {
    await client.end(); // ends a backup under way too
    await rm(part, { recursive: true, force: true });
  }
}

/** Keeps the newest backups and the log they need; removes the rest. Returns how many backups went. */
export async function prune(backupDir: string, keep: number): Promise<number> {
  const backups = await listBackups(backupDir);
  const gone = backups.slice(0, Math.max(0, backups.length - Math.max(1, keep)));
  for (const { folder } of gone) await rm(folder, { recursive: true });
  const oldest = backups[gone.length];
  if (gone.length > 0 && oldest) await removeWalBefore(path.join(backupDir, 'wal'), oldest.manifest.firstWal);
  return gone.length;
}

/** Segments are named timeline, then place; the history files of timelines stay. */
async function removeWalBefore(wal: string, firstNeeded: string): Promise<void> {
  const old = (await readdir(wal)).filter(
    (name) => /^[0-9A-F]{24}/.test(name) && name.slice(8, 24) < firstNeeded.slice(8),
  );
  for (const name of old) await rm(path.join(wal, name));
}

async function requireArchiving(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ mode: string }>(`SELECT current_setting('archive_mode') AS mode`);
  if (rows[0]?.mode === 'on') return;
  throw new Advice(
    'このPostgreSQLは変更記録を残していません。製品を一度止めて npm start で起動し直してから、もう一度実行してください。',
    'This PostgreSQL does not keep its write-ahead log: stop the product, start it again with npm start, then repeat this.',
  );
}

async function whatIsKnown(client: pg.Client): Promise<Pick<Manifest, 'migrations' | 'ledger' | 'counts'>> {
  const { rows: migrations } = await client.query<{ name: string; checksum: string }>(
    'SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1',
  );
  const { rows: ledger } = await client.query<{ head: string; rows: string; at: Date | null }>(
    'SELECT coalesce(max(id), 0) AS head, count(*) AS rows, max(recorded_at) AS at FROM ledger',
  );
  const { head, rows, at } = ledger[0]!;
  return {
    migrations,
    ledger: { head: Number(head), rows: Number(rows), at: at?.toISOString() ?? null },
    counts: await countRows(client),
  };
}

function everySoOften(total: number, say: TakeOptions['say']): (done: number) => void {
  let next = total / 4;
  return (done) => {
    if (done < next) return;
    next += total / 4;
    say(`${done} / ${total} ファイル`, `${done} of ${total} files`);
  };
}
