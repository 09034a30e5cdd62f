import {
  ActivityFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { nudge, state } from './messages.ts';
import { decide, outside } from './proxies.ts';

const AFTER_FAILURE_MS = 60_000;

/**
 * One episode of one account, from its first overdue line until everything is settled and all windows are closed. The domain decides
 * (inside `decide`), this waits, activities act. It holds the episode's id and nothing else worth keeping: all facts are in PostgreSQL, so
 * that a reset, a lost nudge or a restored backup converges with the next decision.
 */
export async function account(episodeId: string): Promise<void> {
  let nudged = false;
  let decisions = 0;
  let doing: 'deciding' | 'acting' | 'waiting' = 'deciding';
  setHandler(nudge, () => void (nudged = true));
  setHandler(state, () => ({ episodeId, decisions, doing }));

  for (;;) {
    nudged = false; // before the awaits of a round: a fact that arrives while deciding is decided about in the next one
    doing = 'deciding';
    const next = await decide(episodeId, Date.now());
    decisions += 1;

    if (next.kind === 'closed' && !nudged) return;
    if (next.kind === 'act') {
      doing = 'acting';
      if (!(await acted(next))) await condition(() => nudged, AFTER_FAILURE_MS);
    }
    if (next.kind === 'wait') {
      doing = 'waiting';
      if (next.waitMs === undefined) await condition(() => nudged);
      else await condition(() => nudged, next.waitMs); // cancels its timer when nudged; `until` is stored in business time
    }
    if (workflowInfo().continueAsNewSuggested) {
      await condition(allHandlersFinished);
      await continueAsNew<typeof account>(episodeId);
    }
  }
}

/** False when the outward activity failed for good; what became of it is in its intent, so the next decision sees it. */
async function acted(next: Parameters<typeof outside>[0]): Promise<boolean> {
  try {
    await outside(next);
    return true;
  } catch (error) {
    if (error instanceof ActivityFailure) return false;
    throw error;
  }
}
