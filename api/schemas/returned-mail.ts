import { z } from 'zod';
import { returnReasons } from '../../domain/codes.ts';
import { Id, Instant, PlainDate, Yen } from './common.ts';

/** A letter that went out, as the person with the returned envelope in the hand looks for it. */
export const SentLetter = z.object({
  id: Id,
  account_id: Id,
  reference_no: z.string(),
  receivable_name: z.string(),
  name: z.string(),
  addressee_no: z.string(),
  handed_over_on: PlainDate,
  total: Yen,
  returned_at: Instant.nullable(),
  /** False when the city has named another address since: the return then stops nothing */
  same_address: z.boolean(),
});
export type SentLetter = z.infer<typeof SentLetter>;

export const ReturnBody = z.object({ returned_on: PlainDate, reason: z.enum(returnReasons) });
export type ReturnBody = z.infer<typeof ReturnBody>;

export const ReturnCorrection = z.object({ reason: z.string().trim().min(1).max(200) });
export type ReturnCorrection = z.infer<typeof ReturnCorrection>;
