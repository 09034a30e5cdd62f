import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import type { Queryable } from '../../prisma/database.ts';
import { accountWorkflowId } from '../../workflows/ids.ts';
import type { AccountRuns, RunHead } from '../schemas/account-run.ts';

const MOST = 20;
const PATIENCE_MS = 3_000;

interface Known {
  episode_no: number;
  receivable: string;
  /** Null: of the episode's latest run, whichever it is */
  run_id: string | null;
  status: string | null;
  started_at: Date | null;
  closed_at: Date | null;
  archived_at: Date | null;
}

/** Every run of an account that our decisions, the archive or Temporal know, newest first. */
export async function accountRuns(
  db: Queryable,
  client: Client,
  installation: string,
  accountId: string,
): Promise<AccountRuns> {
  let away = false;
  const heads = await Promise.all(
    (await knownRuns(db, accountId)).map(async ({ receivable, ...known }): Promise<RunHead | null> => {
      const id = accountWorkflowId({ installation, receivable, accountId, episodeNo: known.episode_no });
      const live = away ? null : await liveRun(client, id, known.run_id).catch(() => ((away = true), null));
      const runId = live?.run_id ?? known.run_id;
      return runId ? { ...known, ...live, run_id: runId, workflow_id: id, live: live !== null } : null;
    }),
  );
  const runs = new Map(heads.flatMap((head) => (head ? [[head.run_id, head] as const] : [])));
  const newest = [...runs.values()].sort((a, b) => b.episode_no - a.episode_no || since(b) - since(a));
  return { runs: newest, temporal_away: away };
}

function since({ started_at, status }: RunHead): number {
  return started_at?.getTime() ?? (status === 'RUNNING' ? Infinity : 0);
}

async function liveRun(client: Client, workflowId: string, runId: string | null) {
  try {
    const { status, startTime, closeTime, ...run } = await client.withAbortSignal(
      AbortSignal.timeout(PATIENCE_MS),
      () => client.workflow.getHandle(workflowId, runId ?? undefined).describe(),
    );
    return { run_id: run.runId, status: status.name, started_at: startTime, closed_at: closeTime ?? null };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

async function knownRuns(db: Queryable, accountId: string): Promise<Known[]> {
  const { rows } = await db.query<Known>(
    `WITH runs AS (
       SELECT no AS episode_no, run_id FROM episode WHERE account_id = $1
       UNION SELECT no, NULL FROM episode WHERE account_id = $1 AND closed_at IS NULL
       UNION SELECT e.no, d.run_id FROM decision d JOIN episode e ON e.id = d.episode_id WHERE d.account_id = $1 AND d.run_id IS NOT NULL
       UNION SELECT episode_no, run_id FROM closed_run WHERE account_id = $1)
     SELECT DISTINCT ON (runs.episode_no, runs.run_id) runs.episode_no, a.receivable_code AS receivable, runs.run_id, r.status, r.started_at,
            r.closed_at, h.archived_at
       FROM runs JOIN account a ON a.id = $1 LEFT JOIN closed_run r ON r.run_id = runs.run_id 
       LEFT JOIN run_archive h ON h.run_id = r.run_id AND h.closed_at = r.closed_at
      ORDER BY runs.episode_no DESC, runs.run_id, r.closed_at DESC LIMIT ${MOST}`,
    [accountId],
  );
  return rows;
}
