import { problem } from '../domain/problem.ts';
import type { Queryable } from '../prisma/database.ts';
import type { Lease } from './lease.ts';
import { appendLedger } from './ledger.ts';

export interface NewCall {
  lease: Lease;
  phoneId: string;
  operatorId: string;
  at: Date;
}

/**
 * Plans one ring of the leased home: the intent, keyed by (episode, step, attempt), and its call. Nothing goes out here; the gateway
 * asks the gate and rings. Throws `not_found` when the number is not of this home.
 */
export async function planCall(tx: Queryable, { lease, phoneId, operatorId, at }: NewCall): Promise<string> {
  const { rows: intents } = await tx.query<{ id: string; account_id: string; episode_id: string }>(
    `INSERT INTO intent (kind, account_id, episode_id, contact_unit_id, task_id, phone_id, decision_id, step, attempt, state, planned_at)
     SELECT 'ring', t.account_id, t.episode_id, t.contact_unit_id, t.id, p.id, t.decision_id, t.step,
            1 + COALESCE((SELECT max(attempt) FROM intent i WHERE i.kind = 'ring' AND i.episode_id = t.episode_id AND i.step = t.step), 0),
            'planned', $3
       FROM task t JOIN phone p ON p.id = $2 JOIN debtor d ON d.id = p.debtor_id AND d.contact_unit_id = t.contact_unit_id
      WHERE t.id = $1 RETURNING id, account_id, episode_id`,
    [lease.taskId, phoneId, at],
  );
  const intent = intents[0];
  if (!intent) throw problem('not_found');
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO call (direction, group_code, contact_unit_id, phone_id, intent_id, operator_id, task_id, state, started_at)
     SELECT 'out', r.group_code, $1, $2, $3, $4, t.id, 'starting', $5
       FROM task t JOIN receivable r ON r.code = t.receivable_code WHERE t.id = $6 RETURNING id`,
    [lease.unitId, phoneId, intent.id, operatorId, at, lease.taskId],
  );
  const callId = rows[0]!.id;
  await appendLedger(tx, {
    at,
    actor: { kind: 'staff', id: operatorId },
    act: 'call_started',
    accountId: intent.account_id,
    episodeId: intent.episode_id,
    subject: { kind: 'call', id: callId },
  });
  return callId;
}
