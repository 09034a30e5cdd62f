import { problem } from '../domain/problem.ts';
import { dateOf } from '../domain/time.ts';
import type { Queryable } from '../prisma/database.ts';
import { recordContact } from './contact.ts';
import { announce } from './event.ts';
import { type Actor, appendLedger } from './ledger.ts';
import { leaveOut } from './letter-batch.ts';

type Person = Actor & { kind: 'staff' };

/** The operator has taken the sheets from the printer and counted them. */
export async function markPrinted(tx: Queryable, actor: Person, batchId: string, at: Date): Promise<void> {
  const { rowCount } = await tx.query(
    `UPDATE letter_batch SET state = 'printed', printed_at = $2, printed_by = $3 WHERE id = $1 AND state = 'rendered'`,
    [batchId, at, actor.id],
  );
  if (!rowCount) throw problem('wrong_state', { state: await stateOf(tx, 'letter_batch', batchId) });
  await tx.query(`UPDATE letter SET state = 'printed', state_at = $2 WHERE batch_id = $1 AND state = 'rendered'`, [
    batchId,
    at,
  ]);
  await appendLedger(tx, { at, actor, act: 'letter_printed', subject: { kind: 'letter_batch', id: batchId } });
  await finishChecking(tx, batchId);
}

export interface Check {
  letterId: string;
  round: 1 | 2;
  result: 'match' | 'mismatch';
  reason: string | null;
  at: Date;
}

/**
 * 封入確認 of one envelope, §8(3)ア: round 2 needs round 1 by another person. Two matches make the letter verified; a mismatch takes the
 * envelope out as spoiled, with its reason. Throws `same_person`, `wrong_state` or `already_done`.
 */
export async function checkLetter(tx: Queryable, actor: Person, check: Check): Promise<void> {
  const { rows } = await tx.query<{
    state: string;
    batch_id: string;
    account_id: string;
    intent_id: string;
    first: string | null;
  }>(
    `SELECT l.state, l.batch_id, l.account_id, l.intent_id, (SELECT staff_id FROM letter_check k WHERE k.letter_id = l.id AND k.round = 1) AS first
       FROM letter l WHERE l.id = $1 FOR UPDATE`,
    [check.letterId],
  );
  const letter = rows[0];
  if (!letter) throw problem('not_found');
  if (letter.state !== 'printed') throw problem('wrong_state', { state: letter.state });
  if (check.round === 2 && !letter.first) throw problem('wrong_state', { state: 'round_1' });
  if (check.round === 2 && letter.first === actor.id) throw problem('same_person');
  const { rowCount } = await tx.query(
    `INSERT INTO letter_check (letter_id, round, staff_id, result, reason, checked_at) VALUES ($1,$2,$3,$4,$5,$6) ON CONFLICT DO NOTHING`,
    [check.letterId, check.round, actor.id, check.result, check.reason, check.at],
  );
  if (!rowCount) throw problem('already_done');
  await appendLedger(tx, {
    at: check.at,
    actor,
    act: 'letter_checked',
    accountId: letter.account_id,
    subject: { kind: 'letter', id: check.letterId },
    detail: { round: check.round, result: check.result },
  });
  if (check.result === 'match' && check.round === 2) {
    await tx.query(`UPDATE letter SET state = 'verified', state_at = $2 WHERE id = $1`, [check.letterId, check.at]);
  }
  if (check.result === 'mismatch') {
    const out = { id: check.letterId, account_id: letter.account_id };
    await leaveOut(tx, out, check.reason ?? 'mismatch', check.at, 'spoiled', actor);
  }
  await finishChecking(tx, letter.batch_id);
}

/** A batch is checked when none of its envelopes still lies open. Its lock lets the later of two last checks see the earlier. */
export async function finishChecking(tx: Queryable, batchId: string): Promise<void> {
  await tx.query('SELECT FROM letter_batch WHERE id = $1 FOR NO KEY UPDATE', [batchId]);
  await tx.query(
    `UPDATE letter_batch b SET state = 'checked'
      WHERE b.id = $1 AND b.state = 'printed' AND NOT EXISTS (SELECT FROM letter l WHERE l.batch_id = b.id AND l.state = 'printed')`,
    [batchId],
  );
  await announce(tx, { noun: 'letter_batch', id: batchId });
}

/**
 * 納品: every verified letter of the department's checked batches goes with one note. Handing over is the letter's day 0: its contact is
 * written, its window opens, its intent is confirmed. Returns the note's id; throws `not_found` when there is nothing to hand over.
 */
export async function handOverLetters(tx: Queryable, actor: Person, departmentCode: string, at: Date): Promise<string> {
  const { rows: letters } = await tx.query<{ id: string; account_id: string; intent_id: string; batch_id: string }>(
    `SELECT l.id, l.account_id, l.intent_id, l.batch_id
       FROM letter l JOIN letter_batch b ON b.id = l.batch_id JOIN receivable r ON r.code = b.receivable_code
      WHERE r.department_code = $1 AND l.state = 'verified' AND b.state = 'checked' ORDER BY b.id, l.envelope_no FOR UPDATE OF l`,
    [departmentCode],
  );
  if (letters.length === 0) throw problem('not_found');
  const today = dateOf(at);
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO delivery_note (department_code, on_date, no, handed_over_at, handed_over_by)
     SELECT $1, $2, 1 + COALESCE((SELECT max(no) FROM delivery_note WHERE department_code = $1 AND on_date = $2), 0), $3, $4 RETURNING id`,
    [departmentCode, today, at, actor.id],
  );
  const noteId = rows[0]!.id;
  for (const letter of letters) {
    const contactId = await recordContact(tx, actor, {
      accountId: letter.account_id,
      kind: 'letter',
      outcome: 'letter_handed_over',
      at,
      intentId: letter.intent_id,
    });
    await tx.query(
      `UPDATE letter SET state = 'handed_over', state_at = $2, delivery_note_id = $3, contact_id = $4 WHERE id = $1`,
      [letter.id, at, noteId, contactId],
    );
    await tx.query(`UPDATE intent SET state = 'confirmed', settled_at = $2 WHERE id = $1`, [letter.intent_id, at]);
  }
  const batchIds = [...new Set(letters.map((letter) => letter.batch_id))];
  await tx.query(`UPDATE letter_batch SET state = 'handed_over' WHERE id = ANY($1::uuid[])`, [batchIds]);
  await appendLedger(tx, {
    at,
    actor,
    act: 'letter_handed_over',
    subject: { kind: 'delivery_note', id: noteId },
    detail: { letters: letters.length },
  });
  for (const id of batchIds) await announce(tx, { noun: 'letter_batch', id });
  return noteId;
}

/** A letter that was printed in a time which a restore took away has been sent after all: its day 0 is the day it was printed. */
export async function confirmLetter(tx: Queryable, actor: Actor, sent: { intentId: string; at: Date }): Promise<void> {
  const { rows } = await tx.query<{ id: string; account_id: string; printed_at: Date }>(
    `SELECT l.id, l.account_id, i.attempted_at AS printed_at FROM letter l JOIN intent i ON i.id = l.intent_id WHERE i.id = $1 FOR UPDATE`,
    [sent.intentId],
  );
  for (const { id, account_id, printed_at } of rows) {
    const contact = { accountId: account_id, kind: 'letter', outcome: 'letter_handed_over', at: printed_at } as const;
    const contactId = await recordContact(tx, actor, { ...contact, intentId: sent.intentId });
    await tx.query(
      `UPDATE letter SET state = 'handed_over', state_reason = NULL, state_at = $2, contact_id = $3 WHERE id = $1`,
      [id, sent.at, contactId],
    );
  }
  await tx.query(`UPDATE intent SET state = 'confirmed', settled_at = $2 WHERE id = $1`, [sent.intentId, sent.at]);
}

/** The department's clerk has received what the note lists. Throws `wrong_state` when it was received before. */
export async function receiveNote(tx: Queryable, actor: Person, noteId: string, at: Date): Promise<void> {
  const { rowCount } = await tx.query(
    'UPDATE delivery_note SET received_at = $2, received_by = $3 WHERE id = $1 AND received_at IS NULL',
    [noteId, at, actor.id],
  );
  if (!rowCount) throw problem('already_done');
  const { rows } = await tx.query<{ id: string }>(
    `UPDATE letter_batch b SET state = 'received' FROM letter l
      WHERE l.batch_id = b.id AND l.delivery_note_id = $1 AND b.state = 'handed_over' RETURNING b.id`,
    [noteId],
  );
  await appendLedger(tx, { at, actor, act: 'letter_received', subject: { kind: 'delivery_note', id: noteId } });
  for (const { id } of rows) await announce(tx, { noun: 'letter_batch', id });
}

async function stateOf(tx: Queryable, table: 'letter_batch' | 'letter', id: string): Promise<string> {
  const { rows } = await tx.query<{ state: string }>(`SELECT state FROM ${table} WHERE id = $1`, [id]);
  if (!rows[0]) throw problem('not_found');
  return rows[0].state;
}
