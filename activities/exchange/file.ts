import { type ExchangeInterface, exchangeLayouts } from '../../domain/exchange-layout.ts';
import type { ExchangeProblem } from '../../domain/exchange-problem.ts';
import { problem } from '../../domain/problem.ts';
import { dateOf, timeOf } from '../../domain/time.ts';
import type { Queryable } from '../../prisma/database.ts';
import { decodeFile } from './encoding.ts';
import { type ParsedFile, parseExchange } from './parse.ts';
import { loadReferences } from './references.ts';

export type FileState = 'checking' | 'checked' | 'committing' | 'committed' | 'unchanged' | 'rejected';

export interface StoredFile {
  id: string;
  sender: string;
  interface: ExchangeInterface;
  sequence: number;
  as_of: Date;
  sha256: string;
  content: Buffer | null;
  state: FileState;
  error_count: number;
}

/** Throws `not_found`. */
export async function loadFile(tx: Queryable, fileId: string): Promise<StoredFile> {
  const { rows } = await tx.query<StoredFile>(
    `SELECT id, sender, interface, sequence, as_of, sha256, content, state, error_count FROM exchange_file WHERE id = $1`,
    [fileId],
  );
  if (!rows[0]) throw problem('not_found');
  return rows[0];
}

/** The last file of this sender and interface that was taken in. */
export async function lastTaken(
  tx: Queryable,
  { sender, interface: name }: StoredFile,
): Promise<{ as_of: Date; sha256: string } | undefined> {
  const { rows } = await tx.query<{ as_of: Date; sha256: string }>(
    `SELECT as_of, sha256 FROM exchange_file WHERE sender = $1 AND interface = $2 AND state IN ('committed', 'unchanged')
      ORDER BY as_of DESC, committed_at DESC LIMIT 1`,
    [sender, name],
  );
  return rows[0];
}

/** What is wrong with the file as a whole: its data must be newer than what was taken in, and not of the future. */
export async function wholeFileProblems(tx: Queryable, file: StoredFile, now: Date): Promise<ExchangeProblem[]> {
  const last = await lastTaken(tx, file);
  if (file.as_of > now) return [{ row: 1, column: '', code: 'as_of_future' }];
  if (!last || file.as_of >= last.as_of) return [];
  const taken = `${dateOf(last.as_of)} ${timeOf(last.as_of)}`;
  return [{ row: 1, column: '', code: 'as_of_backwards', params: { taken } }];
}

export async function readStored(tx: Queryable, file: StoredFile): Promise<ParsedFile> {
  const bytes = file.content ?? Buffer.alloc(0);
  const decoded = decodeFile(bytes);
  if ('text' in decoded) {
    return parseExchange(exchangeLayouts[file.interface], decoded.text, await loadReferences(tx, file.sender));
  }
  // damaged in either encoding: it is the one that went further
  const asUtf8 = decodeFile(bytes, 'utf8');
  const row = Math.max(decoded.row, 'error' in asUtf8 ? asUtf8.row : 1);
  return { rows: [], rowCount: 0, problems: [{ row, column: '', code: 'undecodable' }] };
}
