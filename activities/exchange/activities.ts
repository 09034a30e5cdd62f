import { ApplicationFailure } from '@temporalio/activity';
import { faultPoint } from '../../fault-point.ts';
import type { Clock } from '../../domain/clock.ts';
import { ProblemError } from '../../domain/problem.ts';
import type { Database } from '../../prisma/database.ts';
import type { FileState } from './file.ts';
import { checkFile, commitFile, rejectFile } from './take-in.ts';

export type ExchangeActivities = ReturnType<typeof createExchangeActivities>;

/** The intake for `workflows/exchange.ts`, on the task queue `exchange`. Each is repeatable: a crash in between loses and doubles nothing. */
export const createExchangeActivities = ({ db, clock }: { db: Database; clock: Clock }) => ({
  async checkExchangeFile(fileId: string): Promise<FileState> {
    const state = await stateOf(checkFile(db, clock, fileId));
    faultPoint('intake.checked');
    return state;
  },
  async commitExchangeFile(fileId: string, staffId: string | null): Promise<FileState> {
    const state = await stateOf(commitFile(db, clock, fileId, staffId));
    faultPoint('intake.committed');
    return state;
  },
  rejectExchangeFile: (fileId: string): Promise<FileState> => stateOf(rejectFile(db, fileId)),
});

/** A problem of ours will not go away by itself: its code ends the run. Anything else (a lost connection) is tried again. */
async function stateOf(outcome: Promise<{ state: FileState }>): Promise<FileState> {
  try {
    return (await outcome).state;
  } catch (error) {
    if (error instanceof ProblemError) throw ApplicationFailure.nonRetryable(error.code, error.code);
    throw error;
  }
}
