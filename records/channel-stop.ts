import type { Channel } from '../domain/codes.ts';
import { problem } from '../domain/problem.ts';
import type { Queryable } from '../prisma/database.ts';
import { touchAccounts } from './account.ts';
import { announce } from './event.ts';
import { appendLedger } from './ledger.ts';
import type { RuleActor } from './rule-version.ts';

export interface NewStop {
  channel: Channel;
  /** Null stops all receivables */
  receivableCode: string | null;
  reason: string;
}

/**
 * 緊急停止 by one person, at once: the gate refuses from this commit on, and the open accounts decide again, which takes open calls and letters
 * back. Throws `already_done` when the same is stopped already.
 */
export async function stopChannel(tx: Queryable, actor: RuleActor, stop: NewStop): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO channel_stop (channel, receivable_code, reason, stopped_at, stopped_by) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING RETURNING id`,
    [stop.channel, stop.receivableCode, stop.reason, actor.at, actor.staffId],
  );
  const id = rows[0]?.id;
  if (!id) throw problem('already_done');
  await log(tx, actor, 'channel_stopped', id, { ...stop });
  await wake(tx, stop.receivableCode, 'channel_stopped');
  return id;
}

/** Ends it; the accounts decide again. Throws `not_found`, and `already_done` when it was ended. */
export async function endStop(tx: Queryable, actor: RuleActor, id: string, reason: string): Promise<void> {
  const { rows } = await tx.query<{ receivable_code: string | null; is_open: boolean }>(
    'SELECT receivable_code, ended_at IS NULL AS is_open FROM channel_stop WHERE id = $1 FOR UPDATE',
    [id],
  );
  const stop = rows[0];
  if (!stop) throw problem('not_found');
  if (!stop.is_open) throw problem('already_done');
  await tx.query('UPDATE channel_stop SET ended_at = $2, ended_by = $3, end_reason = $4 WHERE id = $1', [
    id,
    actor.at,
    actor.staffId,
    reason,
  ]);
  await log(tx, actor, 'channel_stop_ended', id, { reason });
  await wake(tx, stop.receivable_code, 'channel_stop_ended');
}

function log(
  tx: Queryable,
  { staffId, at }: RuleActor,
  act: 'channel_stopped' | 'channel_stop_ended',
  id: string,
  detail: Record<string, unknown>,
): Promise<number> {
  return appendLedger(tx, {
    at,
    actor: { kind: 'staff', id: staffId },
    act,
    subject: { kind: 'channel_stop', id },
    detail,
  });
}

async function wake(tx: Queryable, receivableCode: string | null, cause: string): Promise<void> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT a.id FROM account a JOIN episode e ON e.account_id = a.id AND e.closed_at IS NULL WHERE $1::text IS NULL OR a.receivable_code = $1`,
    [receivableCode],
  );
  await touchAccounts(
    tx,
    rows.map((row) => row.id),
    cause,
  );
  await announce(tx, { noun: 'rule' });
}
