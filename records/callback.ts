import { problem } from '../domain/problem.ts';
import type { Queryable } from '../prisma/database.ts';
import { touchAccounts } from './account.ts';
import { announce } from './event.ts';
import { appendLedger } from './ledger.ts';

export interface Rebooking {
  taskId: string;
  staffId: string;
  /** Business instant inside operating hours */
  dueAt: Date;
  /** Business instant of the act */
  at: Date;
}

/** 再架電の取り直し: an open call-back is due at another time; a conflict of a calendar change is settled by it. */
export async function rebookCallback(tx: Queryable, { taskId, staffId, dueAt, at }: Rebooking): Promise<void> {
  const { rows } = await tx.query<{ account_id: string; episode_id: string; due_at: Date }>(
    `SELECT account_id, episode_id, due_at FROM task WHERE id = $1 AND kind = 'callback' AND state = 'open' FOR NO KEY UPDATE`,
    [taskId],
  );
  const task = rows[0];
  if (!task) throw problem('not_found');
  if (task.due_at.getTime() === dueAt.getTime()) return;
  await tx.query('UPDATE task SET due_at = $2, not_before = $2 WHERE id = $1', [taskId, dueAt]);
  await tx.query(
    `UPDATE calendar_change_item SET state = 'rebooked', after = $2 WHERE account_id = $1 AND kind = 'callback' AND state = 'open'`,
    [task.account_id, dueAt],
  );
  await appendLedger(tx, {
    at,
    actor: { kind: 'staff', id: staffId },
    act: 'callback_rebooked',
    accountId: task.account_id,
    episodeId: task.episode_id,
    subject: { kind: 'task', id: taskId },
    detail: { from: task.due_at.toISOString(), dueAt: dueAt.toISOString() },
  });
  await touchAccounts(tx, [task.account_id], 'callback_rebooked');
  await announce(tx, { noun: 'task', id: taskId });
  await announce(tx, { noun: 'calendar' });
}
