import type { ReceivableSettings } from '../domain/receivable.ts';
import type { Queryable } from '../prisma/database.ts';

/** Whom a decision is about, with what it is decided by. Read under the account's lock. */
export interface Subject {
  accountId: string;
  episodeId: string;
  receivableCode: string;
  groupCode: string;
  departmentCode: string;
  contactUnitId: string;
  ruleVersionId: string;
  settings: ReceivableSettings;
  factVersion: number;
  closed: boolean;
  /** Of business time */
  offsetMs: number;
}

/**
 * Locks the account for the rest of the transaction and reads the subject. Not FOR UPDATE but its weaker sister: rows that refer to the
 * account may be inserted meanwhile, their `touchAccounts` waits for us and raises the version after our decision. Null: a Temporal newer
 * than a restored database runs an episode that is not in it.
 */
export async function lockSubject(tx: Queryable, episodeId: string): Promise<Subject | null> {
  const { rows } = await tx.query<Subject>({ name: 'lock_subject', text: lockStatement, values: [episodeId] });
  return rows[0] ?? null;
}

/** Prepared once a connection, as all of a decision's statements: planning them costs more than running them. */
const lockStatement = `SELECT a.id AS "accountId", e.id AS "episodeId", a.receivable_code AS "receivableCode", r.group_code AS "groupCode",
        r.department_code AS "departmentCode", d.contact_unit_id AS "contactUnitId", e.rule_version_id AS "ruleVersionId", r.settings,
        a.fact_version AS "factVersion", e.closed_at IS NOT NULL AS closed, i.clock_offset_ms AS "offsetMs"
   FROM episode e JOIN account a ON a.id = e.account_id JOIN debtor d ON d.id = a.debtor_id
   JOIN receivable r ON r.code = a.receivable_code CROSS JOIN installation i
  WHERE e.id = $1 FOR NO KEY UPDATE OF a, e`;
