import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { Advice } from '../advice.ts';

/** What a backup holds and what the database knew when it was begun; beside it as `manifest.json`. */
export const Manifest = z.object({
  format: z.literal(1),
  startedAt: z.iso.datetime(),
  /** The earliest moment it can be put back to */
  finishedAt: z.iso.datetime(),
  timeline: z.string(),
  /** The first segment of the write-ahead log that it needs */
  firstWal: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  ledger: z.object({ head: z.number(), rows: z.number(), at: z.iso.datetime().nullable() }),
  /** Rows by table at the beginning */
  counts: z.record(z.string(), z.number()),
  /** As stored: gzip, relative to the backup's folder */
  files: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: z.string() })),
});
export type Manifest = z.infer<typeof Manifest>;

export interface Backup {
  folder: string;
  manifest: Manifest;
}

/** Throws `Advice` when there is no readable backup there. */
export async function readBackup(folder: string): Promise<Backup> {
  try {
    return { folder, manifest: Manifest.parse(JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8'))) };
  } catch (cause) {
    throw new Advice(
      `バックアップが読めません: ${folder}`,
      `There is no readable backup in ${folder}: give a folder that npm run backup has made.`,
      { cause },
    );
  }
}

/** The whole backups in a folder, oldest first; what is half made (`.part`) is not one. */
export async function listBackups(folder: string): Promise<Backup[]> {
  const names = await readdir(folder).catch(() => []);
  const found = names.filter((name) => /^\d{8}T\d{6}Z$/.test(name)).sort();
  return Promise.all(found.map((name) => readBackup(path.join(folder, name))));
}
