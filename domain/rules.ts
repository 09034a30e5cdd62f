import type { Channel, Session } from './codes.ts';

/** Closed list of what a step's condition may look at (G1). Amounts in yen, ages in days, counts over the episode (anew when a department returned it). */
export type NumberField =
  | 'amount'
  | 'lines'
  | 'oldest_due_days'
  | 'misses_weekday'
  | 'misses_evening'
  | 'misses_holiday'
  | 'misses'
  | 'calls'
  | 'connections'
  | 'sms_sent'
  | 'letters_handed_over'
  | 'broken_promises'
  | 'payment_data_age_days'
  | 'month';
export type FlagField = 'has_phone' | 'has_mobile' | 'is_company' | 'last_was_miss';

export type Condition =
  | { field: NumberField; op: '>=' | '<=' | '='; value: number }
  | { field: FlagField; is: boolean }
  | { all: Condition[] }
  | { any: Condition[] };

/** One line of the escalation table: while its condition holds, try its channel up to `attempts` times, then go on. */
export interface Step {
  no: number;
  name: string;
  condition: Condition;
  channel: Channel | 'hand_off';
  session: Session | 'any';
  attempts: number;
  /** Operating days from one attempt to the next: 1 is the next 運営日 */
  spacing: number;
  /** Operating days after the last attempt (for a letter: calendar days after its designated due date) before the next step */
  waitAfter: number;
}

export interface RuleSet {
  steps: Step[];
  caps: {
    /** Calls a contact unit may get a day, counted over all its debtors and receivables; other numbers rung for the same case are one call */
    callsPerUnitPerDay: number;
    /** Rings a contact unit may get a day, over all its numbers and cases */
    ringsPerUnitPerDay: number;
    /** Rings one number may get a day */
    ringsPerNumberPerDay: number;
    /** Outward contacts (call, SMS) a debtor may get a day */
    contactsPerDebtorPerDay: number;
    /** Minutes between two calls to one contact unit, and between two rings of one number */
    minimumGapMinutes: number;
    /** Days from one 催告書 to the next of the same account, the predecessor's included; 0 for none */
    letterGapDays: number;
  };
  promise: {
    /** Operating days after the promised date before it is judged */
    graceDays: number;
    /** Remind by SMS on the operating day before; false for never */
    remindBySms: boolean;
    /** Hand over after this many broken promises */
    brokenLimit: number;
  };
  /** After a hold ends the first act waits this many operating days and takes one step only */
  restAfterHold: number;
}
