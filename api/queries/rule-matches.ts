import { countWhere } from '../../activities/condition-sql.ts';
import type { RuleSet } from '../../domain/rules.ts';
import type { Queryable } from '../../prisma/database.ts';
import type { RuleMatches } from '../schemas/rule-version.ts';

/** How many open accounts meet the condition of each line of a version, and of the one it was drafted from; null for an unknown id. */
export async function ruleMatches(db: Queryable, id: string, now: Date): Promise<RuleMatches | null> {
  const { rows } = await db.query<{ receivable_code: string; content: RuleSet; base: RuleSet | null }>(
    `SELECT v.receivable_code, v.content, b.content AS base FROM rule_version v LEFT JOIN rule_version b ON b.id = v.base_version_id WHERE v.id = $1`,
    [id],
  );
  const row = rows[0];
  if (!row) return null;
  const conditions = [...row.content.steps, ...(row.base?.steps ?? [])].map(({ condition }) => condition);
  const counts = await countWhere(db, row.receivable_code, now, conditions);
  const own = row.content.steps.length;
  return { version: counts.slice(0, own), base: row.base && counts.slice(own) };
}
