import type { Reason } from '../codes.ts';
import type { Decision } from '../decision.ts';
import type { IntentFact, PhoneFact } from '../facts.ts';
import { insideOuterGuard } from '../calendar.ts';
import type { Context } from './context.ts';
import { act } from './decision.ts';
import { latest, morningAfter } from './moments.ts';
import { nextAttempt } from './attempts.ts';
import { textFrom } from './spacing.ts';

/** The number for a text: the mobile that answered last year most often and has not failed; null when there is none. */
export function textNumber({ mobiles, facts }: Context): PhoneFact | null {
  const failed = new Set(
    facts.contacts.filter(({ outcome }) => outcome === 'sms_failed').map(({ phoneId }) => phoneId),
  );
  const answers = ({ record }: PhoneFact) => record.weekday.answers + record.evening.answers + record.holiday.answers;
  return mobiles.filter(({ id }) => !failed.has(id)).sort((left, right) => answers(right) - answers(left))[0] ?? null;
}

/** The first moment from then on at which a text may go out: an opening inside the outer guard, under the caps, after a refusal's rest. */
export function textMoment(context: Context, from: Date): Date | null {
  const { calendar } = context;
  const opening = calendar.nextOpening(latest(from, textFrom(context), refusedUntil(context)), 'any');
  return opening && insideOuterGuard(opening.from) ? opening.from : null;
}

export function sendText(
  context: Context,
  step: number,
  purpose: 'please_call' | 'promise_reminder',
  reasons: Reason[],
): Decision | null {
  const phone = textNumber(context);
  if (!phone) return null;
  return act(
    context,
    { kind: 'sendSms', step, attempt: nextAttempt(context, 'sms', step), phoneId: phone.id, purpose },
    reasons,
  );
}

/** What the gate refused for the hour is tried at the next opening, what failed otherwise on the next operating day: never in a circle. */
function refusedUntil({ facts, calendar }: Context): Date | null {
  const failed = facts.intents.findLast(isFailedText);
  if (!failed) return null;
  const at = failed.settledAt ?? failed.plannedAt;
  const isForHours = failed.refusal === 'outside_hours' || failed.refusal === 'outside_outer_guard';
  return isForHours ? (calendar.nextOpening(at, 'any')?.from ?? at) : morningAfter(calendar, at, 1);
}

/** A step whose texts failed this often is given up. */
const MAX_FAILURES = 3;

/** Refused by the gate or by the provider again and again, for another reason than the hour. */
export function isTextHopeless({ facts }: Context, step: number): boolean {
  const failures = facts.intents.filter(
    (intent) => isFailedText(intent) && intent.step === step && !String(intent.refusal).startsWith('outside_'),
  );
  return failures.length >= MAX_FAILURES;
}

function isFailedText({ kind, state }: IntentFact): boolean {
  return kind === 'sms' && (state === 'refused' || state === 'cancelled');
}
