import { addDays, dateOf } from '../domain/time.ts';
import { problem } from '../domain/problem.ts';
import type { ReceivableSettings } from '../domain/receivable.ts';
import type { Queryable } from '../prisma/database.ts';
import { touchAccounts } from './account.ts';
import { announce } from './event.ts';
import { passGate } from './gate.ts';
import { estimatedCharges } from './late-charge.ts';
import { type Actor, appendLedger } from './ledger.ts';

/** Printing and enclosing are checked by hand: more than this many envelopes are two batches (printing.md). */
export const MAX_LETTERS = 500;

/** The day's next batch of a receivable; collects until its cut-off. Throws `not_found` when no letter waits. */
export async function openBatch(tx: Queryable, actor: Actor, receivableCode: string, at: Date): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO letter_batch (receivable_code, on_date, no, state, created_at)
     SELECT $1, $2, 1 + COALESCE((SELECT max(no) FROM letter_batch WHERE receivable_code = $1 AND on_date = $2), 0), 'collecting', $3
      WHERE EXISTS (SELECT FROM letter l JOIN account a ON a.id = l.account_id WHERE l.state = 'planned' AND a.receivable_code = $1)
     RETURNING id`,
    [receivableCode, dateOf(at), at],
  );
  if (!rows[0]) throw problem('not_found');
  await appendLedger(tx, { at, actor, act: 'letter_batched', subject: { kind: 'letter_batch', id: rows[0].id } });
  await announce(tx, { noun: 'letter_batch', id: rows[0].id });
  return rows[0].id;
}

interface Letter {
  id: string;
  account_id: string;
}

interface Batch {
  id: string;
  state: string;
  settings: ReceivableSettings;
  payments_as_of: Date | null;
}

/**
 * 締切: stamps the payment data's as-of, asks the gate for every waiting letter (paid, held and refused ones stay out, with the reason),
 * takes the lines as they stand now and puts the envelopes in order. Repeating it does nothing.
 */
export async function cutOff(tx: Queryable, batchId: string, at: Date): Promise<void> {
  const batch = await lockBatch(tx, batchId);
  if (batch.state !== 'collecting') return;
  const today = dateOf(at);
  const { rows: letters } = await tx.query<Letter & { intent_id: string }>(
    `SELECT l.id, l.intent_id, l.account_id
       FROM letter l JOIN account a ON a.id = l.account_id JOIN debtor d ON d.id = a.debtor_id JOIN letter_batch b ON b.id = $1
      WHERE l.state = 'planned' AND a.receivable_code = b.receivable_code
      ORDER BY COALESCE(a.addressee_postcode, d.postcode), COALESCE(a.addressee_address, d.address), d.id LIMIT ${MAX_LETTERS}
        FOR UPDATE OF l`,
    [batchId],
  );
  const taken: Letter[] = [];
  for (const letter of letters) {
    const gate = await passGate(tx, { intentId: letter.intent_id, now: at });
    if (gate.kind === 'refused') await leaveOut(tx, letter, gate.refusal, at);
    else taken.push(letter);
  }
  await putIn(tx, batchId, taken, at);
  await takeLines(tx, taken, today);
  await tx.query(
    `UPDATE letter_batch SET state = 'cut_off', cut_off_at = $2, payments_as_of = $3, designated_due = $4, charge_as_of = $5 WHERE id = $1`,
    [batchId, at, batch.payments_as_of, addDays(today, batch.settings.letterTermDays), today],
  );
  await announce(tx, { noun: 'letter_batch', id: batchId });
}

/** Takes one letter out of its course, before or after it was printed, and lets its account be decided about again. */
export async function leaveOut(
  tx: Queryable,
  letter: Letter,
  reason: string,
  at: Date,
  state: 'refused' | 'pulled' | 'spoiled' = 'refused',
  actor: Actor = { kind: 'rule' },
): Promise<void> {
  await tx.query(
    `WITH gone AS (UPDATE letter SET state = $2, state_reason = $3, state_at = $4 WHERE id = $1 RETURNING intent_id)
     UPDATE intent SET state = 'cancelled', settled_at = $4 FROM gone WHERE intent.id = gone.intent_id AND intent.state IN ('planned','attempted')`,
    [letter.id, state, reason, at],
  );
  await appendLedger(tx, {
    at,
    actor,
    act: state === 'refused' ? 'letter_refused' : state === 'pulled' ? 'letter_pulled' : 'letter_spoiled',
    accountId: letter.account_id,
    subject: { kind: 'letter', id: letter.id },
    detail: { reason },
  });
  await touchAccounts(tx, [letter.account_id], 'letter');
}

async function lockBatch(tx: Queryable, batchId: string): Promise<Batch> {
  const { rows } = await tx.query<Batch>(
    `SELECT b.id, b.state, r.settings, r.payments_as_of FROM letter_batch b JOIN receivable r ON r.code = b.receivable_code
      WHERE b.id = $1 FOR UPDATE OF b`,
    [batchId],
  );
  if (!rows[0]) throw problem('not_found');
  return rows[0];
}

/** In the order of their envelopes. */
async function putIn(tx: Queryable, batchId: string, letters: readonly Letter[], at: Date): Promise<void> {
  await tx.query(
    `UPDATE letter l SET state = 'in_batch', batch_id = $2, envelope_no = t.no, state_at = $3
       FROM unnest($1::uuid[]) WITH ORDINALITY AS t(id, no) WHERE l.id = t.id`,
    [letters.map(({ id }) => id), batchId, at],
  );
}

/** The lines as the letters will say them: still owed, sent a 督促状, neither held nor time-barred; with the day's late charge. */
async function takeLines(tx: Queryable, letters: readonly Letter[], today: string): Promise<void> {
  const letterIds = letters.map(({ id }) => id);
  const { rows } = await tx.query<{
    letter_id: string;
    line_id: string;
    receivable_code: string;
    balance: number;
    due_date: string;
    demand_date: string;
  }>(
    `SELECT t.letter_id, l.id AS line_id, a.receivable_code, b.balance, l.due_date, l.demand_date
       FROM unnest($1::uuid[], $2::uuid[]) AS t(letter_id, account_id) JOIN account a ON a.id = t.account_id
       JOIN arrears_line l ON l.account_id = a.id JOIN line_balance b ON b.line_id = l.id
      WHERE b.balance > 0 AND l.demand_date IS NOT NULL AND (l.prescription_date IS NULL OR l.prescription_date > $3)
        AND NOT EXISTS (SELECT FROM hold h
                         WHERE h.debtor_id = a.debtor_id AND h.released_at IS NULL AND h.blocks_letter AND h.from_date <= $3
                           AND (h.until_date IS NULL OR h.until_date >= $3)
                           AND (h.scope = 'debtor' OR h.account_id = a.id AND h.scope = 'account' OR h.line_id = l.id))`,
    [letterIds, letters.map(({ account_id }) => account_id), today],
  );
  const charges = await estimatedCharges(
    tx,
    rows.map((row) => ({
      lineId: row.line_id,
      receivableCode: row.receivable_code,
      balance: row.balance,
      dueDate: row.due_date,
      demandDate: row.demand_date,
    })),
    today,
  );
  await tx.query('DELETE FROM letter_line WHERE letter_id = ANY($1::uuid[])', [letterIds]);
  await tx.query(
    `INSERT INTO letter_line (letter_id, line_id, outstanding, late_charge)
     SELECT letter_id, line_id, outstanding, late_charge
       FROM unnest($1::uuid[], $2::uuid[], $3::integer[], $4::integer[]) AS t(letter_id, line_id, outstanding, late_charge)`,
    [
      rows.map((row) => row.letter_id),
      rows.map((row) => row.line_id),
      rows.map((row) => row.balance),
      rows.map((row) => charges.get(row.line_id) ?? 0),
    ],
  );
}
