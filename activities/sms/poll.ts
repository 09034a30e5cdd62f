import { faultPoint } from '../../fault-point.ts';
import { type Queryable, transaction } from '../../prisma/database.ts';
import { confirmText, dismissText, textOf } from '../../records/sms.ts';
import { takeReceipt } from '../../records/sms-receipt.ts';
import type { SmsDeps } from './send-sms.ts';

const AT_ONCE = 100;

/** Asks the provider about texts that nobody knows the outcome of, and those without a final receipt (callbacks get lost). Returns how many moved. */
export async function pollTexts(deps: SmsDeps): Promise<number> {
  return (await pollUnknown(deps)) + (await pollReceipts(deps));
}

async function pollUnknown({ db, clock, sms }: SmsDeps): Promise<number> {
  const intents = await unknownTexts(db, await clock.now());
  for (const intentId of intents) {
    const ref = await sms.find(intentId);
    const at = await clock.now();
    await transaction(db, async (tx) => {
      const text = await textOf(tx, intentId);
      await (ref ? confirmText(tx, text, ref, at) : dismissText(tx, text, at));
    });
  }
  return intents.length;
}

async function pollReceipts({ db, clock, sms }: SmsDeps): Promise<number> {
  let moved = 0;
  for (const { ref, state } of await openTexts(db, await clock.now())) {
    const receipt = await sms.receipt(ref);
    if (!receipt || receipt.state === state) continue;
    faultPoint('sms.receipt_asked_for');
    const at = await clock.now();
    await transaction(db, (tx) => takeReceipt(tx, receipt, at));
    moved += 1;
  }
  return moved;
}

/** Tried an hour ago and not known since; by then the provider's books are complete. */
async function unknownTexts(db: Queryable, now: Date): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT id FROM intent
      WHERE kind = 'sms' AND state IN ('attempted','unknown') AND attempted_at < $1::timestamptz - interval '1 hour'
      ORDER BY attempted_at LIMIT $2`,
    [now, AT_ONCE],
  );
  return rows.map((row) => row.id);
}

/** Texts of the last three days whose last receipt is not final, with that receipt's state. */
async function openTexts(db: Queryable, now: Date): Promise<{ ref: string; state: string | null }[]> {
  const { rows } = await db.query<{ ref: string; state: string | null }>(
    `SELECT s.provider_ref AS ref, (SELECT r.state FROM sms_receipt r WHERE r.provider_ref = s.provider_ref ORDER BY r.id DESC LIMIT 1) AS state
       FROM sms s WHERE s.state IN ('accepted','sent') AND s.created_at > $1::timestamptz - interval '3 days' ORDER BY s.state_at LIMIT $2`,
    [now, AT_ONCE],
  );
  return rows;
}
