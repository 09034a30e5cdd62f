import type { ExchangeProblem } from '../../domain/exchange-problem.ts';
import type { Database, Queryable, Tx } from '../../prisma/database.ts';
import { announce } from '../../records/event.ts';
import type { FileState, StoredFile } from './file.ts';
import type { Counts } from './intake.ts';
import { saveProblems } from './problems.ts';

export interface FileOutcome {
  state: FileState;
  errorCount: number;
}

const uniqueViolation = '23505';

/** Moves a checked file to `committing`, which only one file of its number can reach; a file left there by a crash is claimed again. */
export async function claim(
  db: Queryable,
  fileId: string,
  staffId: string | null,
): Promise<'claimed' | 'not_checked' | 'number_taken'> {
  try {
    const { rowCount } = await db.query(
      `UPDATE exchange_file SET state = 'committing', committed_by = coalesce(committed_by, $2)
        WHERE id = $1 AND state IN ('checked', 'committing')`,
      [fileId, staffId],
    );
    return rowCount === 1 ? 'claimed' : 'not_checked';
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === uniqueViolation) return 'number_taken';
    throw error;
  }
}

/** The end of a file: its content is no longer needed. `checked` keeps it. */
export async function settle(tx: Queryable, fileId: string, state: FileState): Promise<FileOutcome> {
  const { rows } = await tx.query<{ error_count: number }>(
    `UPDATE exchange_file SET state = $2, content = CASE WHEN $2 = 'checked' THEN content END WHERE id = $1 RETURNING error_count`,
    [fileId, state],
  );
  await announce(tx, { noun: 'exchange_file', id: fileId });
  return { state, errorCount: rows[0]!.error_count };
}

export async function refuse(tx: Tx, file: StoredFile, found: readonly ExchangeProblem[]): Promise<FileOutcome> {
  await saveProblems(tx, file.id, found);
  return settle(tx, file.id, 'rejected');
}

export async function saveCounts(tx: Queryable, fileId: string, counts: Counts): Promise<void> {
  await tx.query(
    `UPDATE exchange_file SET added_count = $2, changed_count = $3, removed_count = $4, parked_count = $5 WHERE id = $1`,
    [fileId, counts.added, counts.changed, counts.removed, counts.parked],
  );
}

/** Seen by others while the intake's own transaction runs. Left out when the pool has no other connection: it is only for the eye. */
export async function saveProgress(db: Database, fileId: string, done: number): Promise<void> {
  if (db.idleCount === 0 && db.totalCount >= db.options.max) return;
  await db.query('UPDATE exchange_file SET done_count = $2 WHERE id = $1', [fileId, done]);
}
