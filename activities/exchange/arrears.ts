import { dateOf } from '../../domain/time.ts';
import type { Queryable } from '../../prisma/database.ts';
import { lockAccounts } from '../../records/account.ts';
import { openEpisodes } from '../../records/episode.ts';
import { recomputeAttribution } from '../../records/attribution.ts';
import { allocatePayments } from '../../records/allocation.ts';
import { type Intake, type IntakeFile, plain, unknownDebtors } from './intake.ts';

/**
 * The whole book of the receivables that the file names: lines it lacks are taken off the book. The as-of moves on every line, because the
 * balance is what the city says at that moment less what was paid after it.
 */
export const arrears: Intake = {
  check: unknownDebtors,
  async apply(tx, file) {
    await rememberLines(tx);
    await insertAccounts(tx);
    const { added, changed } = await countLines(tx);
    await upsertLines(tx, file);
    const removed = await removeLines(tx, file);
    const paid = await allocatePayments(tx, await parkedPayments(tx));
    const accounts = [...new Set([...(await changedAccounts(tx)), ...paid])];
    await lockAccounts(tx, [...accounts, ...(await newlyOverdue(tx, file))]);
    const touched = await withOpenEpisode(tx, accounts);
    await openEpisodes(tx, await newlyOverdue(tx, file), file.now);
    await recomputeAttribution(tx, paid, file.now);
    return {
      counts: { added, changed, removed, parked: 0 },
      effects: [{ act: 'lines_changed', accounts: plain(accounts) }],
      touched,
    };
  },
};

const book = `(SELECT DISTINCT receivable FROM incoming)`;

/** The lines of the book as they were, to compare with afterwards. */
async function rememberLines(tx: Queryable): Promise<void> {
  await tx.query(
    `CREATE TEMPORARY TABLE line_before ON COMMIT DROP AS
     SELECT l.id, l.account_id, l.due_date, l.demand_date, l.prescription_date, b.balance
       FROM account a JOIN arrears_line l ON l.account_id = a.id JOIN line_balance b ON b.line_id = l.id
      WHERE a.receivable_code IN ${book}`,
  );
}

/** Closed until an episode opens: an account without an overdue line has nothing to decide about. */
async function insertAccounts(tx: Queryable): Promise<void> {
  await tx.query(
    `INSERT INTO account (debtor_id, receivable_code, state, decided_version)
     SELECT DISTINCT d.id, i.receivable, 'closed', 1 FROM incoming i JOIN debtor d ON d.addressee_no = i."addresseeNo"
     ON CONFLICT DO NOTHING`,
  );
}

const incomingLines = `incoming i JOIN debtor d ON d.addressee_no = i."addresseeNo"
       JOIN account a ON a.debtor_id = d.id AND a.receivable_code = i.receivable`;
const sameLine = `l.account_id = a.id AND l.tax_item_code = i."taxItem" AND l.notice_no = i."noticeNo" AND l.period = i.period`;

async function countLines(tx: Queryable): Promise<{ added: number; changed: number }> {
  const { rows } = await tx.query<{ added: number; changed: number }>(
    `SELECT count(*) FILTER (WHERE l.id IS NULL OR l.removed_at IS NOT NULL) AS added,
            count(*) FILTER (WHERE l.removed_at IS NULL AND
              (l.assessed_year, l.taxed_year, l.due_date, l.demand_date, l.prescription_date, l.assessed, l.outstanding) IS DISTINCT FROM
              (i."assessedYear", i."taxedYear", i."dueDate", i."demandDate", i."prescriptionDate", i.assessed, i.outstanding)
              AND l.id IS NOT NULL) AS changed
       FROM ${incomingLines} LEFT JOIN arrears_line l ON ${sameLine}`,
  );
  return rows[0]!;
}

/** `line_present` keeps which lines the file has: what is not among them is taken off. */
async function upsertLines(tx: Queryable, { asOf }: IntakeFile): Promise<void> {
  await tx.query('CREATE TEMPORARY TABLE line_present (id uuid) ON COMMIT DROP');
  await tx.query(
    `WITH present AS (
       INSERT INTO arrears_line (account_id, tax_item_code, assessed_year, taxed_year, notice_no, period, due_date, demand_date,
                                 prescription_date, assessed, outstanding, outstanding_as_of)
       SELECT a.id, i."taxItem", i."assessedYear", i."taxedYear", i."noticeNo", i.period, i."dueDate", i."demandDate",
              i."prescriptionDate", i.assessed, i.outstanding, $1
         FROM ${incomingLines}
       ON CONFLICT (account_id, tax_item_code, notice_no, period) DO UPDATE
          SET assessed_year = EXCLUDED.assessed_year, taxed_year = EXCLUDED.taxed_year, due_date = EXCLUDED.due_date,
              demand_date = EXCLUDED.demand_date, prescription_date = EXCLUDED.prescription_date, assessed = EXCLUDED.assessed,
              outstanding = EXCLUDED.outstanding, outstanding_as_of = EXCLUDED.outstanding_as_of, removed_at = NULL
       RETURNING id)
     INSERT INTO line_present SELECT id FROM present`,
    [asOf],
  );
  await tx.query('ANALYZE line_present');
}

async function removeLines(tx: Queryable, { asOf }: IntakeFile): Promise<number> {
  const { rowCount } = await tx.query(
    `UPDATE arrears_line l SET removed_at = $1
       FROM account a
      WHERE a.id = l.account_id AND a.receivable_code IN ${book} AND l.removed_at IS NULL
        AND NOT EXISTS (SELECT FROM line_present p WHERE p.id = l.id)`,
    [asOf],
  );
  return rowCount ?? 0;
}

async function parkedPayments(tx: Queryable): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT id FROM payment WHERE account_id IS NULL AND receivable_code IN ${book}`,
  );
  return rows.map(({ id }) => id);
}

async function changedAccounts(tx: Queryable): Promise<string[]> {
  const { rows } = await tx.query<{ account_id: string }>(
    `SELECT DISTINCT l.account_id
       FROM account a JOIN arrears_line l ON l.account_id = a.id JOIN line_balance b ON b.line_id = l.id
       LEFT JOIN line_before o ON o.id = l.id
      WHERE a.receivable_code IN ${book}
        AND (o.id IS NULL OR (o.due_date, o.demand_date, o.prescription_date, o.balance) IS DISTINCT FROM
                             (l.due_date, l.demand_date, l.prescription_date, b.balance))`,
  );
  return rows.map((row) => row.account_id);
}

async function withOpenEpisode(tx: Queryable, accountIds: readonly string[]): Promise<string[]> {
  const { rows } = await tx.query<{ account_id: string }>(
    'SELECT account_id FROM episode WHERE account_id = ANY($1::uuid[]) AND closed_at IS NULL',
    [accountIds],
  );
  return rows.map((row) => row.account_id);
}

async function newlyOverdue(tx: Queryable, { now }: IntakeFile): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT a.id FROM account a
      WHERE a.receivable_code IN ${book} AND NOT EXISTS (SELECT FROM episode e WHERE e.account_id = a.id AND e.closed_at IS NULL)
        AND EXISTS (SELECT FROM arrears_line l WHERE l.account_id = a.id AND l.due_date < $1 AND l.removed_at IS NULL AND l.outstanding > 0)`,
    [dateOf(now)],
  );
  return rows.map(({ id }) => id);
}
