import type { RuleSet } from '../../domain/rules.ts';
import { type Database, type Queryable, transaction } from '../../prisma/database.ts';
import { ruleHash } from '../../records/rule-hash.ts';

/** All open accounts were simulated under the version's present content. */
export async function aSimulation(db: Database, versionId: string, at: Date): Promise<void> {
  await db.query(
    `INSERT INTO simulation (kind, receivable_code, rule_version_id, content_hash, base_version_id, state, total, result, requested_at, finished_at)
     SELECT 'book', receivable_code, id, content_hash, base_version_id, 'done', 0, '{}', $2, $2 FROM rule_version WHERE id = $1`,
    [versionId, at],
  );
}

export async function activeVersion(db: Queryable, receivable: string): Promise<{ id: string; content: RuleSet }> {
  const { rows } = await db.query<{ id: string; content: RuleSet }>(
    `SELECT id, content FROM rule_version WHERE receivable_code = $1 AND status = 'active'`,
    [receivable],
  );
  return rows[0]!;
}

/** Other rules have been in force for a while, as they come with the program; running episodes keep theirs. */
export async function otherRules(db: Database, receivable: string, change: Partial<RuleSet>): Promise<string> {
  return transaction(db, (tx) => replaced(tx, receivable, change));
}

/** A further version with these parts, in force at once for a receivable or for all: what is in force is never edited. */
export async function rulesInForce(db: Queryable, parts: Partial<RuleSet>, receivable?: string): Promise<void> {
  const { rows } = await db.query<{ receivable_code: string }>(
    `SELECT receivable_code FROM rule_version WHERE status = 'active' AND ($1::text IS NULL OR receivable_code = $1)`,
    [receivable ?? null],
  );
  for (const { receivable_code } of rows) await replaced(db, receivable_code, parts);
}

async function replaced(tx: Queryable, receivable: string, change: Partial<RuleSet>): Promise<string> {
  const { id: old, content } = await activeVersion(tx, receivable);
  const changed = { ...content, ...change };
  await tx.query(`UPDATE rule_version SET status = 'retired' WHERE id = $1`, [old]);
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO rule_version (receivable_code, version, status, content, content_hash, effective_from)
     SELECT receivable_code, 1 + (SELECT max(version) FROM rule_version m WHERE m.receivable_code = v.receivable_code), 'active', $2, $3,
            effective_from FROM rule_version v WHERE id = $1 RETURNING id`,
    [old, JSON.stringify(changed), ruleHash(changed)],
  );
  return rows[0]!.id;
}
