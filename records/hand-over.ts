import type { HandOverReason } from '../domain/codes.ts';
import { problem } from '../domain/problem.ts';
import type { Queryable } from '../prisma/database.ts';
import { touchAccounts } from './account.ts';
import { textHmac } from './erasable.ts';
import { announce } from './event.ts';
import { type Actor, appendLedger } from './ledger.ts';

export interface NewHandOver {
  accountId: string;
  at: Date;
  reason: HandOverReason;
  note: string;
}

/** 引継: the case is the department's until it is returned. Throws `already_done` when one is open. */
export async function sendHandOver(tx: Queryable, actor: Actor, handOver: NewHandOver): Promise<string> {
  await touchAccounts(tx, [handOver.accountId], 'hand_over'); // first: a decision could close the episode meanwhile
  const { rows } = await tx.query<{ id: string; episode_id: string; salt: Buffer }>(
    `INSERT INTO hand_over (account_id, episode_id, department_code, reason, note, sent_by, sent_at)
     SELECT a.id, e.id, r.department_code, $2, $3, $4, $5
       FROM account a JOIN receivable r ON r.code = a.receivable_code JOIN episode e ON e.account_id = a.id AND e.closed_at IS NULL
      WHERE a.id = $1
     ON CONFLICT (account_id) WHERE state IN ('sent','received','answered') DO NOTHING RETURNING id, episode_id, salt`,
    [handOver.accountId, handOver.reason, handOver.note, actor.kind === 'staff' ? actor.id : null, handOver.at],
  );
  const row = rows[0];
  if (!row) throw problem('already_done');
  await appendLedger(tx, {
    at: handOver.at,
    actor,
    act: 'hand_over_sent',
    accountId: handOver.accountId,
    episodeId: row.episode_id,
    subject: { kind: 'hand_over', id: row.id },
    detail: { reason: handOver.reason, noteHmac: textHmac(row.salt, handOver.note) },
  });
  await announce(tx, { noun: 'hand_over', id: row.id });
  return row.id;
}
