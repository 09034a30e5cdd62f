import type { ContactFact, HoldFact, IntentFact, LetterFact, PromiseFact, TaskFact } from '../../domain/facts.ts';
import { dateOf, instantAt } from '../../domain/time.ts';

/** What may be about a case, each as it is most often; `plan-facts.ts` has the case itself. */

/** Of the debtor, of every channel, without end. */
export function aHold(more: Partial<HoldFact> = {}): HoldFact {
  const blocks = { call: true, sms: true, letter: true };
  return {
    ...({ id: 'hold', kind: 'instalments', scope: 'debtor', blocks, from: '2026-11-20' } as const),
    ...{ until: null, endedAt: null, ...more },
  };
}

/** An open call of the first step, on weekdays from then on. */
export function aTask(notBefore: Date, more: Partial<TaskFact> = {}): TaskFact {
  return {
    ...({ id: 'task', kind: 'call', state: 'open', step: 1, session: 'weekday', notBefore } as const),
    ...{ dueAt: null, leased: false, retry: false, endedAt: null, ...more },
  };
}

/** An open call-back that the debtor asked for at that time. */
export function aCallback(dueAt: Date): TaskFact {
  return aTask(dueAt, { id: 'callback', kind: 'callback', session: 'any', dueAt });
}

/** A text that went out then. */
export function anIntent(at: Date, more: Partial<IntentFact> = {}): IntentFact {
  return {
    ...({ id: 'intent', kind: 'sms', step: 3, attempt: 1, state: 'confirmed', refusal: null } as const),
    ...{ plannedAt: at, settledAt: at, ...more },
  };
}

/** 30,000 yen for 4 December 2026, open. */
export function aPromise(more: Partial<PromiseFact> = {}): PromiseFact {
  return {
    ...({ id: 'promise', state: 'open', promisedFor: '2026-12-04', amount: 30_000 } as const),
    ...{ madeAt: instantAt('2026-11-24', '10:00'), judgedAt: null, paid: 0, ...more },
  };
}

/** A weekday's call that nobody took. */
export function aContact(more: Partial<ContactFact> = {}): ContactFact {
  const at = more.at ?? instantAt('2026-11-20', '10:00');
  return {
    ...({ id: 'contact', kind: 'call', outcome: 'no_answer', spokeWith: null, session: 'weekday' } as const),
    ...{ at, onDate: dateOf(at), phoneId: 'mobile', ...more },
  };
}

/** Asked for, in no batch yet. */
export function aLetter(more: Partial<LetterFact> = {}): LetterFact {
  return { id: 'letter', step: 4, state: 'planned', designatedDue: null, handedOverOn: null, ...more };
}
