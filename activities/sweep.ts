import { WorkflowNotFoundError } from '@temporalio/common';
import { chunk } from 'es-toolkit';
import { faultPoint } from '../fault-point.ts';
import type { Database } from '../prisma/database.ts';
import { type Herd, type Run, runId } from './nudging.ts';
import { resumeRun } from './resume.ts';

const PAGE = 200;
const FIRST = '00000000-0000-0000-0000-000000000000';
/** Questions to Temporal at a time: the sweep of a whole city is done before the worker is likely to be replaced. */
const AT_ONCE = 20;

export interface Sweep {
  /** The episode after which an earlier attempt was killed */
  after?: string;
  /** Told of the last episode of each page */
  beat: (after: string) => void;
}

/**
 * Looks at the workflow of every open, started episode and runs it again where none is running (terminated by hand, or a backup of
 * either side restored). Returns how many.
 */
export async function sweepEpisodes(db: Database, herd: Herd, { after = FIRST, beat }: Sweep): Promise<number> {
  let again = 0;
  for (let last = after; ;) {
    const page = await startedEpisodes(db, last);
    for (const runs of chunk(page, AT_ONCE)) {
      const missed = await Promise.all(runs.map(async (run) => ((await isRunning(herd, run)) ? null : run)));
      for (const run of missed) {
        if (!run) continue;
        faultPoint('sweep.run_missed');
        if (await resumeRun(db, herd, run)) again += 1;
        faultPoint('sweep.run_again');
      }
    }
    if (page.length < PAGE) return again;
    last = page.at(-1)!.episodeId;
    beat(last);
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
