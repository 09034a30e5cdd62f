import { condition, defineSignal, proxyActivities, proxyLocalActivities, setHandler } from '@temporalio/workflow';

/** What a peer's worker does besides waiting: nothing. */
export interface BareActivities {
  nothing(): Promise<void>;
}

const options = { startToCloseTimeout: '1 minute' } as const;

/** The smallest workflow that does something. */
export async function oneActivity(): Promise<void> {
  await proxyActivities<BareActivities>(options).nothing();
}

export const wake = defineSignal('wake');

/** The account's loop without the account: an empty local activity, then a timer that a signal ends. */
export async function bareLoop(): Promise<void> {
  const { nothing } = proxyLocalActivities<BareActivities>(options);
  let woken = false;
  setHandler(wake, () => void (woken = true));
  for (;;) {
    woken = false;
    await nothing();
    await condition(() => woken, '30 days');
  }
}
