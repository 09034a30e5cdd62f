import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { Advice } from './advice.ts';

/** Bytes that are left on the disk of a folder, or of the folder it will be made in. */
export async function diskFree(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch (error) {
    const above = path.dirname(folder);
    if (above === folder) throw error;
    return diskFree(above);
  }
}

/** A disk, a quota or a file's limit is used up: of Node, and of PostgreSQL (disk_full). */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(ENOSPC|EDQUOT|EFBIG|53100)$/.test(String(error.code));
}

export function diskFull(cause?: unknown): Advice {
  return new Advice(
    'ディスクの空きがありません。古いバックアップやログを別の場所へ移し、空きを作ってからもう一度実行してください。途中まで書いたものは使われません。',
    'The disk is full: move old backups or logs elsewhere, then repeat this. What was written half is not used.',
    { cause },
  );
}
