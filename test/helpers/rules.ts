import type { Database } from '../../prisma/database.ts';

/** All open accounts were simulated under the version's present content. */
export async function aSimulation(db: Database, versionId: string, at: Date): Promise<void> {
  await db.query(
    `INSERT INTO simulation (kind, receivable_code, rule_version_id, content_hash, base_version_id, state, total, result, requested_at, finished_at)
     SELECT 'book', receivable_code, id, content_hash, base_version_id, 'done', 0, '{}', $2, $2 FROM rule_version WHERE id = $1`,
    [versionId, at],
  );
}
