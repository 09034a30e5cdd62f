import type { Channel, HandOverReason, Reason, WaitCode } from '../codes.ts';
import type { Decision } from '../decision.ts';
import type { Condition, Step } from '../rules.ts';
import { type Attempts, attemptsOf } from './attempts.ts';
import { openCall } from './call.ts';
import { holds } from './condition.ts';
import type { Context } from './context.ts';
import { act, wait } from './decision.ts';
import { blockers, isStopped } from './hold.ts';
import { requestLetter, waitForFreshData } from './letter.ts';
import { latest, morningAfter, startOf } from './moments.ts';
import { why, whyNot, whyNow } from './reason.ts';
import { isTextHopeless, sendText, textMoment, textNumber } from './sms.ts';
import { restAfterTalkUntil } from './spacing.ts';
import { addDays } from '../time.ts';

/** The escalation table: try the step's channel, wait, go on to the next step whose condition holds; after the last one hand over. */
export function followTable(context: Context): Decision {
  const { facts, step } = context;
  if (facts.stepEnteredAt === null) return goOn(context, 0, [why('line_overdue')]);
  if (facts.returnedAt && facts.returnedAt > facts.stepEnteredAt)
    return goOn(context, 0, [why('returned_by_department')]);
  if (!step) return goOn(context, facts.step, []);
  if (step.channel === 'hand_off') return handOffAt(context, step);

  const attempts = attemptsOf(context, step);
  const missed = whyMissed(context, step);
  if (attempts.count >= step.attempts)
    return leave(context, step, attempts, why('attempts_used', { step: step.no, count: attempts.count }));
  if (missed?.code === 'channel_stopped') return wait(context, 'hold', [missed]);
  if (missed)
    return missed.code === 'hold_active' ? waitForHold(context, step) : leave(context, step, attempts, missed);
  return tryChannel(context, step, attempts);
}

function handOffAt(context: Context, step: Step): Decision {
  const missed = whyMissed(context, step);
  if (missed) return goOn(context, step.no, [missed]);
  const rest = restAfterTalkUntil(context);
  const reasons = [why('step_condition_met', { step: step.no })];
  if (rest) return wait(context, 'spacing', reasons, rest);
  return act(context, { kind: 'handOff', reason: reasonOf(context, step) }, reasons);
}

function tryChannel(context: Context, step: Step, attempts: Attempts): Decision {
  const attempt = attempts.count + 1;
  const reasons = [why('step_condition_met', { step: step.no, attempt, of: step.attempts })];
  if (step.channel === 'call') return openCall(context, step.session, step.spacing, reasons);
  const rest = restAfterTalkUntil(context);
  if (rest) return wait(context, 'spacing', [...reasons, whyNot('minimum_gap')], rest);
  const stale = waitForFreshData(context);
  if (stale) return stale;
  return step.channel === 'sms'
    ? tryText(context, step, attempts, reasons)
    : requestLetter(context, step.no, [...reasons, ...unansweredReasons(context)]);
}

function tryText(context: Context, step: Step, attempts: Attempts, reasons: Reason[]): Decision {
  const { now, calendar, today } = context;
  const spaced = latest(now, attempts.last && morningAfter(calendar, attempts.last, step.spacing));
  const moment = textMoment(context, spaced);
  if (!moment || moment > now) {
    const code: WaitCode = spaced > now ? 'spacing' : 'session';
    return wait(context, code, [...reasons, whyNot('outside_hours')], moment ?? startOf(addDays(today, 1)));
  }
  const text = sendText(context, step.no, 'please_call', [
    ...reasons,
    ...unansweredReasons(context),
    why('mobile_known'),
    whyNow('session_open'),
  ]);
  return text ?? goOn(context, step.no, [whyNot('sms_not_possible')]);
}

/** A step that was tried is left when its wait is over; one that was not, at once. */
function leave(context: Context, step: Step, { count, leaveFrom, designatedDue }: Attempts, reason: Reason): Decision {
  const from =
    count > 0
      ? latest(context.now, leaveFrom, restAfterTalkUntil(context))
      : latest(context.now, restAfterTalkUntil(context));
  if (from <= context.now) return goOn(context, step.no, [reason, ...(count > 0 ? [whyNow('wait_over')] : [])]);
  const codes: Record<Channel, WaitCode> = { call: 'spacing', sms: 'after_sms', letter: 'after_letter' };
  const waited = designatedDue ? why('letter_under_way', { designatedDue }) : reason;
  return wait(context, step.channel === 'hand_off' ? 'spacing' : codes[step.channel], [waited], from);
}

/** Enters the next step after `no` that can be taken; hands over when there is none. */
function goOn(context: Context, no: number, reasons: Reason[]): Decision {
  const { next, missed, heldBack } = nextStep(context, no);
  const all = [...reasons, ...missed];
  if (heldBack && (!next || next.channel === 'hand_off')) return wait(context, 'hold', all);
  if (next)
    return act(context, { kind: 'enterStep', step: next.no }, [...all, why('step_condition_met', { step: next.no })]);
  return act(context, { kind: 'handOff', reason: 'rule_end' }, [...all, why('steps_exhausted')]);
}

/** A hold with an end is waited for; for one without, another channel is looked for. */
function waitForHold(context: Context, step: Step): Decision {
  const kinds = blockers(context, step.channel as Channel);
  const reasons = kinds.map(({ kind }) => why('hold_active', { kind }));
  if (kinds.some(({ until }) => until !== null)) return wait(context, 'hold', reasons);
  const { next } = nextStep(context, step.no);
  return next && next.channel !== 'hand_off' ? goOn(context, step.no, reasons) : wait(context, 'hold', reasons);
}

function nextStep(context: Context, no: number): { next: Step | null; missed: Reason[]; heldBack: boolean } {
  const missed: Reason[] = [];
  for (const step of context.rules.steps.toSorted((left, right) => left.no - right.no)) {
    if (step.no <= no) continue;
    const reason = whyMissed(context, step);
    // A stopped channel is waited for, not passed over: what is stopped in an emergency must not hurry the rest on.
    if (!reason || reason.code === 'channel_stopped') return { next: step, missed, heldBack: missed.some(isHold) };
    missed.push(reason);
  }
  return { next: null, missed, heldBack: missed.some(isHold) };
}

/** Why a step cannot be taken now; null when it can. */
function whyMissed(context: Context, step: Step): Reason | null {
  const { facts, settings, phones } = context;
  const at = { step: step.no };
  if (!holds(context, step.condition)) return whyNot('step_condition_missed', at);
  if (step.channel === 'hand_off') return null;
  if (step.channel === 'call' && phones.length === 0) return whyNot('no_phone_known', at);
  if (step.channel === 'letter' && !settings.letters) return whyNot('letters_not_allowed', at);
  if (step.channel === 'letter' && facts.returnedMail) return whyNot('returned_mail', at);
  if (step.channel !== 'call' && facts.dvProtected) return whyNot('dv_protected', at);
  if (step.channel === 'sms' && (!textNumber(context) || isTextHopeless(context, step.no)))
    return whyNot('sms_not_possible', at);
  if (blockers(context, step.channel).length > 0) return whyNot('hold_active', at);
  return isStopped(context, step.channel) ? whyNot('channel_stopped', { ...at, channel: step.channel }) : null;
}

function unansweredReasons({ tried, phones, facts }: Context): Reason[] {
  const reasons = tried.missCount > 0 ? [why('calls_unanswered', { count: tried.missCount })] : [];
  if (phones.length === 0) reasons.push(why('no_phone_known'));
  if (tried.texts.length > 0 && !tried.talks.some((talk) => talk.at > tried.texts.at(-1)!.plannedAt))
    reasons.push(why('sms_without_answer'));
  return facts.letters.some(({ state }) => state === 'handed_over')
    ? [...reasons, why('letter_without_payment')]
    : reasons;
}

/** A hand-over in the middle of the table that looks at the amount is made for the amount; the last one because the table ends. */
function reasonOf({ rules }: Context, step: Step): HandOverReason {
  const isLast = rules.steps.every(({ no }) => no <= step.no);
  if (mentions(step.condition, 'broken_promises')) return 'promises_broken';
  return !isLast && mentions(step.condition, 'amount') ? 'large_amount' : 'rule_end';
}

function mentions(condition: Condition, field: string): boolean {
  if ('all' in condition) return condition.all.some((part) => mentions(part, field));
  if ('any' in condition) return condition.any.some((part) => mentions(part, field));
  return condition.field === field;
}

function isHold({ code }: Reason): boolean {
  return code === 'hold_active';
}
