import type { Database } from '../prisma/database.ts';
import { recordResumed } from '../records/recovery.ts';
import { type Herd, nudgeRun, type Run } from './nudging.ts';

/**
 * Runs an open episode again whose workflow is gone or has ended (terminated by hand, or another copy of either store), with a line in the
 * account's history. False when the episode is closed by now: then its workflow was right to end.
 */
export async function resumeRun(db: Database, herd: Herd, run: Run): Promise<boolean> {
  const { rowCount } = await db.query('SELECT FROM episode WHERE id = $1 AND closed_at IS NULL', [run.episodeId]);
  if (!rowCount) return false;
  await nudgeRun(herd, run, { again: true });
  await recordResumed(db, run);
  return true;
}
