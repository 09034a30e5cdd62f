import { connectedOutcomes, missOutcomes, type Session } from '../codes.ts';
import type { AccountFacts, ContactFact, IntentFact, LetterFact } from '../facts.ts';
import { dateOf } from '../time.ts';

/** An SMS of this step is no try of the table: it reminds of a promise (`IntentFact.step`). */
export const REMINDER_STEP = 0;

/** What was tried so far: over the episode, or since the department last returned it. */
export interface Tried {
  /** A call that was repeated the same day is left out */
  calls: ContactFact[];
  /** Talks with the debtor or the household, inbound ones too */
  talks: ContactFact[];
  misses: Record<Session, number>;
  missCount: number;
  lastWasMiss: boolean;
  texts: IntentFact[];
  lettersHandedOver: LetterFact[];
  /** Judged and not kept in full */
  brokenPromises: number;
}

export function triedSoFar(facts: AccountFacts): Tried {
  const { returnedAt } = facts;
  const inRound = (at: Date) => returnedAt === null || at > returnedAt;
  const contacts = facts.contacts.filter((contact) => inRound(contact.at));
  const calls = withoutRepeated(facts, contacts.filter(isCall));
  const talks = contacts.filter((contact) => isVoice(contact) && connectedOutcomes.includes(contact.outcome));
  const missed = calls.filter(isMiss);
  const lastVoice = contacts.findLast(isVoice);
  return {
    calls,
    talks,
    misses: {
      weekday: countIn(missed, 'weekday'),
      evening: countIn(missed, 'evening'),
      holiday: countIn(missed, 'holiday'),
    },
    missCount: missed.length,
    lastWasMiss: lastVoice !== undefined && isMiss(lastVoice),
    texts: facts.intents.filter((intent) => isText(intent) && inRound(intent.plannedAt)),
    lettersHandedOver: facts.letters.filter(
      ({ state, handedOverOn }) =>
        state === 'handed_over' && handedOverOn !== null && (returnedAt === null || handedOverOn >= dateOf(returnedAt)),
    ),
    brokenPromises: facts.promises.filter(
      ({ state, judgedAt, madeAt }) => (state === 'broken' || state === 'partly') && inRound(judgedAt ?? madeAt),
    ).length,
  };
}

function isCall({ kind }: ContactFact): boolean {
  return kind === 'call';
}

/** Of calls that were repeated the same day (rules.retry) only the last counts. A repeat's task ended with its result. */
function withoutRepeated({ tasks }: AccountFacts, calls: ContactFact[]): ContactFact[] {
  const repeats = new Set(
    tasks.filter(({ retry, state }) => retry && state === 'done').map((task) => Number(task.endedAt)),
  );
  if (repeats.size === 0) return calls;
  return calls.filter((_call, index) => !repeats.has(Number(calls[index + 1]?.at)));
}

export function isVoice({ kind }: ContactFact): boolean {
  return kind === 'call' || kind === 'inbound';
}

function isMiss({ outcome }: ContactFact): boolean {
  return missOutcomes.includes(outcome);
}

/** Went out, or perhaps did. */
function isText({ kind, step, state }: IntentFact): boolean {
  return kind === 'sms' && step !== REMINDER_STEP && ['attempted', 'confirmed', 'unknown'].includes(state);
}

function countIn(contacts: readonly ContactFact[], session: Session): number {
  return contacts.filter((contact) => contact.session === session).length;
}
