import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import { accountWorkflowId, taskQueue } from '../workflows/ids.ts';
import { nudge } from '../workflows/messages.ts';

const DEADLINE_MS = 5_000;

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

/** Starts the workflow of an episode that has none yet; answers `false` when there is one, running or ended. */
export async function startRun(herd: Herd, run: Run): Promise<boolean> {
  try {
    await soon(herd, () => herd.client.workflow.start('account', optionsOf(herd, run, 'REJECT_DUPLICATE')));
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}

/**
 * Tells an account's workflow that something changed, starting it (signalWithStart) when there is none. Answers `false` when it has ended: an episode runs
 * once. Only `resumeRun`, which found the episode open and its workflow gone, runs it again.
 */
export async function nudgeRun(herd: Herd, run: Run, options: { again: boolean }): Promise<boolean> {
  if (await signalRun(herd, run)) return true;
  try {
    const policy = options.again ? 'ALLOW_DUPLICATE' : 'REJECT_DUPLICATE';
    await soon(herd, () =>
      herd.client.workflow.signalWithStart('account', { ...optionsOf(herd, run, policy), signal: nudge }),
    );
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}

/** Nearly all run: a plain signal carries no start and costs the server and us less than signalWithStart. */
async function signalRun(herd: Herd, run: Run): Promise<boolean> {
  try {
    await soon(herd, () => herd.client.workflow.getHandle(runId(herd, run)).signal(nudge));
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

function optionsOf(herd: Herd, run: Run, workflowIdReusePolicy: 'ALLOW_DUPLICATE' | 'REJECT_DUPLICATE') {
  const queue = taskQueue(herd.installation, 'main');
  return { workflowId: runId(herd, run), taskQueue: queue, workflowIdReusePolicy, args: [run.episodeId] };
}

function soon<Result>({ client }: Herd, call: () => Promise<Result>): Promise<Result> {
  return client.withAbortSignal(AbortSignal.timeout(DEADLINE_MS), call);
}
