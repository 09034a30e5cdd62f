import type { Client } from '@temporalio/client';
import { optionalTsToDate } from '@temporalio/common/lib/time.js';
import proto from '@temporalio/proto';
import type { ClosedRun } from '../../records/run-archive.ts';
import { ofAccount } from '../../workflows/ids.ts';

const PAGE = 500;
const { WorkflowExecutionStatus } = proto.temporal.api.enums.v1;

/** What Temporal tells of a run, in a list or about one. */
type RunInfo = proto.temporal.api.workflow.v1.IWorkflowExecutionInfo;

/**
 * Pages of the installation's closed runs, upkeep left out, newest first; those that closed since an instant, or all. A run that closes
 * meanwhile may be missing: the next listing must begin before this one began.
 */
export async function* closedRuns(
  client: Client,
  installation: string,
  since: Date | null,
): AsyncGenerator<ClosedRun[]> {
  const conditions = [
    'ExecutionStatus != "Running"',
    `WorkflowId STARTS_WITH "${installation}/"`,
    `WorkflowId NOT STARTS_WITH "${installation}/schedule/"`,
    ...(since ? [`CloseTime >= "${since.toISOString()}"`] : []),
  ];
  let nextPageToken: Uint8Array | null | undefined;
  do {
    const page = await client.workflowService.listWorkflowExecutions({
      namespace: client.options.namespace,
      query: conditions.join(' AND '),
      pageSize: PAGE,
      nextPageToken,
    });
    yield (page.executions ?? []).flatMap((info) => closedRun(info) ?? []);
    nextPageToken = page.nextPageToken;
  } while (nextPageToken?.length);
}

/** Null while the run goes on. */
export function closedRun({ execution, type, startTime, closeTime, status }: RunInfo): ClosedRun | null {
  const closedAt = optionalTsToDate(closeTime);
  if (!closedAt || !execution?.workflowId || !execution.runId) return null;
  const { accountId = null, episodeNo = null } = ofAccount(execution.workflowId) ?? {};
  return {
    runId: execution.runId,
    closedAt,
    workflowId: execution.workflowId,
    workflowType: type?.name ?? '',
    status: statusName(status),
    accountId,
    episodeNo,
    startedAt: optionalTsToDate(startTime) ?? null,
  };
}

/** As the client's own descriptions have it: COMPLETED, CONTINUED_AS_NEW … */
function statusName(status: RunInfo['status']): string {
  return String(WorkflowExecutionStatus[status ?? 0])
    .replace('WORKFLOW_EXECUTION_STATUS_', '')
    .replace('CANCELED', 'CANCELLED');
}
