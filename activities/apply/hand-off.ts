import type { ActOf } from '../../domain/decision.ts';
import { announce } from '../../records/event.ts';
import { type Applied, type Applying, log } from './applying.ts';

/** 引継 by rule: the case is the owning department's until returned; its page lists the row. */
export async function handOff(applying: Applying, act: ActOf<'handOff'>): Promise<Applied> {
  const { tx, subject, now } = applying;
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO hand_over (account_id, episode_id, department_code, reason, state, sent_at) VALUES ($1,$2,$3,$4,'sent',$5)
     ON CONFLICT (account_id) WHERE state IN ('sent','received','answered') DO NOTHING RETURNING id`,
    [subject.accountId, subject.episodeId, subject.departmentCode, act.reason, now],
  );
  const handOver = rows[0];
  if (!handOver) return 'busy';
  const detail = { reason: act.reason, department: subject.departmentCode };
  await log(applying, 'hand_over_sent', { kind: 'hand_over', id: handOver.id }, detail);
  await announce(tx, { noun: 'hand_over', id: handOver.id });
  return 'done';
}
