import { describe, expect, test } from '@jest/globals';
import { defaultRules } from '../../domain/default-rules.ts';
import {
  cityTaxLateCharge,
  lateChargeFor,
  type LateChargeSettings,
  LateChargeSettings as LateChargeSchema,
} from '../../domain/late-charge-settings.ts';
import { Condition, RuleSet } from '../../domain/rules.ts';

const rules = defaultRules('city_tax');
/** Where the first fault lies; null when there is none. */
const faultOf = (content: unknown) => RuleSet.safeParse(content).error?.issues[0]?.path.join('.') ?? null;

describe('a set of rules', () => {
  test.each(['city_tax', 'health', 'childcare'])('the default of %s is one', (code) => {
    expect(faultOf(defaultRules(code))).toBeNull();
  });

  test.each([
    ['steps that leave a number out', { steps: [rules.steps[0]!, { ...rules.steps[1]!, no: 3 }] }, 'steps'],
    ['steps that begin at nought', { steps: [{ ...rules.steps[0]!, no: 2 }] }, 'steps'],
    ['no step', { steps: [] }, 'steps'],
    ['a month twice', { seasonMonths: [2, 3, 2] }, 'seasonMonths'],
    ['no month', { seasonMonths: [] }, 'seasonMonths'],
    ['a thirteenth month', { seasonMonths: [13] }, 'seasonMonths.0'],
    ['an unknown field', { more: 1 }, ''],
  ])('%s is none', (_what, changed, path) => {
    expect(faultOf({ ...rules, ...changed })).toBe(path);
  });
});

describe('a condition', () => {
  const isOne = (condition: unknown) => Condition.safeParse(condition).success;
  const leaf = { field: 'calls', op: '>=', value: 1 };

  test.each([
    [leaf, true],
    [{ ...leaf, value: -1 }, false],
    [{ ...leaf, value: 1.5 }, false],
    [{ ...leaf, field: 'month' }, true],
    [{ ...leaf, field: 'month', value: 12 }, true],
    [{ ...leaf, field: 'month', value: 0 }, false],
    [{ ...leaf, field: 'month', value: 13 }, false],
    [{ ...leaf, value: 13 }, true],
    [{ ...leaf, value: 0 }, true],
    [{ all: [leaf, { any: [leaf] }] }, true],
    [{ all: [] }, false],
    [{ any: [{ all: [] }] }, false],
    [{ all: [{ any: [{ all: [leaf] }] }] }, false],
    [{ not: leaf }, false],
  ])('%j: %s', (condition, expected) => {
    expect(isOne(condition)).toBe(expected);
  });
});

describe('an ordinance of the late charge', () => {
  const faulty = (changed: Partial<LateChargeSettings>) =>
    LateChargeSchema.safeParse({ ...cityTaxLateCharge, ...changed }).error?.issues[0]?.path.join('.') ?? null;

  test('has one rate a year, to the hundredth of a percent', () => {
    expect(faulty({})).toBeNull();
    expect(faulty({ rates: [{ fromYear: 2026, low: 2.85, high: 9.1 }] })).toBeNull();
    expect(faulty({ rates: [{ fromYear: 2026, low: 2.855, high: 9.1 }] })).toBe('rates.0.low');
    expect(faulty({ rates: [{ fromYear: 2026, low: 2.8, high: 9.123 }] })).toBe('rates.0.high');
    const year = { fromYear: 2026, low: 2.8, high: 9.1 };
    expect(faulty({ rates: [year, { ...year, low: 2.9 }] })).toBe('rates');
    expect(faulty({ rates: [] })).toBe('rates');
  });

  test('is the last that applies from the due date or before', () => {
    const [old, fresh, next] = [1_000, 2_000, 3_000].map((minimumBase) => ({ ...cityTaxLateCharge, minimumBase }));
    const dated = [
      { appliesFrom: '2026-04-01', settings: fresh! },
      { appliesFrom: '1950-01-01', settings: old! },
      { appliesFrom: '2027-04-01', settings: next! },
    ];
    expect(lateChargeFor(dated, '2026-03-31')).toBe(old);
    expect(lateChargeFor(dated, '2026-04-01')).toBe(fresh);
    expect(lateChargeFor(dated, '2027-04-01')).toBe(next);
    expect(lateChargeFor(dated, '1949-12-31')).toBeNull();
  });
});
