import { expect, test } from '@jest/globals';
import { rankPhones } from '../../domain/phone-ranking.ts';
import { aPhone } from '../helpers/plan-facts.ts';

const TUESDAY = 2;
const none = { tries: 0, answers: 0 };

test('what answers in this session comes first, dead numbers last', () => {
  const evening = aPhone({
    id: 'evening',
    record: { weekday: { tries: 4, answers: 0 }, evening: { tries: 4, answers: 3 }, holiday: none },
  });
  const weekday = aPhone({
    id: 'weekday',
    record: { weekday: { tries: 4, answers: 2 }, evening: { tries: 4, answers: 0 }, holiday: none },
  });
  const dead = aPhone({
    id: 'dead',
    status: 'dead',
    record: { weekday: { tries: 9, answers: 9 }, evening: none, holiday: none },
  });
  const order = (session: 'weekday' | 'evening') =>
    rankPhones([dead, evening, weekday], session, TUESDAY).map(({ id }) => id);
  expect(order('evening')).toEqual(['evening', 'weekday', 'dead']);
  expect(order('weekday')).toEqual(['weekday', 'evening', 'dead']);
});

test('without a record the own number comes before the household, a landline before a mobile', () => {
  const phones = [
    aPhone({ id: 'work', owner: 'work', kind: 'landline' }),
    aPhone({ id: 'own mobile' }),
    aPhone({ id: 'home', owner: 'household', kind: 'landline' }),
    aPhone({ id: 'own landline', kind: 'landline' }),
  ];
  expect(rankPhones(phones, 'weekday', TUESDAY).map(({ id }) => id)).toEqual([
    'own landline',
    'own mobile',
    'home',
    'work',
  ]);
});

test('each number carries its evidence and keeps what it came with', () => {
  const record = { weekday: { tries: 3, answers: 0 }, evening: none, holiday: { tries: 3, answers: 2 } };
  const [phone, dead] = rankPhones(
    [
      { ...aPhone({ record }), number: '0250000000' },
      { ...aPhone({ id: 'x', status: 'wrong' }), number: '1' },
    ],
    'weekday',
    TUESDAY,
  );
  expect(phone).toMatchObject({
    number: '0250000000',
    reasons: [{ kind: 'why_now', code: 'best_session', params: { session: 'holiday', tries: 3, answers: 2 } }],
  });
  expect(dead?.reasons).toEqual([{ kind: 'why_not', code: 'number_dead', params: { status: 'wrong' } }]);
  expect(rankPhones([aPhone()], 'weekday', TUESDAY)[0]?.reasons).toEqual([]);
});

test('a number says in which hours of that weekday it answers, and what it was drawn to', () => {
  const hours = [{ session: 'evening' as const, weekday: TUESDAY, hour: 18, tries: 5, answers: 3 }];
  const phone = aPhone({ hours, shares: { evening: { 18: 0.4 } } });
  expect(rankPhones([phone], 'evening', TUESDAY)[0]?.reasons).toEqual([
    {
      kind: 'why_now',
      code: 'best_hours',
      params: {
        ...{ from: 18, to: 20, weekday: 'tue', dayAnswers: 3, dayTries: 5 },
        ...{ answers: 3, tries: 5, expected: 40, percent: 51 },
      },
    },
  ]);
});
