import type { RuleSet } from '../../domain/rules.ts';
import type { Queryable } from '../../prisma/database.ts';
import { ruleHash } from '../../records/rule-hash.ts';

/** All open accounts were simulated under the version's present content. */
export async function aSimulation(db: Queryable, versionId: string, at: Date): Promise<void> {
  await db.query(
    `INSERT INTO simulation (kind, receivable_code, rule_version_id, content_hash, base_version_id, state, total, result, requested_at, finished_at)
     SELECT 'book', receivable_code, id, content_hash, base_version_id, 'done', 0, '{}', $2, $2 FROM rule_version WHERE id = $1`,
    [versionId, at],
  );
}

/** A further version with these parts, in force at once for a receivable or for all: what is in force is never edited. */
export async function rulesInForce(db: Queryable, parts: Partial<RuleSet>, receivable?: string): Promise<void> {
  const { rows } = await db.query<{ receivable_code: string; version: number; content: RuleSet }>(
    `UPDATE rule_version SET status = 'retired' WHERE status = 'active' AND ($1::text IS NULL OR receivable_code = $1)
     RETURNING receivable_code, version, content`,
    [receivable ?? null],
  );
  for (const { receivable_code, version, content } of rows) {
    const changed = { ...content, ...parts };
    await db.query(
      `INSERT INTO rule_version (receivable_code, version, status, content, content_hash, effective_from) VALUES ($1, $2, 'active', $3, $4, '2026-04-01')`,
      [receivable_code, version + 1, JSON.stringify(changed), ruleHash(changed)],
    );
  }
}
