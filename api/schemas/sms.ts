import { z } from 'zod';
import { Id, Instant } from './common.ts';

export const SmsRow = z.object({
  id: Id,
  account_id: Id,
  debtor_id: Id,
  name: z.string(),
  receivable_code: z.string(),
  receivable_name: z.string(),
  number_masked: z.string(),
  purpose: z.string(),
  body: z.string(),
  parts: z.int(),
  state: z.string(),
  refusal: z.string().nullable(),
  intent_id: Id,
  intent_state: z.string(),
  created_at: Instant,
  state_at: Instant,
  carrier: z.string().nullable(),
});
export type SmsRow = z.infer<typeof SmsRow>;
