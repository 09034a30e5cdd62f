import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Advice } from '../advice.ts';
import { type Backup, listBackups } from './manifest.ts';

/** The folder of one server's backups: a server begun anew has another password, and its log must not mix with the old one's. */
export function backupSet(backupDir: string, password: string): string {
  return path.join(backupDir, createHash('sha256').update(password).digest('hex').slice(0, 8));
}

/** The set of the server in this data folder or, when that is lost, the only one there is. Throws `Advice` when it cannot be known. */
export async function findSet(backupDir: string, dataDir: string): Promise<string> {
  const password = await readFile(path.join(dataDir, 'keys', 'postgres'), 'utf8').catch(() => null);
  const own = password && backupSet(backupDir, password);
  if (own && (await stat(own).catch(() => null))) return own;
  const sets = (await readdir(backupDir).catch(() => [])).filter((name) => /^[0-9a-f]{8}$/.test(name));
  if (sets.length === 1) return path.join(backupDir, sets[0]!);
  throw new Advice(
    `${backupDir} にこのデータのバックアップがありません。先に npm run backup を実行するか、バックアップのフォルダーを指定してください。`,
    `There is no backup of this data in ${backupDir}: run npm run backup first, or name the folder of a backup.`,
  );
}

/** The newest backup that was whole by then. Throws `Advice` when there is none. */
export async function backupFor(set: string, to: Date | undefined): Promise<Backup> {
  const backups = await listBackups(set);
  const found = backups.findLast(({ manifest }) => !to || new Date(manifest.finishedAt) <= to);
  if (found) return found;
  const first = backups[0]?.manifest.finishedAt ?? '—';
  throw new Advice(
    `その時点より前のバックアップがありません。最初のバックアップ: ${first}`,
    `There is no backup from before that moment; the first one was whole at ${first}.`,
  );
}

/** When the newest backup of this data folder's server was whole; null when there is none. */
export async function newestBackup(backupDir: string, dataDir: string): Promise<Date | null> {
  const set = await findSet(backupDir, dataDir).catch(() => null);
  const newest = set && (await listBackups(set)).at(-1);
  return newest ? new Date(newest.manifest.finishedAt) : null;
}
