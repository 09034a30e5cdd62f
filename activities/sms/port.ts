import type { SmsReceipt } from '../../domain/sms-receipt.ts';

export interface OutgoingText {
  /** Given to the provider as a tag, by which `find` finds the text again */
  intentId: string;
  /** Another tag, by which it is found when the database no longer knows the intent: `keyTag` of records/intent-id.ts */
  key: string;
  /** National, 11 digits */
  to: string;
  body: string;
}

/** A text in the provider's own records. */
export interface SentText {
  ref: string;
  tags: string[];
  to: string;
  body: string;
  at: Date;
}

/** What became of handing a text over. `not_sent`: surely not taken, may be tried again; `unknown`: it may or may not go out. */
export type Sent =
  | { kind: 'accepted'; ref: string }
  | { kind: 'rejected'; code: string }
  | { kind: 'not_sent'; code: string }
  | { kind: 'unknown' };

/** An SMS provider (ux.md § 5), as much of it as is used. `send` never throws; the others throw when the provider cannot be asked. */
export interface SmsPort {
  send(text: OutgoingText): Promise<Sent>;
  /** The provider's reference of the text sent for this intent; null when it knows none */
  find(intentId: string): Promise<string | null>;
  /** The last receipt of a text; null while there is none */
  receipt(ref: string): Promise<SmsReceipt | null>;
  /** Every text taken since then, oldest first */
  sentSince(at: Date): Promise<SentText[]>;
}
