import { z } from 'zod';
import { exchangeInterfaces } from '../../domain/exchange-layout.ts';
import { Id, Instant } from './common.ts';

export const ExchangeFileRow = z.object({
  id: Id,
  sender: z.string(),
  sender_name: z.string(),
  interface: z.enum(exchangeInterfaces),
  sequence: z.int(),
  as_of: Instant,
  file_name: z.string(),
  encoding: z.string(),
  sha256: z.string(),
  state: z.enum(['checking', 'checked', 'committing', 'committed', 'unchanged', 'rejected']),
  row_count: z.int(),
  done_count: z.int(),
  added_count: z.int(),
  changed_count: z.int(),
  removed_count: z.int(),
  parked_count: z.int(),
  error_count: z.int(),
  received_at: Instant,
  committed_at: Instant.nullable(),
  received_by_name: z.string().nullable(),
  committed_by_name: z.string().nullable(),
});
export type ExchangeFileRow = z.infer<typeof ExchangeFileRow>;

export const ExchangeErrorRow = z.object({
  row_no: z.int(),
  column_name: z.string(),
  code: z.string(),
  message_ja: z.string(),
  message_en: z.string(),
});
export type ExchangeErrorRow = z.infer<typeof ExchangeErrorRow>;
