import { z } from 'zod';
import { Leaf } from '../../domain/rules.ts';
import { changeKinds } from '../../domain/simulation/change.ts';
import { Id, Instant, PlainDate, Reason } from './common.ts';

/** `POST /api/simulations`: `account` one real account step by step, `book` all open accounts, `replay` past months under the draft. */
export const SimulationBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('account'), rule_version_id: Id, account_id: Id }),
  z.object({ kind: z.literal('book'), rule_version_id: Id, days: z.int().min(5).max(60).default(20) }),
  z.object({ kind: z.literal('replay'), rule_version_id: Id, months: z.int().min(1).max(6).default(3) }),
]);

/** What one rule set does on one day, what of it becomes due, and what waits when the day is over (あふれ). */
export const DayLoad = z.object({
  day: PlainDate,
  pattern: z.enum(['weekday', 'evening', 'holiday', 'closed']),
  calls: z.int(),
  sms: z.int(),
  letters: z.int(),
  hand_overs: z.int(),
  calls_due: z.int(),
  letters_due: z.int(),
  calls_waiting: z.int(),
  letters_waiting: z.int(),
});
export type DayLoad = z.infer<typeof DayLoad>;

/** What the centre can do: above it the simulation shouts. */
export const Capacity = z.object({ calls_a_day: z.int(), letters_a_day: z.int(), sms_a_month: z.int() });

/** How an account's treatment changes (domain/simulation/change.ts). */
export const ChangeKind = z.enum(changeKinds);

export const Alarm = z.object({
  code: z.enum(['nobody_called', 'everybody_today', 'over_seats', 'over_letters', 'over_sms']),
  severity: z.enum(['error', 'warning']),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Alarm = z.infer<typeof Alarm>;

/** All open accounts under both versions, from the next operating day on. */
export const BookResult = z.object({
  accounts: z.int(),
  changed: z.int(),
  by_kind: z.array(z.object({ kind: ChangeKind, accounts: z.int() })),
  /** Accounts whose next act is of that step, before and after */
  by_step: z.array(z.object({ step: z.int(), before: z.int(), after: z.int() })),
  before: z.array(DayLoad),
  after: z.array(DayLoad),
  capacity: Capacity,
  alarms: z.array(Alarm),
});
export type BookResult = z.infer<typeof BookResult>;

/** Past months lived again under both versions, with the answers that people really gave. */
export const ReplayResult = z.object({
  from: PlainDate,
  to: PlainDate,
  accounts: z.int(),
  before: z.object({ calls: z.int(), sms: z.int(), letters: z.int(), hand_overs: z.int(), connected: z.number() }),
  after: z.object({ calls: z.int(), sms: z.int(), letters: z.int(), hand_overs: z.int(), connected: z.number() }),
  /** Difference of the expected contact rate in percentage points, with its 95 % interval */
  contact_rate_difference: z.object({ mean: z.number(), low: z.number(), high: z.number() }),
});
export type ReplayResult = z.infer<typeof ReplayResult>;

/** One day of an account's life: the table as it is read that day, and what is decided and done (domain/simulation/trace.ts). */
export const TracedDay = z.object({
  day: PlainDate,
  steps: z.array(
    z.object({
      no: z.int(),
      /** Whether its condition holds */
      holds: z.boolean(),
      parts: z.array(z.object({ condition: Leaf, value: z.union([z.number(), z.boolean()]), holds: z.boolean() })),
    }),
  ),
  moments: z.array(
    z.object({
      at: z.iso.datetime(),
      act: z.string(),
      waiting_for: z.string().nullable(),
      step: z.int(),
      session: z.string().nullable(),
      answered: z.boolean().nullable(),
      until: z.iso.datetime().nullable(),
      reasons: z.array(Reason),
    }),
  ),
});
export type TracedDay = z.infer<typeof TracedDay>;

/** One account under both versions, day by day. */
export const AccountResult = z.object({
  account_id: Id,
  /** The version that its open episode follows; null when it has none, and nothing to try */
  follows: z.int().nullable(),
  before: z.array(TracedDay),
  after: z.array(TracedDay),
});
export type AccountResult = z.infer<typeof AccountResult>;

/** `GET /api/simulations/:id`: progress while it runs, the result afterwards. */
export const Simulation = z.object({
  id: Id,
  kind: z.enum(['account', 'book', 'replay']),
  rule_version_id: Id,
  content_hash: z.string(),
  base_version: z.int().nullable(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  done: z.int(),
  total: z.int().nullable(),
  failure: z.string().nullable(),
  payments_as_of: Instant.nullable(),
  requested_by_name: z.string().nullable(),
  requested_at: Instant,
  finished_at: Instant.nullable(),
  result_hash: z.string().nullable(),
  book: BookResult.nullable(),
  replay: ReplayResult.nullable(),
  account: AccountResult.nullable(),
});
export type Simulation = z.infer<typeof Simulation>;

/** One row of `GET /api/simulation-changes?filter={"simulation_id":…,"kind":…}`: an account whose treatment changes. */
export const SimulationChangeRow = z.object({
  id: Id,
  account_id: Id,
  debtor_id: Id,
  name: z.string(),
  receivable_name: z.string(),
  balance: z.int(),
  kind: ChangeKind,
  before_act: z.string().nullable(),
  before_day: PlainDate.nullable(),
  after_act: z.string().nullable(),
  after_day: PlainDate.nullable(),
});
export type SimulationChangeRow = z.infer<typeof SimulationChangeRow>;
