import { problem } from '../domain/problem.ts';
import type { Queryable } from '../prisma/database.ts';
import { type Actor, appendLedger } from './ledger.ts';

/** A person has looked into an effect that belongs to no case here; its number is forgotten. Throws `already_done`. */
export async function settleFound(
  tx: Queryable,
  actor: Actor & { kind: 'staff' },
  id: string,
  at: Date,
): Promise<void> {
  const { rowCount } = await tx.query(
    `UPDATE found_effect SET settled_at = clock_timestamp(), settled_by = $2, number = NULL
      WHERE id = $1 AND intent_id IS NULL AND settled_at IS NULL`,
    [id, actor.id],
  );
  if (!rowCount) throw problem('already_done');
  await appendLedger(tx, { at, actor, act: 'intent_reconciled', subject: { kind: 'found_effect', id } });
}
