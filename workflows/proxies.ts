import { proxyActivities, proxyLocalActivities, workflowInfo } from '@temporalio/workflow';
import type { DecideActivities } from '../activities/decide.ts';
import type { MaintenanceActivities } from '../activities/maintenance.ts';
import type { SealActivities } from '../activities/seal/activities.ts';
import type { SmsActivities } from '../activities/sms/send-sms.ts';
import { siblingQueue } from './ids.ts';
import type { OutwardAct } from './next.ts';

/**
 * Local: a decision is one short transaction, and a task queue hop would cost three events each time. Tried again each minute at the
 * latest, so that a case is not late by more when the database was away.
 */
export const { decide } = proxyLocalActivities<DecideActivities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});

/** Of long work that somebody waits for, however often its worker or the database goes: a minute at the latest until it is tried again. */
export const untilDone = { initialInterval: '5 seconds', maximumInterval: '1 minute' } as const;

/** Upkeep that the next run of its schedule repeats anyway. */
export const quick = proxyActivities<MaintenanceActivities>({
  startToCloseTimeout: '2 minutes',
  retry: { maximumAttempts: 3 },
});

/** They look at every episode or closed run; each says after a page that it is alive, the sweep also how far it came. */
export const { sweep: sweepAll, archive: archiveAll } = proxyActivities<MaintenanceActivities>({
  startToCloseTimeout: '3 hours',
  heartbeatTimeout: '1 minute',
  retry: { maximumAttempts: 10, maximumInterval: '1 minute' },
});

/** They read what is new, or all, of the ledger; each says as it goes that it is alive. */
export const ledgerUpkeep = proxyActivities<SealActivities>({
  startToCloseTimeout: '3 hours',
  heartbeatTimeout: '5 minutes',
  retry: { maximumAttempts: 3 },
});

/** Retried while the provider is away; the gate is asked again each time, so that nothing goes out outside the hours. */
const carrier = {
  startToCloseTimeout: '30 seconds',
  scheduleToCloseTimeout: '2 hours', // then the account is decided about again, so that an outage does not stop it
  retry: { initialInterval: '10 seconds', maximumInterval: '2 minutes' },
} as const;

/** Runs the decided act on its own task queue, which carries the provider's rate limit. */
export async function outside(next: OutwardAct): Promise<void> {
  const queue = siblingQueue(workflowInfo().taskQueue, 'sms');
  await proxyActivities<SmsActivities>({ ...carrier, taskQueue: queue })[next.activity](next.intentId);
}
