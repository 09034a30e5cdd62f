import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canHold, implies, isAlwaysSo } from '../../domain/condition-logic.ts';
import { defaultRules } from '../../domain/default-rules.ts';
import { checkRules } from '../../domain/rule-checks.ts';
import { type Condition, flagFields, numberFields, type RuleSet, type Step } from '../../domain/rules.ts';
import { conditions } from '../helpers/random-rules.ts';

const surroundings = {
  receivable: 'city_tax',
  dataMaxAgeDays: 7,
  letters: true,
  openings: { weekday: 40, evening: 16, holiday: 4 },
};
const rules = defaultRules('city_tax');

function found(change: Partial<RuleSet>, around = surroundings) {
  return checkRules({ ...rules, ...change }, around).map(({ severity, code, step }) => [severity, code, step]);
}

/** The city's table with one line in another shape. */
function withStep(no: number, change: Partial<Step>): Partial<RuleSet> {
  return { steps: rules.steps.map((step) => (step.no === no ? { ...step, ...change } : step)) };
}

const renumbered = (steps: Step[]): Partial<RuleSet> => ({
  steps: steps.map((step, index) => ({ ...step, no: index + 1 })),
});

describe('static checks', () => {
  test.each(['city_tax', 'health', 'elderly', 'care', 'childcare'])(
    'the rules %s begins with have no error',
    (code) => {
      const around = { ...surroundings, receivable: code, letters: code !== 'childcare' };
      const errors = checkRules(defaultRules(code), around).filter(({ severity }) => severity === 'error');
      expect(errors).toEqual([]);
    },
  );

  test('a table without a way out, and one whose last line is not for all', () => {
    expect(found(renumbered(rules.steps.slice(0, -1)))).toContainEqual(['error', 'no_exit', null]);
    const narrow: Condition = { field: 'amount', op: '>=', value: 50_000 };
    expect(found(withStep(6, { condition: narrow }))).toContainEqual(['warning', 'exit_not_last', 6]);
  });

  test('a line that nobody can reach', () => {
    const both: Condition = {
      all: [
        { field: 'amount', op: '>=', value: 10 },
        { field: 'amount', op: '<=', value: 9 },
      ],
    };
    expect(found(withStep(2, { condition: both }))).toContainEqual(['error', 'contradiction', 2]);
    const [first, ...rest] = rules.steps;
    expect(found(renumbered([first!, rules.steps[5]!, ...rest]))).toContainEqual(['error', 'after_exit', 3]);
    expect(
      found(withStep(5, { channel: 'sms', condition: { field: 'sms_sent', op: '>=', value: 1 } })),
    ).not.toContainEqual(['error', 'never_tried_before', 5]);
    expect(found(withStep(1, { condition: { field: 'misses', op: '>=', value: 1 } }))).toContainEqual([
      'error',
      'never_tried_before',
      1,
    ]);
    expect(
      found({ ...withStep(1, { condition: { field: 'month', op: '=', value: 5 } }), seasonMonths: [9, 10] }),
    ).toContainEqual(['error', 'out_of_season', 1]);
  });

  test('a line that does what the one before it did', () => {
    const again = { ...rules.steps[0]!, name: '再' };
    expect(found(renumbered([rules.steps[0]!, again, ...rules.steps.slice(1)]))).toContainEqual([
      'warning',
      'same_as_before',
      2,
    ]);
  });

  test('a table that calls nobody', () => {
    expect(found({ steps: renumbered([rules.steps[3]!, rules.steps[5]!]).steps! })).toEqual([
      ['warning', 'no_call', null],
    ]);
  });

  test('a hand-over takes whoever could come to the next line, unless somebody may stand between them', () => {
    const [call, , , , , exit] = rules.steps;
    const rich = (value: number): Condition => ({ field: 'amount', op: '>=', value });
    const lines = (...between: Step[]) =>
      renumbered([{ ...exit!, condition: rich(50_000) }, ...between, { ...call!, condition: rich(80_000) }, exit!]);
    expect(found(lines())).toContainEqual(['error', 'after_exit', 2]);
    expect(found(lines(call!)).map(([, code]) => code)).not.toContain('after_exit');
  });

  test.each<[string, number, Partial<Step>, string, string]>([
    [
      'who broke too many promises',
      1,
      { condition: { field: 'broken_promises', op: '>=', value: 9 } },
      'error',
      'breaches_handed_over',
    ],
    ['a call to who has no number', 1, { condition: { field: 'has_phone', is: false } }, 'error', 'number_missing'],
    ['a text to who has no mobile', 3, { condition: { field: 'has_mobile', is: false } }, 'error', 'number_missing'],
    [
      'a letter on old payment data',
      4,
      { condition: { field: 'payment_data_age_days', op: '>=', value: 8 } },
      'error',
      'data_too_old',
    ],
    [
      'more texts than are sent',
      4,
      { condition: { field: 'sms_sent', op: '>=', value: 2 } },
      'warning',
      'tried_too_seldom',
    ],
    ['a text in the evening', 3, { session: 'evening' }, 'warning', 'sms_session_ignored'],
  ])('%s', (_what, no, change, severity, code) => {
    expect(found(withStep(no, change))).toContainEqual([severity, code, no]);
  });

  test('a line for some of those whom the line before it already contacts the same way', () => {
    const rich: Condition = {
      all: [
        { field: 'has_phone', is: true },
        { field: 'amount', op: '>=', value: 50_000 },
      ],
    };
    const [first, ...rest] = rules.steps;
    expect(found(renumbered([first!, { ...first!, condition: rich }, ...rest]))).toContainEqual([
      'warning',
      'part_of_before',
      2,
    ]);
    expect(found(renumbered([{ ...first!, condition: rich }, first!, ...rest])).map(([, code]) => code)).not.toContain(
      'part_of_before',
    );
  });

  test('a calendar that never opens, a season wider than the contract’s, a cap on texts that nobody sends', () => {
    const closed = { ...surroundings, openings: { weekday: 0, evening: 0, holiday: 0 } };
    expect(found({}, closed)).toEqual([['error', 'no_open_day', null]]);
    const childcare = { ...surroundings, receivable: 'childcare' };
    expect(found({ seasonMonths: null }, childcare)).toContainEqual(['warning', 'season_wider', null]);
    expect(found({ seasonMonths: [9, 10] }, childcare).map(([, code]) => code)).not.toContain('season_wider');
    const untexted = renumbered(rules.steps.filter(({ channel }) => channel !== 'sms'));
    const caps = { ...rules.caps, callsPerUnitPerDay: 1, contactsPerDebtorPerDay: 2 };
    expect(found({ ...untexted, caps, promise: { ...rules.promise, remindBySms: false } })).toContainEqual([
      'warning',
      'cap_never_reached',
      null,
    ]);
  });

  test('what the calendar or the receivable does not have', () => {
    expect(found({}, { ...surroundings, openings: { weekday: 0, evening: 16, holiday: 4 } })).toContainEqual([
      'error',
      'closed_session',
      1,
    ]);
    expect(found({}, { ...surroundings, letters: false })).toContainEqual(['error', 'letters_not_sent', 4]);
    expect(found(withStep(4, { session: 'evening' }))).toContainEqual(['warning', 'session_ignored', 4]);
  });

  test('caps that are never reached and retries that they leave no ring for', () => {
    const { caps, retry } = rules;
    expect(found({ caps: { ...caps, ringsPerNumberPerDay: 9 } })).toContainEqual([
      'warning',
      'cap_never_reached',
      null,
    ]);
    expect(found({ caps: { ...caps, callsPerUnitPerDay: 3, minimumGapMinutes: 300 } })).toContainEqual([
      'warning',
      'cap_never_reached',
      null,
    ]);
    const enough = { ...caps, ringsPerNumberPerDay: 2 };
    expect(found({ caps: enough, retry: { ...retry, busy: { minutes: 5, times: 1 } } })).not.toContainEqual([
      'warning',
      'retry_never_used',
      null,
    ]);
  });
});

describe('what a finding names', () => {
  const named = (change: Partial<RuleSet>, around: Partial<typeof surroundings> = {}) =>
    checkRules({ ...rules, ...change }, { ...surroundings, ...around }).map(({ code, params }) => [code, params]);
  const rich = { field: 'amount', op: '>=', value: 50_000 } as const;
  const [first, ...rest] = rules.steps;

  test.each<[string, Partial<RuleSet>, Partial<typeof surroundings>, string, object]>([
    ['the exit', renumbered([first!, rules.steps[5]!, ...rest]), {}, 'after_exit', { line: 2 }],
    [
      'how many promises',
      withStep(1, { condition: { field: 'broken_promises', op: '>=', value: 2 } }),
      {},
      'breaches_handed_over',
      { times: 2 },
    ],
    [
      'the age of data',
      withStep(3, { condition: { field: 'payment_data_age_days', op: '>=', value: 8 } }),
      {},
      'data_too_old',
      { days: 7 },
    ],
    [
      'the field',
      withStep(1, { condition: { field: 'letters_handed_over', op: '>=', value: 1 } }),
      {},
      'never_tried_before',
      { field: 'letters_handed_over' },
    ],
    [
      'how often',
      withStep(5, { condition: { field: 'letters_handed_over', op: '>=', value: 2 } }),
      {},
      'tried_too_seldom',
      { field: 'letters_handed_over', most: 1 },
    ],
    ['the line before', renumbered([first!, first!, ...rest]), {}, 'same_as_before', { line: 1 }],
    [
      'the line before',
      renumbered([first!, { ...first!, condition: { all: [{ field: 'has_phone', is: true }, rich] } }, ...rest]),
      {},
      'part_of_before',
      { line: 1 },
    ],
    ['the session', withStep(3, { session: 'evening' }), {}, 'sms_session_ignored', { session: 'evening' }],
    [
      'the session',
      {},
      { openings: { weekday: 0, evening: 16, holiday: 4 } },
      'closed_session',
      { session: 'weekday' },
    ],
    ['the months', { seasonMonths: null }, { receivable: 'childcare' }, 'season_wider', { months: '2・3・9・10' }],
  ])('%s', (_what, change, around, code, params) => {
    expect(named(change, around)).toContainEqual([code, params]);
  });

  const caps = (change: Partial<RuleSet['caps']>, retry: Partial<RuleSet['retry']> = {}, own: Partial<RuleSet> = {}) =>
    named({ ...own, caps: { ...rules.caps, ...change }, retry: { ...rules.retry, ...retry } });
  const never = (cap: string, limit: string) => ['cap_never_reached', { cap, limit }];

  test.each<[string, Partial<RuleSet['caps']>, Partial<RuleSet['caps']>, string, string]>([
    [
      'rings at a number',
      { ringsPerNumberPerDay: 4, ringsPerUnitPerDay: 3 },
      { ringsPerNumberPerDay: 3, ringsPerUnitPerDay: 3 },
      'ringsPerNumberPerDay',
      'ringsPerUnitPerDay',
    ],
    [
      'calls to a home',
      { callsPerUnitPerDay: 4, ringsPerUnitPerDay: 3 },
      { callsPerUnitPerDay: 3, ringsPerUnitPerDay: 3 },
      'callsPerUnitPerDay',
      'ringsPerUnitPerDay',
    ],
    [
      'calls for which the day is too short',
      { callsPerUnitPerDay: 3, minimumGapMinutes: 241 },
      { callsPerUnitPerDay: 3, minimumGapMinutes: 240 },
      'callsPerUnitPerDay',
      'minimumGapMinutes',
    ],
  ])('a cap that is never reached and what stands before it: %s', (_what, wide, right, cap, limit) => {
    expect(caps(wide)).toContainEqual(never(cap, limit));
    expect(caps(right)).not.toContainEqual(never(cap, limit));
  });

  test('contacts beyond the calls are reached by texts, of the table or before a promise', () => {
    const wide = { callsPerUnitPerDay: 1, contactsPerDebtorPerDay: 2 };
    const finding = never('contactsPerDebtorPerDay', 'callsPerUnitPerDay');
    const untexted = renumbered(rules.steps.filter(({ channel }) => channel !== 'sms'));
    expect(caps(wide, {}, untexted)).toContainEqual(finding);
    expect(caps(wide)).not.toContainEqual(finding);
    expect(caps(wide, {}, { ...untexted, promise: { ...rules.promise, remindBySms: true } })).not.toContainEqual(
      finding,
    );
    expect(caps({ callsPerUnitPerDay: 2, contactsPerDebtorPerDay: 2 }, {}, untexted)).not.toContainEqual(finding);
  });

  test.each(['busy', 'no_answer'] as const)(
    'a retry (%s) that the rings of a number or a home leave no room for',
    (answer) => {
      const finding = ['retry_never_used', { answer }];
      const twice = { [answer]: { minutes: 5, times: 2 } };
      expect(caps({ ringsPerNumberPerDay: 2, ringsPerUnitPerDay: 5 }, twice)).toContainEqual(finding);
      expect(caps({ ringsPerNumberPerDay: 5, ringsPerUnitPerDay: 2 }, twice)).toContainEqual(finding);
      expect(caps({ ringsPerNumberPerDay: 3, ringsPerUnitPerDay: 3 }, twice)).not.toContainEqual(finding);
    },
  );

  test('a last line that does not hand over', () => {
    expect(named(renumbered([rules.steps[5]!, first!]))).toContainEqual(['exit_not_last', undefined]);
  });
});

type Values = Record<string, number | boolean>;

const values: fc.Arbitrary<Values> = fc
  .record({
    ...Object.fromEntries(numberFields.map((field) => [field, fc.constantFrom(0, 1, 2, 3, 5, 12_000, 300_000)])),
    ...Object.fromEntries(flagFields.map((field) => [field, fc.boolean()])),
  })
  .map((drawn: Values) => {
    const misses = Number(drawn['misses_weekday']) + Number(drawn['misses_evening']) + Number(drawn['misses_holiday']);
    return {
      ...drawn,
      ...{
        amount: Number(drawn['amount']) + 1,
        lines: Number(drawn['lines']) + 1,
        month: 1 + (Number(drawn['month']) % 12),
      },
      ...{ misses, calls: misses + Number(drawn['connections']) },
      ...{ has_phone: drawn['has_phone'] || drawn['has_mobile'], last_was_miss: misses > 0 && drawn['last_was_miss'] },
    } as Values;
  });

function meets(account: Values, condition: Condition): boolean {
  if ('all' in condition) return condition.all.every((part) => meets(account, part));
  if ('any' in condition) return condition.any.some((part) => meets(account, part));
  if ('is' in condition) return account[condition.field] === condition.is;
  const value = Number(account[condition.field]);
  return condition.op === '='
    ? value === condition.value
    : condition.op === '>='
      ? value >= condition.value
      : value <= condition.value;
}

describe('what conditions say about each other', () => {
  test('nobody meets what is said to be impossible, and everybody what is said to be always so', () => {
    fc.assert(
      fc.property(conditions, values, (condition, account) => {
        if (!canHold(condition)) expect(meets(account, condition)).toBe(false);
        if (isAlwaysSo(condition)) expect(meets(account, condition)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test('who meets one meets what it implies', () => {
    fc.assert(
      fc.property(conditions, conditions, values, (one, other, account) => {
        if (implies(one, other) && meets(account, one)) expect(meets(account, other)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test('more arrears imply less, and a condition itself', () => {
    expect(implies({ field: 'amount', op: '>=', value: 100 }, { field: 'amount', op: '>=', value: 50 })).toBe(true);
    expect(implies({ field: 'amount', op: '>=', value: 50 }, { field: 'amount', op: '>=', value: 100 })).toBe(false);
    fc.assert(fc.property(conditions, (condition) => implies(condition, condition)));
  });
});
