import { type Database, transaction } from '../prisma/database.ts';
import { judgeDue } from '../records/trial-course.ts';

/** Looks at the running trial's stop rule, once a business day: it ends a trial whose challenger is worse. */
export function judgeTrials(db: Database, at: Date): Promise<void> {
  return transaction(db, (tx) => judgeDue(tx, at));
}
