import { describe, expect, test } from '@jest/globals';
import { defaultRules } from '../../domain/default-rules.ts';
import { contextOf } from '../../domain/plan/context.ts';
import { holds } from '../../domain/plan/condition.ts';
import type { Condition } from '../../domain/rules.ts';
import { instantAt } from '../../domain/time.ts';
import { aLine, aPhone, calendar, settings, someFacts } from '../helpers/plan-facts.ts';

const now = instantAt('2026-11-25', '10:00');
const rules = defaultRules('city_tax');

describe('default rules', () => {
  test.each(['city_tax', 'health', 'elderly', 'care', 'childcare', 'of_a_later_contract'])(
    '%s ends with the department',
    (code) => {
      const { steps } = defaultRules(code);
      expect(steps.map(({ no }) => no)).toEqual(steps.map((_, index) => index + 1));
      expect(steps.at(-1)?.channel).toBe('hand_off');
    },
  );

  test('childcare fees know no letters (§8の2)', () => {
    expect(defaultRules('childcare').steps.map(({ channel }) => channel)).toEqual(['call', 'call', 'sms', 'hand_off']);
  });
});

describe('a condition', () => {
  const context = contextOf(
    someFacts(now, {
      lines: [aLine({ balance: 12_000 }), aLine({ id: 'held', held: true, balance: 90_000 })],
      phones: [aPhone({ kind: 'landline' })],
      paymentsAsOf: instantAt('2026-11-20', '18:00'),
    }),
    rules,
    settings,
    calendar,
    now,
  );

  test.each<[boolean, Condition]>([
    [true, { field: 'amount', op: '=', value: 12_000 }],
    [false, { field: 'amount', op: '>=', value: 12_001 }],
    [true, { field: 'amount', op: '<=', value: 12_000 }],
    [true, { field: 'lines', op: '=', value: 1 }],
    [true, { field: 'oldest_due_days', op: '=', value: 148 }],
    [true, { field: 'payment_data_age_days', op: '=', value: 5 }],
    [true, { field: 'month', op: '=', value: 11 }],
    [true, { field: 'has_phone', is: true }],
    [true, { field: 'has_mobile', is: false }],
    [false, { field: 'is_company', is: true }],
    [
      false,
      {
        all: [
          { field: 'has_phone', is: true },
          { field: 'has_mobile', is: true },
        ],
      },
    ],
    [
      true,
      {
        any: [
          { field: 'has_mobile', is: true },
          { field: 'calls', op: '=', value: 0 },
        ],
      },
    ],
  ])('is %s: %j', (expected, condition) => {
    expect(holds(context, condition)).toBe(expected);
  });

  test('counts of contacts begin anew when the department returned the case', () => {
    const miss = {
      id: 'a',
      kind: 'call',
      outcome: 'no_answer',
      spokeWith: null,
      at: now,
      onDate: '2026-11-25',
      session: 'weekday',
      phoneId: null,
    } as const;
    const later = new Date(now.getTime() + 1);
    const facts = someFacts(now, { contacts: [miss] });
    const misses: Condition = { field: 'misses_weekday', op: '=', value: 1 };
    expect(holds(contextOf(facts, rules, settings, calendar, later), misses)).toBe(true);
    expect(holds(contextOf({ ...facts, returnedAt: later }, rules, settings, calendar, later), misses)).toBe(false);
  });
});
