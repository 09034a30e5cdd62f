import type { Queryable } from '../prisma/database.ts';
import { intentIdOf, keyTag } from './intent-id.ts';

export interface NewIntent {
  kind: 'ring' | 'sms' | 'print';
  subject: { accountId: string; episodeId: string; contactUnitId: string };
  step: number;
  /** With kind, episode and step the key of the effect: the same act decided again is the same intent */
  attempt: number;
  phoneId?: string;
  taskId?: string;
  decisionId?: string;
  /** Business instant */
  at: Date;
}

/** An outward effect before it happens. `isNew` is false when this effect was planned before. */
export async function planIntent(tx: Queryable, intent: NewIntent): Promise<{ id: string; isNew: boolean }> {
  const { kind, subject, step, attempt } = intent;
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO intent (id, kind, account_id, episode_id, contact_unit_id, task_id, phone_id, decision_id, step, attempt, state, planned_at)
     VALUES ($11,$1,$2,$3,$4,$5,$6,$7,$8,$9,'planned',$10) ON CONFLICT DO NOTHING RETURNING id`,
    [
      kind,
      subject.accountId,
      subject.episodeId,
      subject.contactUnitId,
      intent.taskId ?? null,
      intent.phoneId ?? null,
      intent.decisionId ?? null,
      step,
      attempt,
      intent.at,
      intentIdOf({ kind, episodeId: subject.episodeId, step, attempt }),
    ],
  );
  if (rows[0]) return { id: rows[0].id, isNew: true };
  const known = await tx.query<{ id: string }>(
    'SELECT id FROM intent WHERE kind = $1 AND episode_id = $2 AND step = $3 AND attempt = $4',
    [kind, subject.episodeId, step, attempt],
  );
  return { id: known.rows[0]!.id, isNew: false };
}

export async function keyOfIntent(tx: Queryable, intentId: string): Promise<string> {
  const { rows } = await tx.query<{ episodeId: string; step: number; attempt: number }>(
    'SELECT episode_id AS "episodeId", step, attempt FROM intent WHERE id = $1',
    [intentId],
  );
  return keyTag(rows[0]!);
}
