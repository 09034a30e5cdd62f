import { mkdir, open, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { faultPoint } from '../fault-point.ts';
import { endsInMidLine } from './mid-line.ts';

/** One ring or sheet that is about to leave, in ids only. */
export const JournalEntry = z.object({
  kind: z.enum(['ring', 'print']),
  intentId: z.uuid(),
  /** `keyTag` of records/intent-id.ts */
  key: z.string(),
  /** Business instant */
  at: z.iso.datetime(),
});
export type JournalEntry = z.infer<typeof JournalEntry>;

/**
 * What left the house, kept outside the database: after a restore to an earlier moment it says what the database no longer knows. Texts are
 * not in it, as their provider has records of its own.
 */
export interface EffectJournal {
  /** On disk when it returns: call it before the effect */
  note(entries: readonly JournalEntry[]): Promise<void>;
  since(at: Date): Promise<JournalEntry[]>;
}

/** One file a month in the folder, one JSON a line, only ever appended to. */
export function fileJournal(folder: string): EffectJournal {
  return {
    async note(entries) {
      if (entries.length === 0) return;
      await mkdir(folder, { recursive: true });
      const file = await open(path.join(folder, `${entries[0]!.at.slice(0, 7)}.jsonl`), 'a+', 0o600);
      try {
        const text = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
        await file.appendFile((await endsInMidLine(file)) ? `\n${text}` : text);
        await file.datasync();
      } finally {
        await file.close();
      }
      faultPoint('journal.noted');
    },

    async since(at) {
      const month = at.toISOString().slice(0, 7);
      const names = await readdir(folder).catch(() => []);
      const found: JournalEntry[] = [];
      for (const name of names.filter((known) => known.endsWith('.jsonl') && known.slice(0, 7) >= month).sort()) {
        const lines = (await readFile(path.join(folder, name), 'utf8')).split('\n');
        found.push(...lines.flatMap(readLine).filter((entry) => new Date(entry.at) >= at));
      }
      return found;
    },
  };
}

/** A line that a power cut or a full disk broke is passed over: its effect had not begun. */
function readLine(line: string): JournalEntry[] {
  try {
    return [JournalEntry.parse(JSON.parse(line))];
  } catch {
    return [];
  }
}
