import { type SmsReceipt, type SmsReceiptState, type SmsState, smsStateAfter } from '../domain/sms-receipt.ts';
import type { Queryable } from '../prisma/database.ts';
import { recomputeAttribution } from './attribution.ts';
import { recordContact } from './contact.ts';
import { announce } from './event.ts';
import { appendLedger } from './ledger.ts';

/**
 * Takes what the provider says about a text, late, twice or out of order; a receipt that is before our own record of the text is kept
 * until that comes. `at` is business time.
 */
export async function takeReceipt(tx: Queryable, receipt: SmsReceipt, at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO sms_receipt (provider_ref, state, carrier, provider_at, received_at, raw_code) VALUES ($1,$2,$3,$4,$5,$6)`,
    [receipt.ref, receipt.state, receipt.carrier, receipt.at, at, receipt.rawCode],
  );
  await foldReceipts(tx, receipt.ref, at);
}

interface Text {
  id: string;
  intent_id: string;
  account_id: string;
  episode_id: string;
  phone_id: string;
  state: SmsState;
  receipts: SmsReceiptState[];
}

/** Moves the text to where all its receipts together put it; a failed or yet delivered one becomes a 経過記録 that corrects the last. */
export async function foldReceipts(tx: Queryable, ref: string, at: Date): Promise<void> {
  const { rows } = await tx.query<Text>(
    `SELECT s.id, s.intent_id, s.account_id, s.episode_id, s.phone_id, s.state,
            ARRAY(SELECT r.state FROM sms_receipt r WHERE r.provider_ref = s.provider_ref ORDER BY r.id) AS receipts
       FROM sms s WHERE s.provider_ref = $1 AND s.state IN ('accepted','sent','failed','delivered') FOR UPDATE`,
    [ref],
  );
  const text = rows[0];
  if (!text) return;
  const state = smsStateAfter(text.receipts);
  if (state === text.state) return;
  await tx.query('UPDATE sms SET state = $2, state_at = $3 WHERE id = $1', [text.id, state, at]);
  await appendLedger(tx, {
    at,
    actor: { kind: 'system' },
    act: 'sms_receipt',
    accountId: text.account_id,
    episodeId: text.episode_id,
    subject: { kind: 'sms', id: text.id },
    detail: { state },
  });
  if (state === 'failed' || text.state === 'failed') await correctContact(tx, text, state, at);
  await announce(tx, { noun: 'sms', id: text.id });
}

async function correctContact(tx: Queryable, text: Text, state: SmsState, at: Date): Promise<void> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT id FROM contact WHERE intent_id = $1 AND kind = 'sms' ORDER BY recorded_at DESC LIMIT 1`,
    [text.intent_id],
  );
  await recordContact(
    tx,
    { kind: 'system' },
    {
      accountId: text.account_id,
      kind: 'sms',
      outcome: state === 'failed' ? 'sms_failed' : 'sms_accepted',
      at,
      phoneId: text.phone_id,
      intentId: text.intent_id,
      correctsId: rows[0]?.id,
    },
  );
  await recomputeAttribution(tx, [text.account_id], at);
}
