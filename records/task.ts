import type { Queryable } from '../prisma/database.ts';
import { announce } from './event.ts';
import { type Actor, appendLedger } from './ledger.ts';

/** Ends the account's open call and call-back tasks because a result was recorded; `reason` is its outcome. */
export async function endTask(
  tx: Queryable,
  actor: Actor,
  end: { accountId: string; at: Date; reason: string },
): Promise<void> {
  const { rows } = await tx.query<{ id: string; episode_id: string }>(
    `UPDATE task SET state = 'done', ended_at = $2, end_reason = $3, ended_by = $4
      WHERE account_id = $1 AND kind IN ('call','callback') AND state IN ('open','no_result') RETURNING id, episode_id`,
    [end.accountId, end.at, end.reason, actor.kind === 'staff' ? actor.id : null],
  );
  for (const { id, episode_id } of rows) {
    await appendLedger(tx, {
      at: end.at,
      actor,
      act: 'task_done',
      accountId: end.accountId,
      episodeId: episode_id,
      subject: { kind: 'task', id },
      detail: { reason: end.reason },
    });
    await announce(tx, { noun: 'task', id });
  }
}

export interface NewCallback {
  accountId: string;
  unitId: string;
  at: Date;
  /** Business instant inside operating hours */
  dueAt: Date;
  mine: boolean;
}

/** 再架電の予約 for me or anyone; due when its time comes, before any rule's call. */
export async function openCallback(tx: Queryable, actor: Actor, callback: NewCallback): Promise<string> {
  const assignee = callback.mine && actor.kind === 'staff' ? actor.id : null;
  const { rows } = await tx.query<{ id: string; episode_id: string }>(
    `INSERT INTO task (kind, account_id, episode_id, contact_unit_id, receivable_code, step, session, priority, reasons, not_before, due_at,
                       assigned_to, created_at)
     SELECT 'callback', a.id, e.id, $2, a.receivable_code, e.step, 'any', 1000, $3, $4, $4, $5, $6
       FROM account a JOIN episode e ON e.account_id = a.id AND e.closed_at IS NULL WHERE a.id = $1 RETURNING id, episode_id`,
    [
      callback.accountId,
      callback.unitId,
      JSON.stringify([{ kind: 'why', code: 'callback_requested' }]),
      callback.dueAt,
      assignee,
      callback.at,
    ],
  );
  const { id, episode_id } = rows[0]!;
  await appendLedger(tx, {
    at: callback.at,
    actor,
    act: 'task_opened',
    accountId: callback.accountId,
    episodeId: episode_id,
    subject: { kind: 'task', id },
    detail: { kind: 'callback', dueAt: callback.dueAt.toISOString(), mine: callback.mine },
  });
  await announce(tx, { noun: 'task', id });
  return id;
}
