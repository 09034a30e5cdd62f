import type { Reason } from '../codes.ts';
import type { Decision } from '../decision.ts';
import { addDays } from '../time.ts';
import type { Context } from './context.ts';
import { nextAttempt } from './attempts.ts';
import { paymentDataAge } from './condition.ts';
import { act, wait } from './decision.ts';
import { morningAfter, morningOf, nextDataCheck } from './moments.ts';
import { why, whyNot } from './reason.ts';
import { letterUnderWay, onlyTheCall, takeBack } from './take-back.ts';

/** While a letter is being made nobody rings about it. One to an address from which mail came back is taken back. */
export function keepLetter(context: Context): Decision | null {
  const letter = letterUnderWay(context);
  if (!letter) return null;
  if (context.facts.returnedMail)
    return takeBack(context, { call: false, callback: false, letter: true }, [whyNot('returned_mail')]);
  const reasons = [why('letter_under_way', { step: letter.step })];
  return takeBack(context, onlyTheCall, reasons) ?? wait(context, 'letter_batch', reasons);
}

/** A city once dunned payers on old data: nothing is written or texted on payment data older than the setting. */
export function waitForFreshData(context: Context): Decision | null {
  const { settings, calendar, now, today, facts } = context;
  if (paymentDataAge(context) <= settings.paymentDataMaxAgeDays) return null;
  const asOf = facts.paymentsAsOf;
  const reason = whyNot('payment_data_old', {
    asOf: asOf ? asOf.toISOString() : '',
    maxDays: settings.paymentDataMaxAgeDays,
  });
  return wait(context, 'payment_data', [reason], nextDataCheck(calendar, now, today));
}

/** One 催告書 and then time to pay it, whoever sent it: the next one waits for the rule's gap. */
function restAfterLetter(context: Context): Decision | null {
  const { facts, rules, settings, now } = context;
  const last = [facts.letterBefore, ...facts.letters.map(({ handedOverOn }) => handedOverOn)]
    .filter((day) => day !== null)
    .toSorted()
    .at(-1);
  const until = last && rules.caps.letterGapDays > 0 ? morningOf(addDays(last, rules.caps.letterGapDays)) : null;
  if (!last || !until || until <= now) return null;
  const designatedDue = addDays(last, settings.letterTermDays);
  return wait(context, 'after_letter', [why('letter_under_way', { designatedDue })], until);
}

/** Asks for one letter in the next batch. One that was pulled, spoiled or refused is not asked for again on the same day. */
export function requestLetter(context: Context, step: number, reasons: Reason[]): Decision {
  const { facts, calendar, now } = context;
  const failed = facts.intents.findLast(
    ({ kind, state, step: no }) => kind === 'print' && (state === 'cancelled' || state === 'refused') && no === step,
  );
  const from = failed && morningAfter(calendar, failed.settledAt ?? failed.plannedAt, 1);
  if (from && from > now) return wait(context, 'spacing', [...reasons, whyNot('minimum_gap')], from);
  const rest = restAfterLetter(context);
  if (rest) return rest;
  return act(context, { kind: 'requestLetter', step, attempt: nextAttempt(context, 'print', step) }, reasons);
}
