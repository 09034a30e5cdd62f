import type { Act } from '../decision.ts';
import type { AccountFacts, ContactFact, IntentFact, LetterFact } from '../facts.ts';
import type { ReceivableSettings } from '../receivable.ts';
import type { RuleSet } from '../rules.ts';
import { addDays, dateOf } from '../time.ts';

/** What an act needs besides the facts: the time, fresh ids and the receivable. */
export interface Applied {
  now: Date;
  id(noun: string): string;
  rules: RuleSet;
  settings: ReceivableSettings;
}

/** What activities/apply does to the facts, in memory. A text is taken by the provider at once. `closeEpisode` changes none. */
export function applied(facts: AccountFacts, act: Act, world: Applied): AccountFacts {
  const { now, id } = world;
  switch (act.kind) {
    case 'wait':
    case 'closeEpisode':
      return facts;
    case 'enterStep':
      return { ...facts, step: act.step, stepEnteredAt: now };
    case 'openCallTask': {
      const { step, session, notBefore, retry } = act;
      const state = { kind: 'call', state: 'open', dueAt: null, leased: false, endedAt: null } as const;
      return { ...facts, tasks: [...facts.tasks, { id: id('task'), step, session, notBefore, retry, ...state }] };
    }
    case 'withdrawTask':
      return { ...facts, tasks: changed(facts.tasks, act.taskId, { state: 'withdrawn', endedAt: now }) };
    case 'sendSms': {
      const sent = withIntent(facts, { ...act, kind: 'sms', state: 'confirmed', settledAt: now }, world);
      const contact = { kind: 'sms', outcome: 'sms_accepted', phoneId: act.phoneId } as const;
      return withContact(ringing(sent, now), contact, world);
    }
    case 'requestLetter': {
      const planned = withIntent(facts, { ...act, kind: 'print', state: 'planned', settledAt: null }, world);
      const letter: LetterFact = {
        id: id('letter'),
        step: act.step,
        state: 'planned',
        designatedDue: null,
        handedOverOn: null,
      };
      return { ...planned, letters: [...facts.letters, letter] };
    }
    case 'pullLetter':
      return endLetter(facts, act.letterId, 'pulled', world);
    case 'judgePromise':
      return { ...facts, promises: changed(facts.promises, act.promiseId, { state: act.verdict, judgedAt: now }) };
    case 'handOff':
      return { ...facts, handOver: { id: id('hand-over'), state: 'sent' } };
    case 'closeWindow':
      return {
        ...facts,
        windows: changed(facts.windows, act.windowId, { state: act.provisional ? 'provisional' : 'closed' }),
      };
  }
}

/** A 経過記録 with its effect window, as records/contact.ts writes it. */
export function withContact(facts: AccountFacts, contact: Partial<ContactFact>, world: Applied): AccountFacts {
  const { now, id, rules } = world;
  const onDate = dateOf(now);
  const blank = { kind: 'call', outcome: 'no_answer', spokeWith: null, session: null, phoneId: null } as const;
  const added: ContactFact = { id: id('contact'), at: now, onDate, ...blank, ...contact };
  const contacts = [...facts.contacts, added];
  if (!rules.effect.windowOutcomes.includes(added.outcome)) return { ...facts, contacts };
  const channel = added.kind === 'letter' ? 'letter' : 'call';
  const toDate = addDays(onDate, channel === 'letter' ? rules.effect.letterWindowDays : rules.effect.callWindowDays);
  const window = { id: id('window'), channel, fromDate: onDate, toDate, state: 'open' } as const;
  return { ...facts, contacts, windows: [...facts.windows, window] };
}

/** The home was rung or texted. */
export function ringing(facts: AccountFacts, at: Date): AccountFacts {
  return { ...facts, unitRingsAt: [...facts.unitRingsAt, at], debtorContactsAt: [...facts.debtorContactsAt, at] };
}

/** The home was rung about this account. */
export function rung(facts: AccountFacts, at: Date, phoneId: string | null): AccountFacts {
  const today = dateOf(at);
  const caseRings = facts.caseRings.filter((ring) => dateOf(ring.at) === today);
  return { ...ringing(facts, at), caseRings: [...caseRings, { at, phoneId }] };
}

/** The letter leaves the letter room: handed over with its contact, or taken out. */
export function endLetter(
  facts: AccountFacts,
  letterId: string,
  state: 'handed_over' | 'pulled' | 'spoiled' | 'refused',
  world: Applied,
): AccountFacts {
  const { now, settings } = world;
  const today = dateOf(now);
  const isOut = state === 'handed_over';
  const dates = isOut ? { handedOverOn: today, designatedDue: addDays(today, settings.letterTermDays) } : {};
  const ended: AccountFacts = {
    ...facts,
    letters: changed(facts.letters, letterId, { state, ...dates }),
    intents: facts.intents.map((intent) =>
      intent.kind === 'print' && intent.state === 'planned'
        ? { ...intent, state: isOut ? 'confirmed' : 'cancelled', settledAt: now }
        : intent,
    ),
  };
  return isOut ? withContact(ended, { kind: 'letter', outcome: 'letter_handed_over' }, world) : ended;
}

/** The database's unique key: the same effect is never planned twice. */
function withIntent(
  facts: AccountFacts,
  { kind, step, attempt, state, settledAt }: Pick<IntentFact, 'kind' | 'step' | 'attempt' | 'state' | 'settledAt'>,
  { now, id }: Applied,
): AccountFacts {
  if (facts.intents.some((other) => other.kind === kind && other.step === step && other.attempt === attempt)) {
    throw new Error(`The same effect twice: ${kind} ${step} ${attempt}`);
  }
  const intent = { id: id('intent'), kind, step, attempt, state, refusal: null, plannedAt: now, settledAt };
  return { ...facts, intents: [...facts.intents, intent] };
}

export function changed<Item extends { id: string }>(items: Item[], id: string, changes: Partial<Item>): Item[] {
  return items.map((item) => (item.id === id ? { ...item, ...changes } : item));
}
