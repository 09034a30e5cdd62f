import type { Decision } from '../decision.ts';
import type { Context } from './context.ts';
import { dataReaches, provisionalFrom } from './data.ts';
import { act } from './decision.ts';
import { whyNow } from './reason.ts';
import { openWindows } from './wake.ts';

/** A window that is over closes when the payment data reaches past its last day, and 暫定 when such data does not come. */
export function closeDueWindow(context: Context): Decision | null {
  for (const window of openWindows(context)) {
    if (window.toDate >= context.today) continue;
    const reached = dataReaches(context, window.toDate);
    if (!reached && context.now < provisionalFrom(context, window.toDate)) continue;
    const reason = whyNow(reached ? 'window_over' : 'window_provisional', { toDate: window.toDate });
    return act(context, { kind: 'closeWindow', windowId: window.id, provisional: !reached }, [reason]);
  }
  return null;
}
