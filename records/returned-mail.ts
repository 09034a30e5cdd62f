import type { ReturnReason } from '../domain/codes.ts';
import { problem } from '../domain/problem.ts';
import { dateOf, instantAt } from '../domain/time.ts';
import type { Queryable } from '../prisma/database.ts';
import { touchAccounts } from './account.ts';
import { endAddressTasks, openAddressTask } from './address-task.ts';
import { recordContact } from './contact.ts';
import { announce } from './event.ts';
import { type Actor, appendLedger } from './ledger.ts';

type Person = Actor & { kind: 'staff' };

export interface ReturnedMail {
  letterId: string;
  /** The day it came back, ISO */
  returnedOn: string;
  reason: ReturnReason;
  at: Date;
}

/**
 * 返戻 of one letter (D7): it is marked, a 経過記録 says so, and unless the city has named another address since, the debtor's address counts
 * as unusable: no letter is printed to it and an address task waits until the city's file brings a new one. Throws `not_found`,
 * `wrong_state` (it never went out), `already_done`, or `return_date` when the day lies before the hand-over or in the future.
 */
export async function recordReturnedMail(tx: Queryable, actor: Person, mail: ReturnedMail): Promise<void> {
  const { letterId, returnedOn, reason, at } = mail;
  const letter = await lockLetter(tx, letterId);
  if (letter.state !== 'handed_over') throw problem('wrong_state', { state: letter.state });
  if (letter.returned_at) throw problem('already_done');
  if (returnedOn < dateOf(letter.state_at) || returnedOn > dateOf(at))
    throw problem('return_date', { from: dateOf(letter.state_at) });

  await tx.query('UPDATE letter SET returned_at = $2, state_reason = $3 WHERE id = $1', [
    letterId,
    instantAt(returnedOn, '00:00'),
    reason,
  ]);
  await recordContact(tx, actor, {
    accountId: letter.account_id,
    kind: 'letter',
    outcome: 'letter_returned',
    at,
    onDate: returnedOn,
    intentId: letter.intent_id,
  });
  const { rowCount: stopped } = await tx.query(
    `UPDATE debtor d SET returned_mail_at = COALESCE(d.returned_mail_at, $2)
      WHERE d.id = $1 AND EXISTS (SELECT FROM letter l WHERE l.id = $3 AND ${goesToSameAddress})`,
    [letter.debtor_id, at, letterId],
  );
  await appendLedger(tx, {
    at,
    actor,
    act: 'letter_returned',
    accountId: letter.account_id,
    episodeId: letter.episode_id,
    subject: { kind: 'letter', id: letterId },
    detail: { reason, returnedOn, addressStopped: Boolean(stopped) },
  });
  if (stopped) await openAddressTask(tx, actor, { accountId: letter.account_id, at });
  if (letter.batch_id) await announce(tx, { noun: 'letter_batch', id: letter.batch_id });
}

/**
 * Takes a 返戻 back that was recorded by mistake: a 経過記録 corrects the first one, and the address is usable again unless another letter came
 * back from it. Throws `not_found`, or `wrong_state` when the letter is not marked as returned.
 */
export async function correctReturnedMail(
  tx: Queryable,
  actor: Person,
  { letterId, text, at }: { letterId: string; text: string; at: Date },
): Promise<void> {
  const letter = await lockLetter(tx, letterId);
  if (!letter.returned_at) throw problem('wrong_state', { state: letter.state });
  await tx.query('UPDATE letter SET returned_at = NULL, state_reason = NULL WHERE id = $1', [letterId]);
  await recordContact(tx, actor, {
    accountId: letter.account_id,
    kind: 'letter',
    outcome: 'note',
    at,
    intentId: letter.intent_id,
    text,
    correctsId: await returnContactOf(tx, letter.intent_id),
  });
  const { rowCount: freed } = await tx.query(
    `UPDATE debtor d SET returned_mail_at = NULL
      WHERE d.id = $1 AND d.returned_mail_at IS NOT NULL
        AND NOT EXISTS (SELECT FROM letter l WHERE l.returned_at IS NOT NULL AND ${goesToSameAddress})`,
    [letter.debtor_id],
  );
  await appendLedger(tx, {
    at,
    actor,
    act: 'letter_return_corrected',
    accountId: letter.account_id,
    episodeId: letter.episode_id,
    subject: { kind: 'letter', id: letterId },
    detail: { addressFreed: Boolean(freed) },
  });
  if (freed) await endAddressTasks(tx, actor, { debtorIds: [letter.debtor_id], at, reason: 'return_corrected' });
  if (letter.batch_id) await announce(tx, { noun: 'letter_batch', id: letter.batch_id });
}

/** What letter `l` had in its window is still where an account of debtor `d` gets its letters. */
const goesToSameAddress = `EXISTS (
  SELECT FROM account own WHERE own.id = l.account_id AND own.debtor_id = d.id
     AND l.addressee->>'postcode' = COALESCE(own.addressee_postcode, d.postcode)
     AND l.addressee->>'address' = COALESCE(own.addressee_address, d.address))`;

interface Letter {
  account_id: string;
  episode_id: string;
  debtor_id: string;
  intent_id: string;
  batch_id: string | null;
  state: string;
  state_at: Date;
  returned_at: Date | null;
}

/** The debtor's accounts first, as `decide` locks them: each is decided about again, letters under way are taken back. */
async function lockLetter(tx: Queryable, letterId: string): Promise<Letter> {
  const accounts = await tx.query<{ id: string }>(
    `SELECT other.id FROM letter l JOIN account a ON a.id = l.account_id JOIN account other ON other.debtor_id = a.debtor_id WHERE l.id = $1`,
    [letterId],
  );
  await touchAccounts(
    tx,
    accounts.rows.map(({ id }) => id),
    'returned_mail',
  );
  const { rows } = await tx.query<Letter>(
    `SELECT l.account_id, l.episode_id, a.debtor_id, l.intent_id, l.batch_id, l.state, l.state_at, l.returned_at
       FROM letter l JOIN account a ON a.id = l.account_id WHERE l.id = $1 FOR UPDATE OF l`,
    [letterId],
  );
  if (!rows[0]) throw problem('not_found');
  return rows[0];
}

async function returnContactOf(tx: Queryable, intentId: string): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT id FROM contact WHERE intent_id = $1 AND outcome = 'letter_returned' ORDER BY recorded_at DESC LIMIT 1`,
    [intentId],
  );
  return rows[0]?.id ?? null;
}
