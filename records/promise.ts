import type { SpokeWith } from '../domain/codes.ts';
import type { Queryable } from '../prisma/database.ts';
import { type Actor, appendLedger } from './ledger.ts';

export interface NewPromise {
  accountId: string;
  contactId: string;
  promisedFor: string;
  /** Yen */
  amount: number;
  spokeWith: SpokeWith;
  at: Date;
}

/** 納付約束: replaces an open one of the account, for there is never more than one. */
export async function makePromise(tx: Queryable, actor: Actor, promise: NewPromise): Promise<string> {
  const { accountId, at } = promise;
  await tx.query(`UPDATE promise SET state = 'replaced', judged_at = $2 WHERE account_id = $1 AND state = 'open'`, [
    accountId,
    at,
  ]);
  const { rows } = await tx.query<{ id: string; episode_id: string }>(
    `INSERT INTO promise (account_id, episode_id, contact_id, promised_for, amount, spoke_with, made_at)
     SELECT $1, e.id, $2, $3, $4, $5, $6 FROM episode e WHERE e.account_id = $1 AND e.closed_at IS NULL RETURNING id, episode_id`,
    [accountId, promise.contactId, promise.promisedFor, promise.amount, promise.spokeWith, at],
  );
  const row = rows[0];
  if (!row) throw new Error('a promise needs an open episode');
  await appendLedger(tx, {
    at,
    actor,
    act: 'promise_made',
    accountId,
    episodeId: row.episode_id,
    subject: { kind: 'promise', id: row.id },
    detail: { promisedFor: promise.promisedFor, amount: promise.amount, spokeWith: promise.spokeWith },
  });
  return row.id;
}
