import { parsePhone } from '../domain/phone-number.ts';
import { problem } from '../domain/problem.ts';
import { dateOf } from '../domain/time.ts';
import type { Queryable } from '../prisma/database.ts';
import { touchAccounts } from './account.ts';
import { type Actor, appendLedger } from './ledger.ts';

/** Marks a number as not in use (欠番) or somebody else's (番号違い); it is never dialled again and reported to the departments. */
export async function markPhone(
  tx: Queryable,
  actor: Actor,
  at: Date,
  phoneId: string,
  status: 'dead' | 'wrong',
): Promise<void> {
  const { rows } = await tx.query<{ debtor_id: string }>(
    `UPDATE phone SET status = $2 WHERE id = $1 AND status <> $2 RETURNING debtor_id`,
    [phoneId, status],
  );
  if (!rows[0]) return;
  await appendLedger(tx, {
    at,
    actor,
    act: 'phone_changed',
    subject: { kind: 'phone', id: phoneId },
    detail: { status },
  });
  await touchDebtor(tx, rows[0].debtor_id);
}

/** A number learned in a talk, with source and date (C5). Throws `bad_request` when it is no Japanese number. */
export async function learnPhone(
  tx: Queryable,
  actor: Actor,
  at: Date,
  accountId: string,
  text: string,
): Promise<void> {
  const phone = parsePhone(text);
  if (!phone) throw problem('bad_request', { field: 'new_phone' });
  const { rows } = await tx.query<{ id: string; debtor_id: string }>(
    `INSERT INTO phone (debtor_id, number, kind, owner, status, source, obtained_on)
     SELECT a.debtor_id, $2, $3, 'self', 'active', 'centre', $4 FROM account a WHERE a.id = $1
     ON CONFLICT (debtor_id, number) DO UPDATE SET status = 'active', obtained_on = EXCLUDED.obtained_on RETURNING id, debtor_id`,
    [accountId, phone.number, phone.kind, dateOf(at)],
  );
  const { id, debtor_id } = rows[0]!;
  await appendLedger(tx, {
    at,
    actor,
    act: 'phone_changed',
    accountId,
    subject: { kind: 'phone', id },
    detail: { source: 'centre' },
  });
  await touchDebtor(tx, debtor_id);
}

async function touchDebtor(tx: Queryable, debtorId: string): Promise<void> {
  const { rows } = await tx.query<{ id: string }>(`SELECT id FROM account WHERE debtor_id = $1 AND state <> 'closed'`, [
    debtorId,
  ]);
  await touchAccounts(
    tx,
    rows.map((row) => row.id),
    'phone',
  );
}
