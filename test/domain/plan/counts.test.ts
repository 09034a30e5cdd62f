import { describe, expect, test } from '@jest/globals';
import type { Outcome } from '../../../domain/codes.ts';
import { defaultRules } from '../../../domain/default-rules.ts';
import type { AccountFacts, ContactFact, IntentFact, LetterFact, PromiseFact } from '../../../domain/facts.ts';
import { flagOf, holds, numberOf } from '../../../domain/plan/condition.ts';
import { contextOf } from '../../../domain/plan/context.ts';
import type { NumberField } from '../../../domain/rules.ts';
import { instantAt } from '../../../domain/time.ts';
import { aContact, aLetter, anIntent, aPromise } from '../../helpers/case-facts.ts';
import { aPhone, calendar, settings, someFacts } from '../../helpers/plan-facts.ts';

const now = instantAt('2026-11-26', '10:00');
const returnedAt = instantAt('2026-11-10', '12:00');
const rules = defaultRules('city_tax');

/** So many of them, each a minute after the other. */
function several<Item>(count: number, from: Date, make: (at: Date, id: string) => Item): Item[] {
  return Array.from({ length: count }, (_, no) => {
    const at = new Date(Number(from) + no * 60_000);
    return make(at, `${Number(at)}`);
  });
}

const contacts = (
  count: number,
  from: Date,
  kind: ContactFact['kind'],
  outcome: Outcome,
  session: ContactFact['session'],
) => several(count, from, (at, id) => aContact({ id: `${kind}-${id}`, kind, outcome, at, session, phoneId: null }));

const texts = (count: number, from: Date, state: IntentFact['state'], step = 3) =>
  several(count, from, (at, id) => anIntent(at, { id: `${state}-${id}`, step, state, settledAt: null }));

const letters = (count: number, state: LetterFact['state'], handedOverOn: string | null) =>
  several(count, now, (_at, id) => aLetter({ id: `${state}-${handedOverOn}-${id}`, state, handedOverOn }));

const promises = (count: number, from: Date, state: PromiseFact['state'], judged: boolean) =>
  several(count, from, (at, id) =>
    aPromise({ id: `${state}-${judged}-${id}`, state, madeAt: at, judgedAt: judged ? at : null }),
  );

const before = instantAt('2026-11-02', '10:00');
const [monday, tuesday, wednesday] = [16, 17, 18].map((day) => instantAt(`2026-11-${day}`, '10:00')) as [
  Date,
  Date,
  Date,
];

const facts: Partial<AccountFacts> = {
  returnedAt,
  contacts: [
    ...contacts(3, before, 'call', 'no_answer', 'weekday'),
    ...contacts(1, returnedAt, 'call', 'no_answer', 'weekday'),
    ...contacts(3, monday, 'call', 'no_answer', 'weekday').map((call, no) => ({
      ...call,
      at: new Date(Number(call.at) + no),
    })),
    ...contacts(2, tuesday, 'call', 'busy', 'evening'),
    ...contacts(2, wednesday, 'call', 'talked_no_promise', 'holiday'),
    ...contacts(2, instantAt('2026-11-19', '10:00'), 'inbound', 'inbound_talk', 'holiday'),
    ...contacts(1, instantAt('2026-11-20', '10:00'), 'call', 'no_answer', 'holiday'),
    ...contacts(2, instantAt('2026-11-21', '10:00'), 'sms', 'sms_accepted', null),
  ],
  intents: [
    ...texts(1, before, 'confirmed'),
    ...texts(2, monday, 'confirmed'),
    ...texts(2, tuesday, 'unknown'),
    ...texts(1, wednesday, 'attempted'),
    ...texts(4, wednesday, 'planned'),
    ...texts(4, wednesday, 'refused'),
    ...texts(3, wednesday, 'confirmed', 0),
  ],
  letters: [
    ...letters(2, 'handed_over', '2026-11-09'),
    ...letters(3, 'handed_over', '2026-11-10'),
    ...letters(4, 'handed_over', '2026-11-20'),
    ...letters(2, 'spoiled', '2026-11-20'),
  ],
  promises: [
    ...promises(1, before, 'broken', true),
    ...promises(5, monday, 'broken', true),
    ...promises(3, tuesday, 'partly', true),
    ...promises(1, wednesday, 'broken', false),
    ...promises(2, wednesday, 'kept', true),
    ...promises(1, wednesday, 'replaced', false),
  ],
};

describe('what has been tried since the case was returned', () => {
  const context = contextOf(someFacts(now, facts), rules, settings, calendar, now);

  test.each([
    ['misses_weekday', 3],
    ['misses_evening', 2],
    ['misses_holiday', 1],
    ['misses', 6],
    ['calls', 8],
    ['connections', 4],
    ['sms_sent', 5],
    ['letters_handed_over', 7],
    ['broken_promises', 9],
  ] satisfies [NumberField, number][])('%s: %d', (field, count) => {
    expect(numberOf(context, field)).toBe(count);
    expect(holds(context, { field, op: '=', value: count })).toBe(true);
    expect(holds(context, { field, op: '<=', value: count - 1 })).toBe(false);
    expect(holds(context, { field, op: '<=', value: count })).toBe(true);
    expect(holds(context, { field, op: '>=', value: count + 1 })).toBe(false);
  });

  test('flags', () => {
    const flags = (own: Partial<AccountFacts>) => {
      const its = contextOf(someFacts(now, { ...facts, ...own }), rules, settings, calendar, now);
      return (['has_phone', 'has_mobile', 'is_company', 'last_was_miss'] as const).map((field) => flagOf(its, field));
    };
    expect(flags({})).toEqual([true, true, false, true]);
    expect(flags({ company: true, phones: [aPhone({ kind: 'landline' })] })).toEqual([true, false, true, true]);
    expect(flags({ phones: [aPhone({ status: 'dead' })], contacts: facts.contacts!.slice(0, -3) })).toEqual([
      ...[false, false, false, false],
    ]);
  });

  test('of a protected person only the own numbers', () => {
    const phones = [aPhone({ id: 'own' }), aPhone({ id: 'household', owner: 'household' })];
    const its = (dvProtected: boolean) =>
      contextOf(someFacts(now, { dvProtected, phones }), rules, settings, calendar, now).phones.map(({ id }) => id);
    expect(its(true)).toEqual(['own']);
    expect(its(false).toSorted()).toEqual(['household', 'own']);
  });
});
