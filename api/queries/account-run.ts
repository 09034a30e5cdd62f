import { type Client, isGrpcServiceError } from '@temporalio/client';
import { unpackHistory } from '../../activities/archive/pack.ts';
import type { Queryable } from '../../prisma/database.ts';
import type { AccountRun, RunHead } from '../schemas/account-run.ts';
import { runEvents } from './run-events.ts';

const NOT_FOUND = 5;

/** A run's events from Temporal, or from our copy when it is there no more; null when there is neither. */
export async function accountRun(
  db: Queryable,
  client: Client,
  run: RunHead,
): Promise<Omit<AccountRun, 'temporal_url'> | null> {
  const live = run.live ? await liveHistory(client, run) : null;
  if (live) return { ...run, source: 'live', sha256: null, events: await runEvents(live, client) };

  const { rows } = await db.query<{ history: Buffer; sha256: string }>(
    'SELECT history, sha256 FROM run_archive WHERE run_id = $1 ORDER BY closed_at DESC LIMIT 1',
    [run.run_id],
  );
  const copy = rows[0];
  if (!copy) return null;
  const events = await runEvents(await unpackHistory(copy), client);
  return { ...run, live: false, source: 'archived', sha256: copy.sha256, events };
}

async function liveHistory(client: Client, { workflow_id, run_id }: RunHead) {
  try {
    return await client.workflow.getHandle(workflow_id, run_id).fetchHistory();
  } catch (error) {
    if (isGrpcServiceError(error) && Number(error.code) === NOT_FOUND) return null;
    throw error;
  }
}
