import type { Outcome } from '../../../domain/codes.ts';
import type { Queryable } from '../../../prisma/database.ts';
import type { Owed } from './purse.ts';

/** What the residents and the city's own systems know of the product: read, never written. */

export interface Noticed {
  addresseeNo: string;
  receivable: string;
  outcome: Outcome;
  onDate: string;
  promisedFor: string | null;
  promised: number | null;
}

/** Contacts of the centre since that day, with their promise. */
export async function noticed(db: Queryable, since: string): Promise<Noticed[]> {
  const { rows } = await db.query<Noticed>(
    `SELECT d.addressee_no AS "addresseeNo", a.receivable_code AS receivable, c.outcome, c.on_date AS "onDate",
            p.promised_for AS "promisedFor", p.amount AS promised
       FROM contact c JOIN account a ON a.id = c.account_id JOIN debtor d ON d.id = a.debtor_id LEFT JOIN promise p ON p.contact_id = c.id
      WHERE c.source = 'centre' AND c.on_date >= $1
        AND NOT EXISTS (SELECT FROM contact later WHERE later.account_id = c.account_id AND later.corrects_id = c.id)
      ORDER BY c.on_date, d.addressee_no, a.receivable_code, c.outcome`,
    [since],
  );
  return rows;
}

export interface OwedLine extends Owed {
  addresseeNo: string;
  receivable: string;
  taxItem: string;
}

/** Every line of a department's receivables with what is still owed. */
export async function owedLines(db: Queryable, sender: string): Promise<OwedLine[]> {
  const { rows } = await db.query<OwedLine>(
    `SELECT d.addressee_no AS "addresseeNo", a.receivable_code AS receivable, l.tax_item_code AS "taxItem", l.notice_no AS "noticeNo",
            l.period, l.due_date AS "dueDate", b.balance
       FROM arrears_line l JOIN line_balance b ON b.line_id = l.id JOIN account a ON a.id = l.account_id
       JOIN debtor d ON d.id = a.debtor_id JOIN receivable r ON r.code = a.receivable_code
      WHERE r.department_code = $1 AND l.removed_at IS NULL ORDER BY d.addressee_no, l.due_date, l.notice_no, l.period`,
    [sender],
  );
  return rows;
}

export interface KnownPayment {
  receivable: string;
  paymentKey: string;
  addresseeNo: string;
  noticeNo: string;
  period: string;
  stage: 'preliminary' | 'final' | 'cancelled';
  amount: number;
  paidOn: string;
  method: string;
}

/** Payments of a department since that day, as the city sent them. */
export async function knownPayments(db: Queryable, sender: string, since: string): Promise<KnownPayment[]> {
  const { rows } = await db.query<KnownPayment>(
    `SELECT p.receivable_code AS receivable, p.payment_key AS "paymentKey", p.addressee_no AS "addresseeNo", p.notice_no AS "noticeNo",
            p.period, p.stage, p.amount, p.paid_on AS "paidOn", p.method
       FROM payment p JOIN receivable r ON r.code = p.receivable_code
      WHERE r.department_code = $1 AND p.paid_on >= $2 ORDER BY p.receivable_code, p.payment_key`,
    [sender, since],
  );
  return rows;
}

export interface LastFile {
  sequence: number;
  asOf: Date;
}

/** The last file of that kind that was taken in; files of a number below were, too. */
export async function lastFile(db: Queryable, sender: string, name: string): Promise<LastFile | null> {
  const { rows } = await db.query<{ sequence: number | null; as_of: Date | null }>(
    `SELECT max(sequence) AS sequence, max(as_of) AS as_of FROM exchange_file
      WHERE sender = $1 AND interface = $2 AND state IN ('committed', 'unchanged')`,
    [sender, name],
  );
  const { sequence, as_of } = rows[0]!;
  return sequence !== null && as_of !== null ? { sequence, asOf: as_of } : null;
}
