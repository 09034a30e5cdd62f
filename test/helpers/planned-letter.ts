import { type Database, transaction } from '../../prisma/database.ts';
import { anAccount, type SeededAccount } from './facts.ts';

/** An account whose letter waits for the next batch, as the rules leave it. */
export async function aPlannedLetter(
  db: Database,
  seed: { at: Date; receivable?: string },
): Promise<SeededAccount & { letterId: string }> {
  const lines = [{ dueDate: '2026-06-30', demandDate: '2026-07-20', outstanding: 30_000 }];
  const account = await anAccount(db, { ...seed, lines, phones: [] });
  const letterId = await transaction(db, async (tx) => {
    const { rows } = await tx.query<{ id: string }>(
      `WITH planned AS (
         INSERT INTO intent (kind, account_id, episode_id, contact_unit_id, step, attempt, state, planned_at)
         VALUES ('print', $1, $2, $3, 1, 1, 'planned', $4) RETURNING id)
       INSERT INTO letter (reference_no, intent_id, account_id, episode_id, state, created_at, state_at)
       SELECT 'N' || nextval('letter_reference_no'), id, $1, $2, 'planned', $4, $4 FROM planned RETURNING id`,
      [account.accountId, account.episodeId, account.unitId, seed.at],
    );
    await tx.query('INSERT INTO letter_line (letter_id, line_id, outstanding) VALUES ($1, $2, 30000)', [
      rows[0]!.id,
      account.lineIds[0],
    ]);
    return rows[0]!.id;
  });
  return { ...account, letterId };
}
