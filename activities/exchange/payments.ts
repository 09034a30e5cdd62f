import type { Queryable } from '../../prisma/database.ts';
import { lockAccounts } from '../../records/account.ts';
import { allocatePayments } from '../../records/allocation.ts';
import { closeUnwatchedWindows, recomputeAttribution } from '../../records/attribution.ts';
import type { AccountChange } from '../../records/changes.ts';
import { openEpisodes } from '../../records/episode.ts';
import type { Effect, Intake, IntakeFile } from './intake.ts';

/**
 * Payments by the city's key: 速報 and its 確報 are one payment, posted when the first of them came; 取消 gives the amount back; a payment sent
 * again after its 取消 is posted anew. A 速報 never undoes a 確報. The as-of moves for all receivables of the sender: no payment is data, too.
 */
export const payments: Intake = {
  check: () => Promise.resolve([]),
  async apply(tx, file) {
    await compare(tx);
    await movePaymentsAsOf(tx, file);
    await insertPayments(tx, file);
    await cancelPayments(tx, file);
    await updatePayments(tx, file);
    const before = await accountsOfChanged(tx);
    const after = await allocatePayments(tx, await paymentsToAllocate(tx));
    const accounts = [...new Set([...before, ...after, ...(await accountsOfChanged(tx))])];

    await recomputeAttribution(tx, accounts, file.now);
    await closeUnwatchedWindows(tx, await receivablesOf(tx, file.sender), file.now);
    const touched = [...new Set([...(await accountsToDecide(tx)), ...(await accountsWaiting(tx, file.sender))])];
    await lockAccounts(tx, [...accounts, ...touched]);
    await openEpisodes(tx, accounts, file.now);
    return { counts: await count(tx), effects: await effects(tx), touched };
  },
};

/** `verdict` says what each row does to its payment, as it stands before the file. */
async function compare(tx: Queryable): Promise<void> {
  await tx.query(
    `CREATE TEMPORARY TABLE compared ON COMMIT DROP AS
     SELECT i.*, p.id AS payment_id, coalesce(i."lateCharge", 0) AS late, coalesce(i."noticeNo", '') AS notice,
            CASE WHEN i."noticeNo" IS NULL THEN '' ELSE coalesce(i.period, '') END AS part,
            CASE WHEN p.id IS NULL AND i.stage = 'cancelled' THEN 'cancelled_unknown'
                 WHEN p.id IS NULL THEN 'posted'
                 WHEN i.stage = 'cancelled' AND p.stage <> 'cancelled' THEN 'cancelled'
                 WHEN i.stage = 'cancelled' OR (i.stage = 'preliminary' AND p.stage = 'final') THEN 'same'
                 WHEN p.stage = 'cancelled' THEN 'reinstated'
                 WHEN (p.amount, p.late_charge, p.addressee_no, p.notice_no, p.period, p.paid_on, p.method) IS DISTINCT FROM
                      (i.amount, coalesce(i."lateCharge", 0), i."addresseeNo", coalesce(i."noticeNo", ''),
                       CASE WHEN i."noticeNo" IS NULL THEN '' ELSE coalesce(i.period, '') END, i."paidOn", i.method) THEN 'corrected'
                 WHEN p.stage <> i.stage THEN 'confirmed'
                 ELSE 'same' END AS verdict
       FROM incoming i LEFT JOIN payment p ON p.receivable_code = i.receivable AND p.payment_key = i."paymentKey"`,
  );
}

async function movePaymentsAsOf(tx: Queryable, { sender, asOf }: IntakeFile): Promise<void> {
  await tx.query('UPDATE receivable SET payments_as_of = greatest(payments_as_of, $2) WHERE department_code = $1', [
    sender,
    asOf,
  ]);
}

/** A cancellation of a payment that never came is kept too, without effect, so that its late 速報 is seen as sent again. */
async function insertPayments(tx: Queryable, { id, asOf }: IntakeFile): Promise<void> {
  await tx.query(
    `WITH added AS (
       INSERT INTO payment (receivable_code, payment_key, stage, amount, late_charge, paid_on, posted_at, cancelled_at, method,
                            addressee_no, notice_no, period, file_id)
       SELECT receivable, "paymentKey", stage, amount, late, "paidOn", $1, CASE WHEN stage = 'cancelled' THEN $1::timestamptz END, method,
              "addresseeNo", notice, part, $2
         FROM compared WHERE payment_id IS NULL
       RETURNING id, receivable_code, payment_key)
     UPDATE compared c SET payment_id = a.id FROM added a WHERE a.receivable_code = c.receivable AND a.payment_key = c."paymentKey"`,
    [asOf, id],
  );
}

async function cancelPayments(tx: Queryable, { asOf }: IntakeFile): Promise<void> {
  await tx.query(
    `UPDATE payment p SET stage = 'cancelled', cancelled_at = $1 FROM compared c WHERE c.payment_id = p.id AND c.verdict = 'cancelled'`,
    [asOf],
  );
}

async function updatePayments(tx: Queryable, { asOf }: IntakeFile): Promise<void> {
  await tx.query(
    `UPDATE payment p
        SET stage = c.stage, amount = c.amount, late_charge = c.late, addressee_no = c."addresseeNo", notice_no = c.notice,
            period = c.part, paid_on = c."paidOn", method = c.method, cancelled_at = NULL,
            posted_at = CASE WHEN c.verdict = 'reinstated' THEN $1 ELSE p.posted_at END
       FROM compared c WHERE c.payment_id = p.id AND c.verdict IN ('confirmed', 'corrected', 'reinstated')`,
    [asOf],
  );
}

async function accountsOfChanged(tx: Queryable): Promise<string[]> {
  const { rows } = await tx.query<{ account_id: string }>(
    `SELECT DISTINCT p.account_id FROM compared c JOIN payment p ON p.id = c.payment_id
      WHERE c.verdict NOT IN ('same', 'confirmed', 'cancelled_unknown') AND p.account_id IS NOT NULL`,
  );
  return rows.map((row) => row.account_id);
}

async function paymentsToAllocate(tx: Queryable): Promise<string[]> {
  const { rows } = await tx.query<{ payment_id: string }>(
    `SELECT payment_id FROM compared WHERE verdict IN ('posted', 'corrected', 'reinstated', 'cancelled_unknown')`,
  );
  return rows.map((row) => row.payment_id);
}

async function receivablesOf(tx: Queryable, sender: string): Promise<string[]> {
  const { rows } = await tx.query<{ code: string }>('SELECT code FROM receivable WHERE department_code = $1', [sender]);
  return rows.map(({ code }) => code);
}

async function accountsToDecide(tx: Queryable): Promise<string[]> {
  const { rows } = await tx.query<{ account_id: string }>(
    `SELECT DISTINCT p.account_id FROM compared c JOIN payment p ON p.id = c.payment_id
       JOIN episode e ON e.account_id = p.account_id AND e.closed_at IS NULL
      WHERE c.verdict IN ('posted', 'corrected', 'reinstated', 'cancelled')`,
  );
  return rows.map((row) => row.account_id);
}

/** Accounts that wait for nothing but newer payment data of this sender: a window's end, a promise's verdict, a letter. */
async function accountsWaiting(tx: Queryable, sender: string): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT a.id FROM account a JOIN receivable r ON r.code = a.receivable_code
       JOIN episode e ON e.account_id = a.id AND e.closed_at IS NULL
      WHERE r.department_code = $1 AND a.waiting_for = 'payment_data'`,
    [sender],
  );
  return rows.map(({ id }) => id);
}

async function count(tx: Queryable): Promise<{ added: number; changed: number; removed: number; parked: number }> {
  const { rows } = await tx.query<{ added: number; changed: number; removed: number; parked: number }>(
    `SELECT count(*) FILTER (WHERE c.verdict IN ('posted', 'cancelled_unknown')) AS added,
            count(*) FILTER (WHERE c.verdict IN ('corrected', 'reinstated', 'confirmed')) AS changed,
            count(*) FILTER (WHERE c.verdict = 'cancelled') AS removed,
            count(*) FILTER (WHERE p.account_id IS NULL) AS parked
       FROM compared c JOIN payment p ON p.id = c.payment_id`,
  );
  return rows[0]!;
}

async function effects(tx: Queryable): Promise<Effect[]> {
  const { rows } = await tx.query<{ act: Effect['act']; accounts: AccountChange[] }>(
    `SELECT act, json_agg(json_build_object('accountId', account_id, 'detail',
              json_build_object('payments', payments, 'amount', amount, 'lateCharge', late))) AS accounts
       FROM (SELECT p.account_id, count(*) AS payments, sum(p.amount) AS amount, sum(p.late_charge) AS late,
                    CASE c.verdict WHEN 'cancelled' THEN 'payment_cancelled' WHEN 'posted' THEN 'payment_posted'
                                   WHEN 'reinstated' THEN 'payment_posted' ELSE 'payment_changed' END AS act
               FROM compared c JOIN payment p ON p.id = c.payment_id
              WHERE c.verdict NOT IN ('same', 'cancelled_unknown') AND p.account_id IS NOT NULL
              GROUP BY p.account_id, 5) s
      GROUP BY act`,
  );
  return rows;
}
