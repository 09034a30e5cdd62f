import type { Queryable } from '../prisma/database.ts';
import { touchAccounts } from './account.ts';
import { recordContact } from './contact.ts';
import { announce } from './event.ts';
import { type LedgerEntry, appendLedger } from './ledger.ts';
import { foldReceipts } from './sms-receipt.ts';

/** A text with what the provider needs; `to` and `body` go nowhere else. */
export interface Text {
  id: string;
  intentId: string;
  accountId: string;
  episodeId: string;
  phoneId: string;
  step: number;
  attempt: number;
  to: string;
  body: string;
}

export async function textOf(tx: Queryable, intentId: string): Promise<Text> {
  const { rows } = await tx.query<Text>(
    `SELECT s.id, s.intent_id AS "intentId", s.account_id AS "accountId", s.episode_id AS "episodeId", s.phone_id AS "phoneId",
            i.step, i.attempt, p.number AS "to", s.body
       FROM sms s JOIN intent i ON i.id = s.intent_id JOIN phone p ON p.id = s.phone_id WHERE s.intent_id = $1`,
    [intentId],
  );
  const text = rows[0];
  if (!text) throw new Error(`No text of intent ${intentId}`);
  return text;
}

/** The provider has taken it: confirmed, with its 経過記録 (which opens the effect window) and whatever receipts were faster. */
export async function confirmText(tx: Queryable, text: Text, ref: string, at: Date): Promise<void> {
  if (!(await settle(tx, text, { intent: 'confirmed', sms: 'accepted', ref, at }))) return;
  await log(tx, text, at, 'sms_sent');
  await contact(tx, text, 'sms_accepted', at);
  await foldReceipts(tx, ref, at);
}

/** The provider will not take it, so it never went out. `code` is the provider's. */
export async function rejectText(tx: Queryable, text: Text, code: string, at: Date): Promise<void> {
  if (!(await settle(tx, text, { intent: 'cancelled', sms: 'failed', ref: null, at }))) return;
  await log(tx, text, at, 'sms_refused', { code });
  await contact(tx, text, 'sms_failed', at);
}

/** Nobody knows whether it went out: it is not sent again. The provider is asked again later (activities/sms/poll.ts), then a person. */
export async function parkText(tx: Queryable, text: Text, at: Date): Promise<void> {
  if (!(await settle(tx, text, { intent: 'unknown', sms: 'unknown', ref: null, at }))) return;
  await log(tx, text, at, 'sms_unknown');
  await touchAccounts(tx, [text.accountId], 'sms_unknown');
}

/** The provider, asked long after, never had it: reconciled, and the next decision may try again. */
export async function dismissText(tx: Queryable, text: Text, at: Date): Promise<void> {
  if (!(await settle(tx, text, { intent: 'cancelled', sms: 'failed', ref: null, at }))) return;
  await log(tx, text, at, 'intent_reconciled', { found: false });
  await touchAccounts(tx, [text.accountId], 'sms_reconciled');
}

/** It surely did not go out and may be tried again, after the gate. */
export async function releaseText(tx: Queryable, text: Text): Promise<void> {
  await tx.query(`UPDATE intent SET state = 'planned', attempted_at = NULL WHERE id = $1 AND state = 'attempted'`, [
    text.intentId,
  ]);
}

interface Settlement {
  intent: 'confirmed' | 'unknown' | 'cancelled';
  sms: 'accepted' | 'failed' | 'unknown';
  ref: string | null;
  at: Date;
}

/** False when it was settled before: a retried activity changes nothing. */
async function settle(tx: Queryable, text: Text, { intent, sms, ref, at }: Settlement): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE intent SET state = $2, provider_ref = $3, settled_at = $4
      WHERE id = $1 AND (state = 'attempted' OR state = 'unknown' AND $2 <> 'unknown' OR state = 'cancelled' AND $2 = 'confirmed')`,
    [text.intentId, intent, ref, at],
  );
  if (!rowCount) return false;
  await tx.query('UPDATE sms SET state = $2, provider_ref = $3, state_at = $4 WHERE id = $1', [text.id, sms, ref, at]);
  await announce(tx, { noun: 'sms', id: text.id });
  return true;
}

function log(
  tx: Queryable,
  text: Text,
  at: Date,
  act: LedgerEntry['act'],
  detail: Record<string, unknown> = {},
): Promise<number> {
  return appendLedger(tx, {
    at,
    actor: { kind: 'system' },
    act,
    accountId: text.accountId,
    episodeId: text.episodeId,
    subject: { kind: 'sms', id: text.id },
    detail,
  });
}

function contact(tx: Queryable, text: Text, outcome: 'sms_accepted' | 'sms_failed', at: Date): Promise<string> {
  const { accountId, phoneId, intentId } = text;
  return recordContact(tx, { kind: 'system' }, { accountId, kind: 'sms', outcome, at, phoneId, intentId });
}
