import type { Condition } from '../domain/rules.ts';
import type { Queryable } from '../prisma/database.ts';
import { withAccountMeasure } from './account-measure.ts';

/**
 * A condition as a predicate over `account_measure`. Fields and operators are closed lists (domain/rules.ts) and the column's name is the
 * field's; values are pushed to `values` and stand as their numbers. The same tree is evaluated by domain/plan/condition.ts; a property
 * test holds the two together.
 */
export function conditionSql(condition: Condition, values: unknown[]): string {
  if ('all' in condition) return `(${condition.all.map((part) => conditionSql(part, values)).join(' AND ')})`;
  if ('any' in condition) return `(${condition.any.map((part) => conditionSql(part, values)).join(' OR ')})`;
  if ('is' in condition) return condition.is ? condition.field : `NOT ${condition.field}`;
  return `${condition.field} ${condition.op} $${values.push(condition.value)}`;
}

/** The open accounts of a receivable that meet each condition, counted in one pass over the book. */
export async function countWhere(
  tx: Queryable,
  receivableCode: string,
  now: Date,
  conditions: readonly Condition[],
): Promise<number[]> {
  const values: unknown[] = [receivableCode, now];
  const counts = conditions.map((condition) => `count(*) FILTER (WHERE ${conditionSql(condition, values)})`);
  const { rows } = await tx.query<{ counts: number[] }>(
    `${withAccountMeasure} SELECT ARRAY[${counts.join(', ')}]::integer[] AS counts FROM account_measure`,
    values,
  );
  return rows[0]!.counts;
}

/** Which open accounts of a receivable meet the condition. */
export async function accountsWhere(
  tx: Queryable,
  receivableCode: string,
  now: Date,
  condition: Condition,
): Promise<string[]> {
  const values: unknown[] = [receivableCode, now];
  const { rows } = await tx.query<{ account_id: string }>(
    `${withAccountMeasure} SELECT account_id FROM account_measure WHERE ${conditionSql(condition, values)} ORDER BY account_id`,
    values,
  );
  return rows.map((row) => row.account_id);
}
