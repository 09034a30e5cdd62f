import type { Queryable } from '../../prisma/database.ts';
import type { CaseAccount, CaseHold, CasePromise, HouseholdMember } from '../schemas/case.ts';

export interface CaseTask {
  id: string;
  kind: 'call' | 'callback' | 'address' | 'reconcile';
  account_id: string;
  contact_unit_id: string;
  receivable_code: string;
  group_code: string;
  step: number;
  rule_version: number;
  session: string;
  state: string;
  priority: number;
  priority_parts: [];
  reasons: [];
  due_at: Date | null;
  withdrawn_reason: string | null;
  debtor_id: string;
}

export async function findCaseTask(db: Queryable, taskId: string): Promise<CaseTask | null> {
  const { rows } = await db.query<CaseTask>(
    `SELECT t.id, t.kind, t.account_id, t.contact_unit_id, t.receivable_code, r.group_code, t.step, v.version AS rule_version, t.session, t.state, t.priority,
            t.priority_parts, t.reasons, t.due_at, CASE WHEN t.state = 'withdrawn' THEN t.end_reason END AS withdrawn_reason, a.debtor_id
       FROM task t JOIN account a ON a.id = t.account_id JOIN episode e ON e.id = t.episode_id JOIN rule_version v ON v.id = e.rule_version_id
       JOIN receivable r ON r.code = t.receivable_code
      WHERE t.id = $1`,
    [taskId],
  );
  return rows[0] ?? null;
}

export interface CaseDebtor {
  id: string;
  addressee_no: string;
  kind: 'person' | 'company';
  name: string;
  kana: string;
  address: string;
  birth_date: string | null;
  dv_protected: boolean;
  returned_mail_at: Date | null;
}

export async function findDebtor(db: Queryable, id: string): Promise<CaseDebtor | null> {
  const { rows } = await db.query<CaseDebtor>(
    'SELECT id, addressee_no, kind, name, kana, address, birth_date, dv_protected, returned_mail_at FROM debtor WHERE id = $1',
    [id],
  );
  return rows[0] ?? null;
}

/** The others of the home who owe something; nobody for a DV-protected debtor, whose unit is single. */
export async function household(db: Queryable, unitId: string, exceptDebtorId: string): Promise<HouseholdMember[]> {
  const { rows } = await db.query<HouseholdMember>(
    `SELECT d.id AS debtor_id, d.name, d.dv_protected, COALESCE(SUM(b.balance), 0)::integer AS balance, count(b.line_id)::integer AS lines
       FROM debtor d JOIN account a ON a.debtor_id = d.id JOIN line_balance b ON b.account_id = a.id AND b.balance > 0
      WHERE d.contact_unit_id = $1 AND d.id <> $2 GROUP BY d.id ORDER BY balance DESC`,
    [unitId, exceptDebtorId],
  );
  return rows;
}

/** Accounts of the debtor with something owed, and what of it may be spoken about on this day (not held). */
export async function caseAccounts(db: Queryable, debtorId: string, today: string): Promise<CaseAccount[]> {
  const { rows } = await db.query<CaseAccount>(
    `SELECT a.id, a.debtor_id, a.receivable_code, r.name_ja AS receivable_name, r.group_code, a.state, a.waiting_for, a.until,
            COALESCE(SUM(b.balance), 0)::integer AS balance,
            COALESCE(SUM(b.balance) FILTER (WHERE NOT h.held), 0)::integer AS callable,
            EXISTS (SELECT FROM task t WHERE t.account_id = a.id AND t.state = 'open' AND t.kind IN ('call','callback')) AS has_task,
            COALESCE(a.contact_phone, g.phone) AS contact_phone
       FROM account a JOIN receivable r ON r.code = a.receivable_code JOIN receivable_group g ON g.code = r.group_code
       JOIN line_balance b ON b.account_id = a.id AND b.balance > 0
       CROSS JOIN LATERAL (SELECT ${heldCondition('a.debtor_id', 'a.id', 'b.line_id', '$2')} AS held) h
      WHERE a.debtor_id = $1 GROUP BY a.id, r.code, g.code ORDER BY r.position`,
    [debtorId, today],
  );
  return rows;
}

export interface OwedLine {
  id: string;
  account_id: string;
  receivable_code: string;
  tax_item_name: string;
  taxed_year: number;
  period: string;
  due_date: string;
  demand_date: string | null;
  balance: number;
  held: boolean;
}

export async function owedLines(db: Queryable, debtorId: string, today: string): Promise<OwedLine[]> {
  const { rows } = await db.query<OwedLine>(
    `SELECT l.id, l.account_id, a.receivable_code, i.name_ja AS tax_item_name, l.taxed_year, l.period, l.due_date, l.demand_date, b.balance,
            ${heldCondition('a.debtor_id', 'a.id', 'l.id', '$2')} AS held
       FROM account a JOIN receivable r ON r.code = a.receivable_code JOIN arrears_line l ON l.account_id = a.id
       JOIN line_balance b ON b.line_id = l.id AND b.balance > 0 JOIN tax_item i ON i.code = l.tax_item_code
      WHERE a.debtor_id = $1 ORDER BY held, r.position, l.due_date, l.period`,
    [debtorId, today],
  );
  return rows;
}

export async function activeHolds(db: Queryable, debtorId: string, today: string): Promise<CaseHold[]> {
  const { rows } = await db.query<CaseHold>(
    `SELECT id, kind, scope, from_date, until_date, reason FROM hold
      WHERE debtor_id = $1 AND released_at IS NULL AND from_date <= $2 AND (until_date IS NULL OR until_date >= $2) ORDER BY from_date`,
    [debtorId, today],
  );
  return rows;
}

/** The open promise of each account, or its last one. */
export async function lastPromises(db: Queryable, debtorId: string): Promise<CasePromise[]> {
  const { rows } = await db.query<CasePromise>(
    `SELECT DISTINCT ON (p.account_id) p.id, p.account_id, p.promised_for, p.amount, p.paid, p.state, p.made_at
       FROM promise p JOIN account a ON a.id = p.account_id WHERE a.debtor_id = $1 ORDER BY p.account_id, p.made_at DESC`,
    [debtorId],
  );
  return rows;
}

/** A hold in force on a day over a debtor, an account or a line; arguments are SQL expressions, never input. */
function heldCondition(debtor: string, account: string, line: string, day: string): string {
  return `EXISTS (SELECT FROM hold x WHERE x.debtor_id = ${debtor} AND x.released_at IS NULL AND x.from_date <= ${day}::date
    AND (x.until_date IS NULL OR x.until_date >= ${day}::date) AND (x.blocks_call OR x.blocks_sms OR x.blocks_letter)
    AND (x.scope = 'debtor' OR (x.scope = 'account' AND x.account_id = ${account}) OR (x.scope = 'line' AND x.line_id = ${line})))`;
}
