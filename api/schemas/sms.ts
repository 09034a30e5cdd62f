import { z } from 'zod';
import { Id, Instant } from './common.ts';

/** One word of the provider about a text: when it happened there and when we heard of it, in the order in which we heard. */
export const SmsReceiptRow = z.object({
  no: z.int(),
  state: z.string(),
  carrier: z.string().nullable(),
  provider_at: z.iso.datetime({ offset: true }),
  received_at: z.iso.datetime({ offset: true }),
  raw_code: z.string().nullable(),
});
export type SmsReceiptRow = z.infer<typeof SmsReceiptRow>;

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
  receipts: z.array(SmsReceiptRow),
});
export type SmsRow = z.infer<typeof SmsRow>;
