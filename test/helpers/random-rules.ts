import fc from 'fast-check';
import {
  type Condition,
  flagFields,
  type NumberField,
  numberFields,
  operators,
  type RuleSet,
  type Step,
} from '../../domain/rules.ts';
import { defaultRules } from '../../domain/default-rules.ts';

/** Values near those that accounts of the tests have, so that comparisons turn out both ways. */
const interesting: Partial<Record<NumberField, readonly number[]>> = {
  amount: [0, 1, 12_000, 30_000, 50_000, 150_000, 300_000],
  oldest_due_days: [0, 30, 150, 365, 700],
  payment_data_age_days: [0, 1, 5, 7, 8, 9_999],
  month: [1, 2, 4, 9, 10, 11, 12],
};
const counts = [0, 1, 2, 3, 5];

const numberLeaf = fc.constantFrom(...numberFields).chain((field) =>
  fc.record({
    field: fc.constant(field),
    op: fc.constantFrom(...operators),
    value: fc.constantFrom(...(interesting[field] ?? counts)),
  }),
);
const flagLeaf = fc.record({ field: fc.constantFrom(...flagFields), is: fc.boolean() });
const leaf = fc.oneof(numberLeaf, flagLeaf);
const leaves = fc.array(leaf, { minLength: 1, maxLength: 4 });
const group = fc.oneof(fc.record({ all: leaves }), fc.record({ any: leaves }));
const parts = fc.array(fc.oneof(leaf, group), { minLength: 1, maxLength: 4 });

/** Any condition of the closed language, at most two levels of groups. */
export const conditions: fc.Arbitrary<Condition> = fc.oneof(leaf, fc.record({ all: parts }), fc.record({ any: parts }));

const steps: fc.Arbitrary<Omit<Step, 'no'>> = fc.record({
  name: fc.constant('段階'),
  condition: fc.oneof(
    { weight: 2, arbitrary: fc.constant<Condition>({ field: 'amount', op: '>=', value: 1 }) },
    { weight: 3, arbitrary: conditions },
  ),
  channel: fc.constantFrom('call', 'sms', 'letter', 'hand_off'),
  session: fc.constantFrom('weekday', 'evening', 'holiday', 'any'),
  attempts: fc.integer({ min: 1, max: 3 }),
  spacing: fc.integer({ min: 0, max: 4 }),
  waitAfter: fc.integer({ min: 0, max: 5 }),
});

/** A table of up to six lines, as a manager in a hurry might draw it up. */
export const ruleSets: fc.Arbitrary<RuleSet> = fc
  .record({
    steps: fc.array(steps, { minLength: 1, maxLength: 6 }),
    caps: fc.record({
      callsPerUnitPerDay: fc.integer({ min: 1, max: 2 }),
      ringsPerUnitPerDay: fc.integer({ min: 1, max: 4 }),
      ringsPerNumberPerDay: fc.integer({ min: 1, max: 3 }),
      contactsPerDebtorPerDay: fc.integer({ min: 1, max: 2 }),
      minimumGapMinutes: fc.constantFrom(0, 30, 60, 180),
      letterGapDays: fc.integer({ min: 0, max: 40 }),
    }),
    retry: fc.record({
      busy: fc.record({ minutes: fc.integer({ min: 1, max: 20 }), times: fc.integer({ min: 0, max: 3 }) }),
      no_answer: fc.record({ minutes: fc.integer({ min: 1, max: 120 }), times: fc.integer({ min: 0, max: 2 }) }),
    }),
    brokenLimit: fc.integer({ min: 1, max: 3 }),
    seasonMonths: fc.constantFrom<(number[] | null)[]>(null, null, [2, 3, 9, 10]),
  })
  .map(({ steps: drawn, caps, retry, brokenLimit, seasonMonths }) => ({
    ...defaultRules('city_tax'),
    steps: drawn.map((step, index) => ({ ...step, no: index + 1 })),
    caps,
    retry,
    promise: { graceDays: 3, remindBySms: false, brokenLimit },
    seasonMonths,
  }));
