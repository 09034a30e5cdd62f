import { z } from 'zod';
import { Id, Instant, PlainDate, Reason, Yen } from './common.ts';

/** Rows of the lists. Names are masked ('阿部 ●●') and shown whole only on the case or by a logged reveal. */
const Whose = {
  debtor_id: Id,
  name: z.string(),
  receivable_code: z.string(),
  receivable_name: z.string(),
};

export const AccountRow = z.object({
  id: Id,
  ...Whose,
  addressee_no: z.string(),
  kind: z.enum(['person', 'company']),
  ward: z.string(),
  balance: Yen,
  lines: z.int(),
  oldest_due: PlainDate.nullable(),
  state: z.string(),
  waiting_for: z.string().nullable(),
  until: Instant.nullable(),
  step: z.int().nullable(),
  rule_version: z.int().nullable(),
  dv_protected: z.boolean(),
  last_contact_at: Instant.nullable(),
  last_outcome: z.string().nullable(),
});
export type AccountRow = z.infer<typeof AccountRow>;

export const ContactRow = z.object({
  id: Id,
  account_id: Id,
  ...Whose,
  kind: z.string(),
  outcome: z.string(),
  spoke_with: z.string().nullable(),
  at: Instant,
  session: z.string().nullable(),
  phone_kind: z.string().nullable(),
  staff_name: z.string().nullable(),
  source: z.enum(['centre', 'predecessor']),
  talk_ms: z.int().nullable(),
});
export type ContactRow = z.infer<typeof ContactRow>;

export const PromiseRow = z.object({
  id: Id,
  account_id: Id,
  ...Whose,
  promised_for: PlainDate,
  amount: Yen,
  paid: Yen,
  state: z.string(),
  spoke_with: z.string(),
  made_at: Instant,
  judged_at: Instant.nullable(),
  provisional: z.boolean(),
  staff_name: z.string().nullable(),
});
export type PromiseRow = z.infer<typeof PromiseRow>;

export const TaskRow = z.object({
  id: Id,
  account_id: Id,
  ...Whose,
  kind: z.string(),
  state: z.string(),
  session: z.string(),
  priority: z.int(),
  priority_parts: z.array(Reason),
  reasons: z.array(Reason),
  not_before: Instant,
  due_at: Instant.nullable(),
  assigned_to: Id.nullable(),
  assignee_name: z.string().nullable(),
  holder_name: z.string().nullable(),
  held_since: Instant.nullable(),
  balance: Yen,
  created_at: Instant,
});
export type TaskRow = z.infer<typeof TaskRow>;

export const PaymentRow = z.object({
  id: Id,
  account_id: Id.nullable(),
  debtor_id: Id.nullable(),
  name: z.string().nullable(),
  receivable_code: z.string(),
  receivable_name: z.string(),
  amount: Yen,
  late_charge: Yen,
  stage: z.string(),
  method: z.string(),
  paid_on: PlainDate,
  posted_at: Instant,
  parked: z.boolean(),
  effect_call: Yen,
  effect_letter: Yen,
  effect_total: Yen,
});
export type PaymentRow = z.infer<typeof PaymentRow>;
