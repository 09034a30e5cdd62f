import { condition, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { SmsActivities } from '../../activities/sms/send-sms.ts';
import { siblingQueue } from '../../workflows/ids.ts';
import { nudge } from '../../workflows/messages.ts';
import type { NaiveActivities } from './naive-activities.ts';

const { step } = proxyActivities<NaiveActivities>({ startToCloseTimeout: '1 minute' });

/**
 * The account as a first design has it: one regular activity a step, each of which decides and does one thing. Same facts, rules, waits and
 * nudges as ours, a superfluous timer is cancelled too; only the steps are scheduled one by one.
 */
export async function account(episodeId: string): Promise<void> {
  const { sendSms } = proxyActivities<SmsActivities>({
    startToCloseTimeout: '30 seconds',
    taskQueue: siblingQueue(workflowInfo().taskQueue, 'sms'),
  });
  let nudged = false;
  setHandler(nudge, () => void (nudged = true));
  for (;;) {
    nudged = false;
    const next = await step(episodeId, Date.now());
    if (next.kind === 'closed' && !nudged) return;
    if (next.kind === 'act') await sendSms(next.intentId);
    if (next.kind !== 'wait') continue;
    if (next.waitMs === undefined) await condition(() => nudged);
    else await condition(() => nudged, next.waitMs);
  }
}
