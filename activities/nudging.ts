import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { accountWorkflowId, taskQueue } from '../workflows/ids.ts';
import { nudge } from '../workflows/messages.ts';

const DEADLINE_MS = 10_000;

/** One open episode. */
export interface Run {
  receivableCode: string;
  accountId: string;
  episodeId: string;
  episodeNo: number;
}

/** Where account workflows live. */
export interface Herd {
  client: Client;
  installation: string;
}

export function runId({ installation }: Herd, run: Run): string {
  const { receivableCode: receivable, accountId, episodeNo } = run;
  return accountWorkflowId({ installation, receivable, accountId, episodeNo });
}

/**
 * Tells an account's workflow that something changed, starting it when there is none. Answers `over` when it has ended: an episode runs
 * once. Only the sweep, which found the episode open and its workflow gone, runs it again.
 */
export async function nudgeRun(herd: Herd, run: Run, options: { again: boolean }): Promise<'told' | 'over'> {
  const { client, installation } = herd;
  try {
    await client.withDeadline(Date.now() + DEADLINE_MS, () =>
      client.workflow.signalWithStart('account', {
        workflowId: runId(herd, run),
        taskQueue: taskQueue(installation, 'main'),
        workflowIdReusePolicy: options.again ? 'ALLOW_DUPLICATE' : 'REJECT_DUPLICATE',
        args: [run.episodeId],
        signal: nudge,
      }),
    );
    return 'told';
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return 'over';
    throw error;
  }
}
