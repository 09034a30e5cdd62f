import { mkdir, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { endsInMidLine } from '../mid-line.ts';
import { Seal } from './statement.ts';

/** The database was restored to an earlier moment, which took these seals; numbers go on after `kept`. Signed like a seal. */
export const RestoreDeclaration = z.strictObject({
  installation: z.string(),
  declared_at: z.iso.datetime({ precision: 3 }),
  /** The last seal that the restored database has; 0 is none */
  kept: z.int().nonnegative(),
  kept_hash: z.string().nullable(),
  /** The last one that was anchored */
  lost: z.int().positive(),
  lost_hash: z.string(),
  key_id: z.string(),
  signature: z.string(),
});
export type RestoreDeclaration = z.infer<typeof RestoreDeclaration>;

/** A line of an anchor. */
export const AnchorLine = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('seal'), ...Seal.shape }),
  z.strictObject({ kind: z.literal('restore'), ...RestoreDeclaration.shape }),
]);
export type AnchorLine = z.infer<typeof AnchorLine>;

/** A place outside the database that remembers seals, and from which nothing can be taken away unseen. */
export interface AnchorPort {
  /** What it is called in the database and on the audit page */
  place: string;
  /** Everything it remembers, in its order; null where something unreadable stands */
  read(): Promise<(AnchorLine | null)[]>;
  /** Remembered when it returns */
  append(lines: readonly AnchorLine[]): Promise<void>;
}

/** One file an installation, a line a seal, only ever appended to and on disk when that returns. */
export function fileAnchor(folder: string, installation: string): AnchorPort {
  const file = path.join(folder, `${installation}.jsonl`);
  return {
    place: 'file',
    async read() {
      return readAnchorFile(file).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return [];
        throw error;
      });
    },
    async append(lines) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const handle = await open(file, 'a+', 0o600);
      try {
        const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
        await handle.appendFile((await endsInMidLine(handle)) ? `\n${text}` : text);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await syncFolder(folder);
    },
  };
}

/** The lines of an anchor file, or of a copy of one. An unfinished last line is what a power cut leaves: nobody relied on it. */
export async function readAnchorFile(file: string): Promise<(AnchorLine | null)[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  lines.pop();
  return lines.filter((line, at) => !lines[at + 1]?.startsWith(line)).map(readLine); // what a power cut broke was written again whole
}

function readLine(line: string): AnchorLine | null {
  try {
    return AnchorLine.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

/** A new file's name is on disk only when its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
