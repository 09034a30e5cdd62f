import { z } from 'zod';
import { outcomes } from './codes.ts';

/** Closed list of what a step's condition may look at (G1). Amounts in yen, ages in days, counts over the episode (anew when a department returned it). */
export const numberFields = [
  'amount',
  'lines',
  'oldest_due_days',
  'misses_weekday',
  'misses_evening',
  'misses_holiday',
  'misses',
  'calls',
  'connections',
  'sms_sent',
  'letters_handed_over',
  'broken_promises',
  'payment_data_age_days',
  'month',
] as const;
export type NumberField = (typeof numberFields)[number];

export const flagFields = ['has_phone', 'has_mobile', 'is_company', 'last_was_miss'] as const;
export type FlagField = (typeof flagFields)[number];

export const operators = ['>=', '<=', '='] as const;

/** The most a number in a condition may be: a yen amount, days or a count. */
const MOST = 99_999_999;

const NumberLeaf = z
  .strictObject({ field: z.enum(numberFields), op: z.enum(operators), value: z.int().min(0).max(MOST) })
  .refine(({ field, value }) => field !== 'month' || (value >= 1 && value <= 12), { path: ['value'] });
const FlagLeaf = z.strictObject({ field: z.enum(flagFields), is: z.boolean() });
export const Leaf = z.union([NumberLeaf, FlagLeaf]);
export type Leaf = z.infer<typeof Leaf>;
const Group = z.union([
  z.strictObject({ all: z.array(Leaf).min(1).max(10) }),
  z.strictObject({ any: z.array(Leaf).min(1).max(10) }),
]);

/**
 * A typed tree of at most two levels of groups. There is no free code, no `not` on groups and no empty group, so that the domain, SQL and a
 * reader take it the same way (design.md § Rules).
 */
export const Condition = z.union([
  Leaf,
  z.strictObject({
    all: z
      .array(z.union([Leaf, Group]))
      .min(1)
      .max(10),
  }),
  z.strictObject({
    any: z
      .array(z.union([Leaf, Group]))
      .min(1)
      .max(10),
  }),
]);
export type Condition = z.infer<typeof Condition>;

export const stepChannels = ['call', 'sms', 'letter', 'hand_off'] as const;
export const stepSessions = ['weekday', 'evening', 'holiday', 'any'] as const;

/** One line of the escalation table: while its condition holds, try its channel up to `attempts` times, then go on. */
export const Step = z.strictObject({
  no: z.int().min(1).max(30),
  name: z.string().trim().min(1).max(20),
  condition: Condition,
  channel: z.enum(stepChannels),
  session: z.enum(stepSessions),
  attempts: z.int().min(1).max(20),
  /** Operating days from one attempt to the next: 1 is the next 運営日 */
  spacing: z.int().min(0).max(60),
  /** Operating days after the last attempt (for a letter: calendar days after its designated due date) before the next step */
  waitAfter: z.int().min(0).max(120),
});
export type Step = z.infer<typeof Step>;

/** After this answer of the line: how soon the same case may be rung again the same day, and how often before the try counts as a miss. */
export const Retry = z.strictObject({ minutes: z.int().min(1).max(480), times: z.int().min(0).max(5) });
export type Retry = z.infer<typeof Retry>;

/** Everything a receivable's contacts follow; a version of it is immutable and known by the hash of this content. */
export const RuleSet = z.strictObject({
  /** Numbered 1, 2, 3 … in their order */
  steps: z
    .array(Step)
    .min(1)
    .max(30)
    .refine((steps) => steps.every(({ no }, index) => no === index + 1)),
  caps: z.strictObject({
    /** Calls a contact unit may get a day, counted over all its debtors and receivables; other numbers rung for the same case are one call */
    callsPerUnitPerDay: z.int().min(1).max(10),
    /** Rings a contact unit may get a day, over all its numbers and cases */
    ringsPerUnitPerDay: z.int().min(1).max(20),
    /** Rings one number may get a day */
    ringsPerNumberPerDay: z.int().min(1).max(10),
    /** Outward contacts (call, SMS) a debtor may get a day */
    contactsPerDebtorPerDay: z.int().min(1).max(10),
    /** Minutes between two calls to one contact unit, and between two rings of one number; a retry has its own minutes */
    minimumGapMinutes: z.int().min(0).max(1_440),
    /** Days from one 催告書 to the next of the same account, the predecessor's included; 0 for none */
    letterGapDays: z.int().min(0).max(365),
  }),
  /** §9(1), domain.md § Contact practice: busy 5 minutes, no answer 1 hour; a dead number is never rung again */
  retry: z.strictObject({ busy: Retry, no_answer: Retry }),
  promise: z.strictObject({
    /** Operating days after the promised date before it is judged */
    graceDays: z.int().min(0).max(30),
    /** Remind by SMS on the operating day before; false for never */
    remindBySms: z.boolean(),
    /** Hand over after this many broken promises */
    brokenLimit: z.int().min(1).max(10),
  }),
  /** After a hold ends the first act waits this many operating days and takes one step only */
  restAfterHold: z.int().min(0).max(60),
  /** Months (1-12) in which the centre reminds, null for all year; §8の2 */
  seasonMonths: z
    .array(z.int().min(1).max(12))
    .min(1)
    .max(12)
    .refine((months) => new Set(months).size === months.length)
    .nullable(),
  /** Which contacts open an effect window and how long it is (domain.md § Attribution) */
  effect: z.strictObject({
    callWindowDays: z.int().min(1).max(365),
    letterWindowDays: z.int().min(1).max(365),
    windowOutcomes: z.array(z.enum(outcomes)),
  }),
});
export type RuleSet = z.infer<typeof RuleSet>;
