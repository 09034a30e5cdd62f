import { z } from 'zod';
import { Id, Instant, Yen } from './common.ts';

const both = {
  id: Id,
  account_id: Id,
  debtor_id: Id,
  name: z.string(),
  addressee_no: z.string(),
  department_code: z.string(),
  department_name: z.string(),
  receivable_code: z.string(),
  receivable_name: z.string(),
  balance: Yen,
  state: z.string(),
  text: z.string(),
  sent_by_name: z.string().nullable(),
  sent_at: Instant,
  received_by_name: z.string().nullable(),
  received_at: Instant.nullable(),
  answer: z.string().nullable(),
  answered_by_name: z.string().nullable(),
  answered_at: Instant.nullable(),
  ended_at: Instant.nullable(),
  /** Whole days since it was sent, on the business clock, while it is open */
  age_days: z.int(),
};

/** 取次 */
export const MessageRow = z.object({ ...both, kind: z.string(), urgent: z.boolean() });
export type MessageRow = z.infer<typeof MessageRow>;

/** 引継 */
export const HandOverRow = z.object({ ...both, reason: z.string() });
export type HandOverRow = z.infer<typeof HandOverRow>;

export const StepBody = z.object({ text: z.string().max(2_000).nullable().default(null) });
