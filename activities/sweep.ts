import { WorkflowNotFoundError } from '@temporalio/common';
import { faultPoint } from '../fault-point.ts';
import type { Database } from '../prisma/database.ts';
import { type Herd, type Run, runId } from './nudging.ts';
import { resumeRun } from './resume.ts';

const PAGE = 200;

/**
 * Looks at the workflow of every open, started episode and runs it again where none is running (terminated by hand, or a backup of
 * either side restored). Returns how many; `beat` is called after each page.
 */
export async function sweepEpisodes(db: Database, herd: Herd, beat: () => void): Promise<number> {
  let again = 0;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const page = await startedEpisodes(db, after);
    for (const run of page) {
      if (await isRunning(herd, run)) continue;
      faultPoint('sweep.run_missed');
      if (await resumeRun(db, herd, run)) again += 1;
      faultPoint('sweep.run_again');
    }
    beat();
    if (page.length < PAGE) return again;
    after = page.at(-1)!.episodeId;
  }
}

async function startedEpisodes(db: Database, after: string): Promise<Run[]> {
  const { rows } = await db.query<Run>(
    `SELECT e.id AS "episodeId", e.no AS "episodeNo", a.id AS "accountId", a.receivable_code AS "receivableCode"
       FROM episode e JOIN account a ON a.id = e.account_id
      WHERE e.closed_at IS NULL AND e.workflow_started_at IS NOT NULL AND e.id > $1 ORDER BY e.id LIMIT $2`,
    [after, PAGE],
  );
  return rows;
}

async function isRunning(herd: Herd, run: Run): Promise<boolean> {
  try {
    const { status } = await herd.client.workflow.getHandle(runId(herd, run)).describe();
    return status.name === 'RUNNING' || status.name === 'CONTINUED_AS_NEW';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
