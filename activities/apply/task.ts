import type { ActOf } from '../../domain/decision.ts';
import { announce } from '../../records/event.ts';
import { type Applied, type Applying, log } from './applying.ts';

/** A piece of work for an operator. An account has one open call task at most. */
export async function openCallTask(applying: Applying, act: ActOf<'openCallTask'>): Promise<Applied> {
  const { tx, subject, now, decisionId, reasons } = applying;
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO task (kind, account_id, episode_id, contact_unit_id, receivable_code, decision_id, step, session, priority, priority_parts,
                       reasons, not_before, created_at, is_retry, best_band)
     VALUES ('call',$1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14)
     ON CONFLICT (account_id, kind) WHERE state = 'open' DO NOTHING RETURNING id`,
    [
      subject.accountId,
      subject.episodeId,
      subject.contactUnitId,
      subject.receivableCode,
      decisionId,
      act.step,
      act.session,
      act.priority,
      JSON.stringify(act.priorityParts),
      JSON.stringify(reasons),
      act.notBefore,
      now,
      act.retry,
      act.bestBand,
    ],
  );
  const task = rows[0];
  if (!task) return 'busy';
  await log(
    applying,
    'task_opened',
    { kind: 'task', id: task.id },
    { kind: 'call', step: act.step, session: act.session, notBefore: act.notBefore },
  );
  await announce(tx, { noun: 'task' });
  return 'done';
}

/**
 * Takes a pointless task out of the queue, never one that somebody works on: their screen tells them and the gate refuses the ring. The
 * unit's row is not waited for, because a claim holds it before it asks for the account.
 */
export async function withdrawTask(applying: Applying, act: ActOf<'withdrawTask'>): Promise<Applied> {
  const { tx, now, reasons } = applying;
  const { rows } = await tx.query<{ id: string }>(
    `WITH free AS (
       SELECT t.id FROM task t JOIN contact_unit u ON u.id = t.contact_unit_id
        WHERE t.id = $1 AND t.state = 'open'
          AND (u.lease_holder IS NULL OR (u.lease_phase <> 'in_call' AND u.lease_until < clock_timestamp()))
          FOR NO KEY UPDATE OF u SKIP LOCKED)
     UPDATE task SET state = 'withdrawn', ended_at = $2, end_reason = $3 FROM free WHERE task.id = free.id RETURNING task.id`,
    [act.taskId, now, reasons[0]?.code ?? null],
  );
  if (!rows[0]) return 'busy';
  await log(applying, 'task_withdrawn', { kind: 'task', id: act.taskId });
  await announce(tx, { noun: 'task', id: act.taskId });
  return 'done';
}
