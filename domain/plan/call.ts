import type { Reason, Session } from '../codes.ts';
import type { Decision } from '../decision.ts';
import type { TaskFact } from '../facts.ts';
import { addDays, dateOf } from '../time.ts';
import { chooseSession } from './best-session.ts';
import type { Context } from './context.ts';
import { act, wait } from './decision.ts';
import { latest, morningOf, startOf } from './moments.ts';
import { priorityOf } from './priority.ts';
import { why, whyNot, whyNow } from './reason.ts';
import { allowedRetry } from './retry.ts';
import { callFrom } from './spacing.ts';
import { onlyTheCall, openTask, takeBack, waitForLease } from './take-back.ts';
import { firstDay, inSeason } from './wake.ts';

/** A breach is talked about on the next operating day at the latest, whatever the step's spacing is. */
export const BREACH_SPACING = 1;

/** Puts a call into the operators' queue, not before the next opening that spacing, caps and misses leave. */
export function openCall(context: Context, wanted: Session | 'any', spacing: number, reasons: Reason[]): Decision {
  const { at, capped } = callFrom(context, spacing);
  const chosen = chooseSession(context, wanted, at);
  if (!chosen)
    return wait(context, 'session', [...reasons, whyNot('outside_hours')], morningOf(addDays(context.today, 1)));
  const { session, opening, isProven, best } = chosen;
  const date = dateOf(opening.from);
  if (!inSeason(context, date)) return outOfSeason(context, date);
  const isNow = opening.from <= context.now;
  const when = isNow
    ? whyNow('session_open', { session: opening.session })
    : whyNow('session_next', { session: opening.session, date });
  return act(
    context,
    {
      kind: 'openCallTask',
      step: context.facts.step,
      session,
      notBefore: opening.from,
      retry: false,
      bestBand: best?.band ?? null,
      ...priorityOf(context, { isProvenSession: isProven, best }),
    },
    [...reasons, ...chosen.reasons, when, ...(capped ? [whyNot('daily_cap_reached', { date: context.today })] : [])],
  );
}

/**
 * An open call waits for an operator. It is taken back when no number is left to ring, and put off when meanwhile the home has had its
 * calls of the day or a talk: withdrawn here, opened again later by the next plan.
 */
export function keepCall(context: Context): Decision | null {
  const task = openTask(context, 'call');
  if (!task) return null;
  if (context.phones.length === 0) {
    return takeBack(context, onlyTheCall, [why('no_phone_known')]);
  }
  const open = why('task_open', { step: task.step, session: task.session });
  if (task.retry) return keepRetry(context, task, open);
  const { at, capped } = callFrom(context, 0);
  if (at > context.now && at > task.notBefore) {
    if (task.leased) return waitForLease(context, [open]); // very likely its own ring
    const reasons = [capped ? whyNot('daily_cap_reached', { date: context.today }) : whyNot('minimum_gap')];
    return takeBack(context, onlyTheCall, reasons);
  }
  if (!isStillOpen(context, task)) {
    if (task.leased) return waitForLease(context, [open]);
    return takeBack(context, onlyTheCall, [why('calendar_changed', { date: dateOf(task.notBefore) })]);
  }
  return wait(context, 'call_task', [open]);
}

/**
 * It is for today only, and as long as caps leave it: afterwards the call was a miss and the table goes on. After a ring of the home for
 * another case it is put off by the gap.
 */
function keepRetry(context: Context, task: TaskFact, open: Reason): Decision | null {
  const retry = allowedRetry(context);
  if (retry && retry.from <= latest(context.now, task.notBefore))
    return wait(context, 'call_task', [open], retry.until);
  if (task.leased) return waitForLease(context, [open]);
  return takeBack(context, onlyTheCall, [whyNot(retry ? 'minimum_gap' : 'retry_over')]);
}

/** A later call stands in an opening of its session; when the calendar has none there any more it is put where there is one. */
function isStillOpen({ calendar, now }: Context, { notBefore, session }: TaskFact): boolean {
  if (notBefore <= now) return true;
  const there = calendar.sessionAt(notBefore);
  return session === 'any' ? there !== null : there === session;
}

export function outOfSeason(context: Context, after: string): Decision {
  const next = inSeason(context, after) ? after : firstDay(after, (day) => inSeason(context, day));
  return wait(context, 'season', [whyNot('outside_season', { from: next })], startOf(next));
}
