import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { instantAt } from '../../domain/time.ts';
import { createDatabase, type Database } from '../../prisma/database.ts';
import { prepareInstallation } from '../../prisma/installation.ts';
import { checkDatabase } from '../../setup/backup/check.ts';
import { type Backup, listBackups, readBackup } from '../../setup/backup/manifest.ts';
import { putBack } from '../../setup/backup/put-back.ts';
import { backupFor, backupSet, findSet } from '../../setup/backup/set.ts';
import { prune, takeBackup } from '../../setup/backup/take.ts';
import { verifyBackup } from '../../setup/backup/verify.ts';
import { freePort } from '../../setup/ports.ts';
import { type Postgres, startPostgres } from '../../setup/postgres.ts';
import { storedSecret } from '../../setup/secrets.ts';
import { anAccount } from '../helpers/facts.ts';

jest.setTimeout(180_000);

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = await mkdtemp(path.join(tmpdir(), 'oshirase-backup-'));
const dataDir = path.join(folder, 'data');
const backupDir = path.join(folder, 'backups');
const at = instantAt('2026-11-26', '10:00');
const quiet = () => undefined;
let set: string;
let server: Postgres;
let db: Database;
let backup: Backup;

beforeAll(async () => {
  const password = await storedSecret(dataDir, 'postgres');
  set = backupSet(backupDir, password);
  await writeFile(path.join(dataDir, 'log'), '');
  server = await startPostgres({
    ...{ folder: path.join(dataDir, 'postgres'), port: await freePort(), password, log: path.join(dataDir, 'log') },
    archive: set,
  });
  await prepareInstallation(server.url, { demo: true, seed: 1 });
  db = createDatabase(server.url);
  await anAccount(db, { at });
  backup = await takeBackup({ url: server.url, dataDir, backupDir: set, say: quiet });
});
afterAll(async () => {
  await db.end();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function accounts(url: string): Promise<number> {
  const other = createDatabase(url, { max: 1 });
  const { rows } = await other.query<{ n: number }>('SELECT count(*) AS n FROM account');
  await other.end();
  return rows[0]!.n;
}

async function restoredTo(to: Date | 'end', name: string): Promise<number> {
  const restored = await putBack({ backup, into: path.join(folder, name), to, from: dataDir, say: quiet });
  const n = await accounts(restored.url);
  await restored.stop();
  return n;
}

test('a backup of the working server says what it holds and is found for a moment after it', async () => {
  const { manifest } = backup;
  expect(manifest.counts['account']).toBe(1);
  expect(manifest.ledger.rows).toBeGreaterThan(0);
  expect(manifest.migrations.map(({ name }) => name)).toContain('0001_facts');
  expect(await findSet(backupDir, dataDir)).toBe(set);
  expect((await backupFor(set, undefined)).folder).toBe(backup.folder);
  await expect(backupFor(set, new Date(Date.parse(manifest.finishedAt) - 60_000))).rejects.toThrow(
    'no backup from before',
  );
});

test('it is put back to a moment: what came before is there, what came after is not', async () => {
  await anAccount(db, { at });
  await pause(50);
  const moment = new Date();
  await pause(50);
  await anAccount(db, { at });
  expect(await restoredTo(moment, 'to-moment')).toBe(2);
  expect(await restoredTo('end', 'to-end')).toBe(3);
});

test('a moment after the last fact is the end of the log', async () => {
  expect(await restoredTo(new Date(Date.now() + 60_000), 'later')).toBe(3);
});

test('a folder that exists is left alone', async () => {
  await expect(putBack({ backup, into: dataDir, to: 'end', say: quiet })).rejects.toThrow('exists');
});

test('verify restores the backup for itself and finds everything right', async () => {
  const findings = await verifyBackup(backup, quiet);
  expect(findings.map(({ ok }) => ok)).toEqual([true, true, true, true]);
});

test('a changed file is named, and so is a missing one', async () => {
  const damaged = path.join(folder, 'damaged');
  await cp(backup.folder, damaged, { recursive: true });
  const [first] = backup.manifest.files.filter(({ path: name }) => name.startsWith('base/base/'));
  await writeFile(path.join(damaged, first!.path), 'nonsense');
  await expect(verifyBackup(await readBackup(damaged), quiet)).rejects.toThrow(first!.path);
  await rm(path.join(damaged, first!.path));
  await expect(verifyBackup(await readBackup(damaged), quiet)).rejects.toThrow(first!.path);
  await expect(readBackup(folder)).rejects.toThrow('no readable backup');
});

test('a database that lacks rows of the ledger, or holds a decision nobody told, is refused', async () => {
  const short = { ...backup.manifest, ledger: { ...backup.manifest.ledger, rows: backup.manifest.ledger.rows + 100 } };
  expect((await checkDatabase(server.url, short)).map(({ ok }) => ok)).toEqual([true, true, false, true]);
  await db.query('UPDATE account SET decided_version = fact_version + 1');
  expect((await checkDatabase(server.url, backup.manifest)).map(({ ok }) => ok)).toEqual([true, true, true, false]);
  await db.query('UPDATE account SET decided_version = 0');
});

/** A command of `npm run` whose files may not grow beyond 64 blocks: as on a full disk, and wherever the tests run. */
async function withoutRoom(main: string, ...args: string[]): Promise<{ code: number; printed: string }> {
  await writeFile(path.join(dataDir, 'ports.json'), JSON.stringify({ postgres: Number(new URL(server.url).port) }));
  const command = 'ulimit -f 64; exec "$0" --no-warnings "$@"';
  const child = spawn('sh', ['-c', command, process.execPath, path.join(root, main), ...args], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, BACKUP_DIR: backupDir },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (printed += data.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, printed };
}

test('without room for it a backup says so and leaves nothing half-made; the older ones stay', async () => {
  const before = await readdir(set);
  const { code, printed } = await withoutRoom('dev/backup.ts');
  expect(code).toBe(1);
  expect(printed).toContain('ディスクの空きがありません');
  expect(printed).toContain('The disk is full');
  expect(await readdir(set)).toEqual(before);
});

test('without room to put it back a good backup is not called damaged', async () => {
  const { code, printed } = await withoutRoom('dev/verify.ts', backup.folder);
  expect(code).toBe(1);
  expect(printed).toContain('The disk is full');
  expect(printed).not.toContain('was changed');
});

test('only so many backups are kept, and the log that they need', async () => {
  const next = await takeBackup({ url: server.url, dataDir, backupDir: set, say: quiet });
  expect(await prune(set, 1)).toBe(1);
  expect((await listBackups(set)).map(({ folder: kept }) => kept)).toEqual([next.folder]);
  const wal = (await readdir(path.join(set, 'wal'))).filter((name) => /^[0-9A-F]{24}\.gz$/.test(name));
  expect(wal.every((name) => name.slice(8, 24) >= next.manifest.firstWal.slice(8))).toBe(true);
  expect((await verifyBackup(next, quiet)).every(({ ok }) => ok)).toBe(true);
});
