import { isGrpcServiceError } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import { tsToMs } from '@temporalio/common/lib/time.js';
import proto from '@temporalio/proto';
import type { Database } from '../../prisma/database.ts';
import {
  endPass,
  markLost,
  readProgress,
  rememberClosed,
  runsToArchive,
  storeHistory,
  unseenRuns,
  writeProgress,
} from '../../records/run-archive.ts';
import { accountWorkflowId } from '../../workflows/ids.ts';
import type { Herd } from '../nudging.ts';
import { closedRun, closedRuns } from './closed-runs.ts';
import { packHistory } from './pack.ts';

/** Temporal's lists may show a closing late; what is later than this the daily listing of all finds. */
const OVERLAP_MS = 24 * 3_600_000;
const ALL_EVERY_MS = 24 * 3_600_000;
const BATCH = 50;
const AT_ONCE = 4;
const UNSEEN = 2_000;
const NOT_FOUND = 5;
const END = /^EVENT_TYPE_WORKFLOW_EXECUTION_(COMPLETED|FAILED|TIMED_OUT|CANCELED|TERMINATED|CONTINUED_AS_NEW)$/;
const { EventType } = proto.temporal.api.enums.v1;

export interface Archived {
  seen: number;
  archived: number;
  lost: number;
  /** Tried again in the next pass; the first reason is thrown when none could be copied */
  failed: number;
}

export interface ArchiveDeps extends Herd {
  db: Database;
}

/**
 * Copies the histories of closed runs into the database before Temporal's retention ends: first remembers what has closed, then copies what
 * has no copy. Repeating or interrupting it does no harm. `beat` is called as it goes on.
 */
export async function archiveRuns(deps: ArchiveDeps, beat: () => void): Promise<Archived> {
  const seen = await rememberRuns(deps, beat);
  const result = { seen, archived: 0, lost: 0, failed: 0 };
  const failed: string[] = [];
  let failure: Error | undefined;

  for (;;) {
    const batch = await runsToArchive(deps.db, BATCH, failed);
    const queue = batch.values();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (const run of queue) {
          try {
            result[await archiveRun(deps, run)] += 1;
          } catch (error) {
            failure ??= error instanceof Error ? error : new Error(String(error));
            failed.push(run.runId);
          }
          beat();
        }
      }),
    );
    if (batch.length < BATCH) break;
  }
  result.failed = failed.length;
  if (failure && result.archived === 0) throw failure;
  await endPass(deps.db);
  return result;
}

async function rememberRuns(deps: ArchiveDeps, beat: () => void): Promise<number> {
  const { db, client, installation } = deps;
  const { now: began, ...before } = await readProgress(db);
  const { namespaceInfo, config } = await client.workflowService.describeNamespace({
    namespace: client.options.namespace,
  });
  const namespaceId = namespaceInfo?.id ?? '';
  const known = before.namespaceId === namespaceId ? before : null;
  const progress = { namespaceId, retentionMs: tsToMs(config?.workflowExecutionRetentionTtl) };
  const { listedTo = null, listedAllAt = null } = known ?? {};
  await writeProgress(db, { ...progress, listedTo, listedAllAt });

  const all = !listedTo || !listedAllAt || began.getTime() - listedAllAt.getTime() >= ALL_EVERY_MS;
  const since = all ? null : new Date(listedTo.getTime() - OVERLAP_MS);
  let seen = 0;
  for await (const page of closedRuns(client, installation, since)) {
    seen += await rememberClosed(db, namespaceId, page);
    beat();
  }
  if (all) seen += await rememberUnseen(deps, namespaceId, beat);
  await writeProgress(db, { ...progress, listedTo: began, listedAllAt: all ? began : listedAllAt });
  return seen;
}

/** Runs that our own decisions name and no list shows: asked for one by one. */
async function rememberUnseen({ db, client, installation }: ArchiveDeps, namespaceId: string, beat: () => void) {
  let seen = 0;
  for (const run of await unseenRuns(db, UNSEEN)) {
    const workflowId = accountWorkflowId({ installation, ...run });
    try {
      const { raw } = await client.workflow.getHandle(workflowId, run.runId).describe();
      const closed = raw.workflowExecutionInfo && closedRun(raw.workflowExecutionInfo);
      if (closed) seen += await rememberClosed(db, namespaceId, [closed]);
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      const { runId, accountId, episodeNo, decidedAt } = run;
      const gone = { workflowId, workflowType: 'account', status: 'UNKNOWN', startedAt: null, closedAt: decidedAt };
      seen += await rememberClosed(db, namespaceId, [{ ...gone, runId, accountId, episodeNo, lost: true }]);
    }
    beat();
  }
  return seen;
}

type ToArchive = Awaited<ReturnType<typeof runsToArchive>>[number];

async function archiveRun({ db, client }: ArchiveDeps, run: ToArchive): Promise<'archived' | 'lost'> {
  try {
    const history = await client.workflow.getHandle(run.workflowId, run.runId).fetchHistory();
    if (!END.test(String(EventType[history.events?.at(-1)?.eventType ?? 0])))
      throw new Error(`The history of closed run ${run.runId} has no end`);
    await storeHistory(db, run, await packHistory(history));
    return 'archived';
  } catch (error) {
    if (!isGrpcServiceError(error) || Number(error.code) !== NOT_FOUND) throw error;
    await markLost(db, run);
    return 'lost';
  }
}
