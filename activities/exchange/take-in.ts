import { faultPoint } from '../../fault-point.ts';
import type { Clock } from '../../domain/clock.ts';
import type { ExchangeProblem } from '../../domain/exchange-problem.ts';
import { problem } from '../../domain/problem.ts';
import { type Database, rollback, transaction, type Tx } from '../../prisma/database.ts';
import { touchAccounts } from '../../records/account.ts';
import { recordChanges } from '../../records/changes.ts';
import { type Actor, appendLedger } from '../../records/ledger.ts';
import { activateRules } from '../rule-activation.ts';
import { applyRows, waitForIntake } from './apply.ts';
import { claim, type FileOutcome, refuse, saveCounts, saveProgress, settle } from './file-state.ts';
import { lastTaken, loadFile, readStored, type StoredFile, wholeFileProblems } from './file.ts';
import type { IntakeResult } from './intake.ts';

export type { FileOutcome } from './file-state.ts';
export { receiveFile, type ReceivedFile } from './receive.ts';

type Progress = (done: number) => Promise<void>;

/**
 * Dry run: reads the file, lists everything wrong with it, or counts what it would change by doing it and undoing it. Ends in `checked` or,
 * with errors, `rejected`; the facts stay as they are. Repeating it does nothing. Throws `not_found`.
 */
export async function checkFile(db: Database, clock: Clock, fileId: string): Promise<FileOutcome> {
  const file = await loadFile(db, fileId);
  if (file.state !== 'checking') return { state: file.state, errorCount: file.error_count };
  const now = await clock.now();
  const tried = await rollback(db, (tx) => readAndApply(tx, file, now, () => Promise.resolve()));
  faultPoint('intake.tried');
  return transaction(db, async (tx) => {
    await saveRowCount(tx, fileId, tried.rowCount);
    if ('problems' in tried) return refuse(tx, file, tried.problems);
    await saveCounts(tx, fileId, tried.result.counts);
    return settle(tx, fileId, 'checked');
  });
}

/**
 * Takes a checked file in: everything or nothing, in one transaction. When the facts have changed since the check so that it no longer fits,
 * it ends `rejected` with its list. Repeating it after a crash goes on, after success it does nothing. Throws `not_found`, `wrong_state` for
 * a file that was not checked, and `file_sequence` when another file of its number was faster (it ends `rejected`).
 */
export async function commitFile(
  db: Database,
  clock: Clock,
  fileId: string,
  staffId: string | null,
): Promise<FileOutcome> {
  const file = await loadFile(db, fileId);
  if (file.state === 'committed' || file.state === 'unchanged') return { state: file.state, errorCount: 0 };
  const claimed = await claim(db, fileId, staffId);
  if (claimed === 'number_taken') {
    const { sequence } = file;
    await transaction(db, (tx) =>
      refuse(tx, file, [{ row: 1, column: '', code: 'sequence_taken', params: { sequence } }]),
    );
    throw problem('file_sequence', { sequence });
  }
  if (claimed === 'not_checked') throw problem('wrong_state', { state: file.state });
  faultPoint('intake.claimed');
  const now = await clock.now();
  await activateRules(db, now);
  try {
    return await transaction(db, async (tx) => {
      const tried = await readAndApply(tx, file, now, (done) => saveProgress(db, fileId, done));
      if ('problems' in tried) throw new NoLongerFits(tried.problems);
      faultPoint('intake.applied');
      return finish(tx, file, tried.result, staffId, now);
    });
  } catch (error) {
    if (!(error instanceof NoLongerFits)) throw error;
    return transaction(db, (tx) => refuse(tx, file, error.problems));
  }
}

/** Somebody decides not to take a file in. Throws `not_found`, and `wrong_state` when it is too late. */
export async function rejectFile(db: Database, fileId: string): Promise<FileOutcome> {
  const { state } = await loadFile(db, fileId);
  if (state !== 'checking' && state !== 'checked' && state !== 'rejected') throw problem('wrong_state', { state });
  return settle(db, fileId, 'rejected');
}

/** Undoes the intake's transaction and carries the list out of it. */
class NoLongerFits extends Error {
  readonly problems: readonly ExchangeProblem[];

  constructor(problems: readonly ExchangeProblem[]) {
    super('The file no longer fits the facts');
    this.problems = problems;
  }
}

type Tried = { rowCount: number } & ({ problems: ExchangeProblem[] } | { result: IntakeResult });

async function readAndApply(tx: Tx, file: StoredFile, now: Date, progress: Progress): Promise<Tried> {
  await waitForIntake(tx);
  const parsed = await readStored(tx, file);
  const { rowCount } = parsed;
  const problems = [...(await wholeFileProblems(tx, file, now)), ...parsed.problems];
  if (problems.length > 0) return { rowCount, problems };
  const applied = await applyRows(tx, file, parsed, now, progress);
  return Array.isArray(applied) ? { rowCount, problems: applied } : { rowCount, result: applied };
}

/** The ledger's rows and the nudges of the changed accounts belong to the transaction of the facts. */
async function finish(
  tx: Tx,
  file: StoredFile,
  { counts, effects, touched }: IntakeResult,
  staffId: string | null,
  now: Date,
): Promise<FileOutcome> {
  const actor: Actor = staffId ? { kind: 'staff', id: staffId } : { kind: 'city' };
  const subject = { kind: 'exchange_file', id: file.id };
  const unchanged = (await lastTaken(tx, file))?.sha256 === file.sha256;
  for (const { act, accounts } of effects) await recordChanges(tx, { at: now, actor, act, subject, accounts });
  await touchAccounts(tx, touched, `file_${file.interface}`);
  const detail = {
    sender: file.sender,
    interface: file.interface,
    sequence: file.sequence,
    asOf: file.as_of,
    ...counts,
  };
  await appendLedger(tx, { at: now, actor, act: 'file_taken', subject, detail: { ...detail, sha256: file.sha256 } });
  await saveCounts(tx, file.id, counts);
  await tx.query('UPDATE exchange_file SET committed_at = $2, done_count = row_count WHERE id = $1', [file.id, now]);
  return settle(tx, file.id, unchanged ? 'unchanged' : 'committed');
}

async function saveRowCount(tx: Tx, fileId: string, rowCount: number): Promise<void> {
  await tx.query('UPDATE exchange_file SET row_count = $2 WHERE id = $1', [fileId, rowCount]);
}
