import { z } from 'zod';
import { type SmsReceipt, type SmsReceiptState, smsReceiptStates } from '../../domain/sms-receipt.ts';

/** A message as the provider's API shows it; `result` is null until the carrier has said something. */
export const WireMessage = z.object({
  id: z.string(),
  tags: z.array(z.string()),
  result: z.string().nullable(),
  carrier: z.string().nullable(),
  result_at: z.iso.datetime({ offset: true }).nullable(),
});
export type WireMessage = z.infer<typeof WireMessage>;

export const WireMessages = z.object({ data: z.array(WireMessage) });

/** A page of `GET /messages?since=&offset=`: what was taken, oldest first. */
export const WireSent = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      tags: z.array(z.string()),
      to: z.string(),
      body: z.string(),
      created_at: z.iso.datetime({ offset: true }),
    }),
  ),
  next_offset: z.number().int().nullable(),
});

/** Body of the provider's callback: one or more results. */
export const WireCallback = z.object({
  results: z
    .array(
      z.object({
        id: z.string(),
        result: z.string(),
        carrier: z.string().nullable(),
        result_at: z.iso.datetime({ offset: true }),
      }),
    )
    .min(1),
});
export type WireCallback = z.infer<typeof WireCallback>;

/** The provider's words for ours (ux.md § 5); others are kept as `unknown` with the raw code. */
const words: Record<string, SmsReceiptState> = { received: 'delivered', unconnected: 'out_of_range', error: 'failed' };

export function receiptOf(result: {
  id: string;
  result: string;
  carrier: string | null;
  result_at: string;
}): SmsReceipt {
  const known = smsReceiptStates.find((state) => state === result.result);
  return {
    ref: result.id,
    state: words[result.result] ?? known ?? 'unknown',
    carrier: result.carrier,
    at: new Date(result.result_at),
    rawCode: result.result,
  };
}

/** The receipts of a callback. Throws ZodError on another shape. */
export function parseCallback(body: unknown): SmsReceipt[] {
  return WireCallback.parse(body).results.map(receiptOf);
}
