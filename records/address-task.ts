import type { Queryable } from '../prisma/database.ts';
import { announce } from './event.ts';
import { type Actor, appendLedger } from './ledger.ts';

/** 住所確認: a letter came back, so the department is asked for a new address. One a living account; none when it has ended. */
export async function openAddressTask(
  tx: Queryable,
  actor: Actor,
  { accountId, at }: { accountId: string; at: Date },
): Promise<void> {
  const { rows } = await tx.query<{ id: string; episode_id: string }>(
    `INSERT INTO task (kind, account_id, episode_id, contact_unit_id, receivable_code, step, session, reasons, not_before, created_at)
     SELECT 'address', a.id, e.id, d.contact_unit_id, a.receivable_code, e.step, 'any', $2, $3, $3
       FROM account a JOIN debtor d ON d.id = a.debtor_id JOIN episode e ON e.account_id = a.id AND e.closed_at IS NULL
      WHERE a.id = $1 ON CONFLICT DO NOTHING RETURNING id, episode_id`,
    [accountId, JSON.stringify([{ kind: 'why', code: 'returned_mail' }]), at],
  );
  const task = rows[0];
  if (!task) return;
  await appendLedger(tx, {
    at,
    actor,
    act: 'task_opened',
    accountId,
    episodeId: task.episode_id,
    subject: { kind: 'task', id: task.id },
    detail: { kind: 'address' },
  });
  await announce(tx, { noun: 'task', id: task.id });
}

/** Ends the address tasks of these debtors as far as their address is usable again; `reason` is a code. */
export async function endAddressTasks(
  tx: Queryable,
  actor: Actor,
  { debtorIds, at, reason }: { debtorIds: readonly string[]; at: Date; reason: string },
): Promise<void> {
  const { rows } = await tx.query<{ id: string; account_id: string; episode_id: string }>(
    `UPDATE task t SET state = 'done', ended_at = $2, end_reason = $3, ended_by = $4
       FROM account a JOIN debtor d ON d.id = a.debtor_id
      WHERE t.account_id = a.id AND d.id = ANY($1::uuid[]) AND d.returned_mail_at IS NULL AND t.kind = 'address' AND t.state = 'open'
     RETURNING t.id, t.account_id, t.episode_id`,
    [debtorIds, at, reason, actor.kind === 'staff' ? actor.id : null],
  );
  for (const { id, account_id: accountId, episode_id: episodeId } of rows) {
    const subject = { kind: 'task', id };
    await appendLedger(tx, { at, actor, act: 'task_done', accountId, episodeId, subject, detail: { reason } });
    await announce(tx, { noun: 'task', id });
  }
}

/** The account has ended: nobody asks for its address any more. */
export async function withdrawAddressTask(
  tx: Queryable,
  { accountId, at, reason }: { accountId: string; at: Date; reason: string },
): Promise<void> {
  const { rows } = await tx.query<{ id: string; episode_id: string }>(
    `UPDATE task SET state = 'withdrawn', ended_at = $2, end_reason = $3
      WHERE account_id = $1 AND kind = 'address' AND state = 'open' RETURNING id, episode_id`,
    [accountId, at, reason],
  );
  for (const { id, episode_id: episodeId } of rows) {
    const subject = { kind: 'task', id };
    const actor = { kind: 'rule' } as const;
    await appendLedger(tx, { at, actor, act: 'task_withdrawn', accountId, episodeId, subject, detail: { reason } });
    await announce(tx, { noun: 'task', id });
  }
}
