import type { Reason, WaitCode } from '../codes.ts';
import type { Act, Decision } from '../decision.ts';
import { dateOf } from '../time.ts';
import type { Context } from './context.ts';
import { sumOf } from './lines.ts';
import { earliest } from './moments.ts';
import { nextWake } from './wake.ts';

const SHORTEST_WAIT_MS = 1_000;

/** A decision to do something. Its facts change by the act, so it has no time of its own. */
export function act(context: Context, doing: Exclude<Act, { kind: 'wait' }>, reasons: Reason[]): Decision {
  const step = doing.kind === 'enterStep' ? doing.step : context.facts.step;
  return { act: doing, step, until: null, reasons, inputs: inputsOf(context) };
}

/**
 * A decision not to act before `until` (null: before a fact changes). Whatever else time alone may change meanwhile (a window's end, a
 * hold's begin or end, the judging of a promise, a line's prescription) brings `until` forward.
 */
export function wait(context: Context, code: WaitCode, reasons: Reason[], until: Date | null = null): Decision {
  const { now, facts } = context;
  const wake = earliest([until, nextWake(context)]);
  return {
    act: { kind: 'wait', for: code },
    step: facts.step,
    until: wake && new Date(Math.max(Number(wake), Number(now) + SHORTEST_WAIT_MS)),
    reasons,
    inputs: inputsOf(context),
  };
}

function inputsOf({ facts, lines, tried, phones, mobiles }: Context): Decision['inputs'] {
  return {
    amount: sumOf(lines.dunnable),
    lines: lines.dunnable.length,
    heldLines: lines.held.length,
    oldestDue: lines.dunnable[0]?.dueDate ?? null,
    paymentsAsOf: facts.paymentsAsOf?.toISOString() ?? null,
    phones: phones.length,
    mobiles: mobiles.length,
    calls: tried.calls.length,
    connections: tried.talks.length,
    missesWeekday: tried.misses.weekday,
    missesEvening: tried.misses.evening,
    missesHoliday: tried.misses.holiday,
    smsSent: tried.texts.length,
    lettersHandedOver: tried.lettersHandedOver.length,
    brokenPromises: tried.brokenPromises,
    stepEntered: facts.stepEnteredAt && dateOf(facts.stepEnteredAt),
  };
}
