import { z } from 'zod';
import { callOutcomes, handOverReasons } from '../../domain/codes.ts';
import { Id, Instant, PlainDate, Reason, Yen } from './common.ts';

export const Claim = z.object({
  claim_id: Id,
  version: z.int(),
  unit_id: Id,
  task_id: Id,
  phase: z.enum(['claimed', 'in_call', 'wrap_up']),
  since: Instant,
  until: Instant,
});
export type Claim = z.infer<typeof Claim>;

const SessionRecord = z.object({ tries: z.int(), answers: z.int() });

export const CasePhone = z.object({
  id: Id,
  number: z.string(),
  kind: z.enum(['mobile', 'landline', 'ip', 'other']),
  owner: z.enum(['self', 'household', 'work', 'other']),
  status: z.enum(['active', 'dead', 'wrong']),
  debtor_id: Id,
  record: z.object({ weekday: SessionRecord, evening: SessionRecord, holiday: SessionRecord }),
  /** The same by weekday (ISO: Monday is 1) and hour of Asia/Tokyo */
  hours: z.array(
    SessionRecord.extend({ session: z.enum(['weekday', 'evening', 'holiday']), weekday: z.int(), hour: z.int() }),
  ),
  last_result: z.string().nullable(),
  last_tried_at: Instant.nullable(),
  reasons: z.array(Reason),
});
export type CasePhone = z.infer<typeof CasePhone>;

export const CaseLine = z.object({
  id: Id,
  account_id: Id,
  receivable_code: z.string(),
  tax_item_name: z.string(),
  taxed_year: z.int(),
  period: z.string(),
  due_date: PlainDate,
  balance: Yen,
  /** Late charge if all were paid on the business day; null under ¥1,000 (domain.md) */
  late_charge: Yen.nullable(),
  held: z.boolean(),
});
export type CaseLine = z.infer<typeof CaseLine>;

export const CaseAccount = z.object({
  id: Id,
  debtor_id: Id,
  receivable_code: z.string(),
  receivable_name: z.string(),
  group_code: z.string(),
  balance: Yen,
  /** Unheld balance: what this call is about */
  callable: Yen,
  state: z.string(),
  waiting_for: z.string().nullable(),
  until: Instant.nullable(),
  has_task: z.boolean(),
  contact_phone: z.string(),
});
export type CaseAccount = z.infer<typeof CaseAccount>;

export const CaseHold = z.object({
  id: Id,
  kind: z.string(),
  scope: z.string(),
  from_date: PlainDate,
  until_date: PlainDate.nullable(),
  reason: z.string(),
});

export const CasePromise = z.object({
  id: Id,
  account_id: Id,
  promised_for: PlainDate,
  amount: Yen,
  paid: Yen,
  state: z.string(),
  made_at: Instant,
});

/** One line of 経過 beside the case: a contact, a decision or a payment. */
export const HistoryItem = z.object({
  id: z.string(),
  at: Instant,
  kind: z.enum(['contact', 'decision', 'payment', 'hold', 'promise']),
  /** Code of what happened: outcome, act, payment stage … */
  code: z.string(),
  channel: z.string().nullable(),
  session: z.string().nullable(),
  phone_kind: z.string().nullable(),
  spoke_with: z.string().nullable(),
  staff_name: z.string().nullable(),
  receivable_code: z.string(),
  amount: Yen.nullable(),
  text: z.string().nullable(),
  reasons: z.array(Reason),
  source: z.enum(['centre', 'predecessor', 'city']),
});
export type HistoryItem = z.infer<typeof HistoryItem>;

export const HouseholdMember = z.object({
  debtor_id: Id,
  name: z.string(),
  balance: Yen,
  lines: z.int(),
  dv_protected: z.boolean(),
});

export const CallState = z.object({
  id: Id,
  phone_id: Id.nullable(),
  number: z.string().nullable(),
  caller_id: z.string(),
  state: z.enum(['starting', 'ringing', 'talking', 'ended']),
  line_result: z.string().nullable(),
  started_at: Instant,
  answered_at: Instant.nullable(),
  ended_at: Instant.nullable(),
  ring_ms: z.int().nullable(),
  talk_ms: z.int().nullable(),
  /** What the line's answer proposes as the result */
  proposed_outcome: z.string().nullable(),
  machine_hint: z.boolean(),
});
export type CallState = z.infer<typeof CallState>;

export const Case = z.object({
  claim: Claim,
  task: z.object({
    id: Id,
    kind: z.enum(['call', 'callback', 'address', 'reconcile']),
    account_id: Id,
    receivable_code: z.string(),
    step: z.int(),
    rule_version: z.int(),
    session: z.string(),
    state: z.string(),
    priority: z.int(),
    priority_parts: z.array(Reason),
    reasons: z.array(Reason),
    due_at: Instant.nullable(),
    withdrawn_reason: z.string().nullable(),
  }),
  debtor: z.object({
    id: Id,
    addressee_no: z.string(),
    kind: z.enum(['person', 'company']),
    name: z.string(),
    kana: z.string(),
    address_masked: z.string(),
    birth_date_masked: z.string().nullable(),
    dv_protected: z.boolean(),
    /** Mail came back: no letter goes to the address; ask for the new one */
    returned_mail_at: Instant.nullable(),
  }),
  household: z.array(HouseholdMember),
  phones: z.array(CasePhone),
  accounts: z.array(CaseAccount),
  lines: z.array(CaseLine),
  holds: z.array(CaseHold),
  promises: z.array(CasePromise),
  history: z.array(HistoryItem),
  call: CallState.nullable(),
  draft: z.record(z.string(), z.unknown()).nullable(),
  draft_saved_at: Instant.nullable(),
  /** Proposed days and times, inside operating hours only */
  promise_dates: z.array(PlainDate),
  callback_times: z.array(Instant),
});
export type Case = z.infer<typeof Case>;

/** What an operator records after a call: one contact per account spoken about, and what follows from it. */
export const ResultBody = z.object({
  version: z.int(),
  task_id: Id,
  call_id: Id.nullable(),
  phone_id: Id.nullable(),
  outcome: z.enum(callOutcomes),
  spoke_with: z.enum(['self', 'household', 'other']).nullable(),
  account_ids: z.array(Id).min(1).max(20),
  text: z.string().max(2_000).default(''),
  promise: z
    .object({ promised_for: PlainDate, amounts: z.array(z.object({ account_id: Id, amount: Yen.min(1) })).min(1) })
    .nullable()
    .default(null),
  callback: z.object({ at: z.coerce.date(), mine: z.boolean() }).nullable().default(null),
  message: z
    .object({
      kind: z.enum(['consultation', 'complaint', 'inquiry', 'transfer', 'direct_debit', 'other']),
      text: z.string().min(1).max(2_000),
      urgent: z.boolean().default(false),
    })
    .nullable()
    .default(null),
  hand_over: z
    .object({ reason: z.enum(handOverReasons), note: z.string().max(2_000).default('') })
    .nullable()
    .default(null),
  /** A number learned in the talk, §8(1)カ */
  new_phone: z.string().max(30).nullable().default(null),
});
export type ResultBody = z.infer<typeof ResultBody>;

/** 保存すると…: what the rules will do with this result, found by doing it and rolling back. */
export const Consequence = z.object({
  account_id: Id,
  receivable_code: z.string(),
  receivable_name: z.string(),
  act: z.string(),
  waiting_for: z.string().nullable(),
  until: Instant.nullable(),
  reasons: z.array(Reason),
});
export type Consequence = z.infer<typeof Consequence>;

export const ResultAnswer = z.object({ contact_ids: z.array(Id), task_id: Id });
export type ResultAnswer = z.infer<typeof ResultAnswer>;

export type CaseHold = z.infer<typeof CaseHold>;

export type CasePromise = z.infer<typeof CasePromise>;

export type HouseholdMember = z.infer<typeof HouseholdMember>;
