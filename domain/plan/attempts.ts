import type { IntentFact } from '../facts.ts';
import type { Step } from '../rules.ts';
import { addDays, dateOf } from '../time.ts';
import type { Context } from './context.ts';
import { latest, morningAfter, morningOf } from './moments.ts';

/** What was tried of a step since the account entered it. */
export interface Attempts {
  count: number;
  last: Date | null;
  /** When the step may be left: its wait after the last attempt, for a letter after its 指定期限 */
  leaveFrom: Date | null;
  /** 指定期限 of the step's last letter */
  designatedDue: string | null;
}

const none: Attempts = { count: 0, last: null, leaveFrom: null, designatedDue: null };

export function attemptsOf(context: Context, step: Step): Attempts {
  const entered = context.facts.stepEnteredAt;
  if (entered === null) return none;
  switch (step.channel) {
    case 'call':
      return callAttempts(context, step, entered);
    case 'sms':
      return textAttempts(context, step, entered);
    case 'letter':
      return letterAttempts(context, step, entered);
    case 'hand_off':
      return none;
  }
}

/** The effect's key is (kind, episode, step, attempt): refused and cancelled ones keep theirs. */
export function nextAttempt({ facts }: Context, kind: IntentFact['kind'], step: number): number {
  const used = facts.intents.filter((intent) => intent.kind === kind && intent.step === step);
  return Math.max(0, ...used.map(({ attempt }) => attempt)) + 1;
}

/** Calls to numbers that proved dead or wrong are not counted: each of them leaves one number less to try. */
function callAttempts({ tried, facts, calendar }: Context, step: Step, entered: Date): Attempts {
  const given = new Set(facts.phones.filter(({ status }) => status !== 'active').map(({ id }) => id));
  const calls = tried.calls.filter(({ at, phoneId }) => at > entered && !(phoneId && given.has(phoneId)));
  const last = calls.at(-1)?.at ?? null;
  return { ...none, count: calls.length, last, leaveFrom: last && morningAfter(calendar, last, step.waitAfter) };
}

/** A text that failed on its last try needs no waiting for an answer. */
function textAttempts({ tried, facts, calendar }: Context, step: Step, entered: Date): Attempts {
  const texts = tried.texts.filter((text) => text.step === step.no && text.plannedAt >= entered);
  const text = texts.at(-1);
  const last = text ? (text.settledAt ?? text.plannedAt) : null;
  const failed = facts.contacts.some(
    ({ outcome, at }) => outcome === 'sms_failed' && text !== undefined && at >= text.plannedAt,
  );
  return {
    ...none,
    count: texts.length,
    last,
    leaveFrom: last && (failed ? last : morningAfter(calendar, last, step.waitAfter)),
  };
}

/** A letter that the batch refused this often (a character without a glyph, say) is given up. */
const MAX_REFUSED_LETTERS = 3;

function letterAttempts({ facts, settings, tried }: Context, step: Step, entered: Date): Attempts {
  const sent = tried.lettersHandedOver.filter(
    (letter) => letter.step === step.no && letter.handedOverOn! >= dateOf(entered),
  );
  const letter = sent.at(-1);
  if (!letter) {
    const refused = facts.letters.filter(({ state, step: no }) => state === 'refused' && no === step.no).length;
    return refused >= MAX_REFUSED_LETTERS ? { ...none, count: step.attempts } : none;
  }
  const due = letter.designatedDue ?? addDays(letter.handedOverOn!, settings.letterTermDays);
  const waited = morningOf(addDays(due, Math.max(1, step.waitAfter)));
  const leaveFrom = facts.returnedMail ? null : latest(entered, waited);
  return { count: sent.length, last: morningOf(letter.handedOverOn!), leaveFrom, designatedDue: due };
}
