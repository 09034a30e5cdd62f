import type { Client } from '@temporalio/client';
import proto from '@temporalio/proto';
import { accountWorkflowId } from '../../workflows/ids.ts';
import type { Queryable } from '../../prisma/database.ts';
import type { AccountRun } from '../schemas/account.ts';

const names = proto.temporal.api.enums.v1.EventType;

/** The run of the account's last episode as Temporal holds it; null when there is none (not started yet, or past its retention). */
export async function accountRun(
  db: Queryable,
  client: Client,
  installation: string,
  accountId: string,
): Promise<AccountRun | null> {
  const { rows } = await db.query<{ receivable: string; no: number }>(
    `SELECT a.receivable_code AS receivable, e.no FROM episode e JOIN account a ON a.id = e.account_id WHERE a.id = $1 ORDER BY e.no DESC LIMIT 1`,
    [accountId],
  );
  const episode = rows[0];
  if (!episode) return null;
  const workflowId = accountWorkflowId({
    installation,
    receivable: episode.receivable,
    accountId,
    episodeNo: episode.no,
  });
  const handle = client.workflow.getHandle(workflowId);
  try {
    const description = await handle.describe();
    const history = await handle.fetchHistory();
    return {
      workflow_id: workflowId,
      run_id: description.runId,
      status: description.status.name,
      started_at: description.startTime,
      history_length: description.historyLength,
      events: (history.events ?? []).map((event) => ({
        id: Number(event.eventId),
        at: new Date(Number(event.eventTime?.seconds ?? 0) * 1_000 + Math.floor((event.eventTime?.nanos ?? 0) / 1e6)),
        type: readable(names[event.eventType ?? 0]),
        detail: detailOf(event),
      })),
    };
  } catch (error) {
    if (error instanceof Error && error.name === 'WorkflowNotFoundError') return null;
    throw error;
  }
}

/** EVENT_TYPE_TIMER_STARTED → timer started */
function readable(name: string | undefined): string {
  return (name ?? 'unknown').replace('EVENT_TYPE_', '').toLowerCase().replaceAll('_', ' ');
}

function detailOf(event: proto.temporal.api.history.v1.IHistoryEvent): string | null {
  return (
    event.activityTaskScheduledEventAttributes?.activityType?.name ??
    event.workflowExecutionSignaledEventAttributes?.signalName ??
    event.markerRecordedEventAttributes?.markerName ??
    event.timerStartedEventAttributes?.timerId ??
    null
  );
}
