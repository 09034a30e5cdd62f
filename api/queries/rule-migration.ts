import type { Queryable } from '../../prisma/database.ts';
import type { RuleMigration } from '../schemas/rule-migration.ts';

/** What a list of them shows, newest first; $1 is who asks. */
export const migrationColumns = `m.id, m.receivable_code, r.name_ja AS receivable_name, m.to_version_id, v.version AS to_version, m.reason, m.state, m.accounts,
  (SELECT count(*) FROM rule_migration_item i WHERE i.migration_id = m.id AND ${isChanged('i')})::integer AS changed,
  (SELECT count(*) FROM rule_migration_item i WHERE i.migration_id = m.id AND i.state = 'moved')::integer AS moved,
  (SELECT count(*) FROM rule_migration_item i WHERE i.migration_id = m.id AND i.state = 'skipped')::integer AS skipped,
  m.items_hash, q.name AS requested_by_name, m.requested_at, p.name AS approver_name, m.approved_at, m.finished_at`;
export const migrationTables = `rule_migration m JOIN receivable r ON r.code = m.receivable_code JOIN rule_version v ON v.id = m.to_version_id
  JOIN staff q ON q.id = m.requested_by LEFT JOIN staff p ON p.id = m.approver_id`;

/** The next act or its time differs. */
export function isChanged(item: string): string {
  return `(${item}.before->>'act', ${item}.before->>'waiting_for', ${item}.before->>'until', ${item}.before->>'step')
    IS DISTINCT FROM (${item}.after->>'act', ${item}.after->>'waiting_for', ${item}.after->>'until', ${item}.after->>'step')`;
}

/** One of them, with whether this person may approve it; null for an unknown id. */
export async function ruleMigration(db: Queryable, id: string, staffId: string): Promise<RuleMigration | null> {
  const { rows } = await db.query<RuleMigration>(
    `SELECT ${migrationColumns},
            m.requested_by <> $2 AND s.approves_rules AND (s.department_code IS NULL OR s.department_code = r.department_code) AS may_approve
       FROM ${migrationTables} JOIN staff s ON s.id = $2 WHERE m.id = $1`,
    [id, staffId],
  );
  return rows[0] ?? null;
}
