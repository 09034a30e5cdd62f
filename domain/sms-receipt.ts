/** What providers report about a text (ux.md § 5), whatever their own codes are. */
export const smsReceiptStates = [
  'accepted',
  'sent',
  'delivered',
  'out_of_range',
  'blocked',
  'invalid_number',
  'expired',
  'failed',
  'canceled',
  'unknown',
] as const;
export type SmsReceiptState = (typeof smsReceiptStates)[number];

export interface SmsReceipt {
  /** The provider's reference of the text */
  ref: string;
  state: SmsReceiptState;
  carrier: string | null;
  at: Date;
  /** The provider's own code */
  rawCode: string | null;
}

export type SmsState = 'accepted' | 'sent' | 'failed' | 'delivered';

const order: readonly SmsState[] = ['accepted', 'sent', 'failed', 'delivered'];

const meaning: Record<SmsReceiptState, SmsState> = {
  accepted: 'accepted',
  sent: 'sent',
  delivered: 'delivered',
  out_of_range: 'sent', // the carrier goes on trying until the text expires
  blocked: 'failed',
  invalid_number: 'failed',
  expired: 'failed',
  failed: 'failed',
  canceled: 'failed',
  unknown: 'accepted',
};

/** Where an accepted text stands after these receipts, in whatever order and number they came: delivered is never downgraded. */
export function smsStateAfter(receipts: readonly SmsReceiptState[]): SmsState {
  const rank = Math.max(0, ...receipts.map((state) => order.indexOf(meaning[state])));
  return order[rank]!;
}
