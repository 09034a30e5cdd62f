import type { Queryable } from '../prisma/database.ts';

/** How a payment names what it pays: a 期別 of a notice, a notice, or only the account. The exact ones are allocated first. */
const levels = [1, 2, 3] as const;
type Level = (typeof levels)[number];

/**
 * Finds the account and the lines of these payments and allocates their principal: to the line they name, else to the notice's or the account's
 * lines, oldest due first. A payment that names what the book lacks, or somebody without an account, stays parked (`account_id` null): it may
 * belong to a line that is not in arrears. More than is owed stays unallocated. Existing allocations of these payments are replaced.
 * Returns the accounts found.
 */
export async function allocatePayments(tx: Queryable, paymentIds: readonly string[]): Promise<string[]> {
  if (paymentIds.length === 0) return [];
  await tx.query('DELETE FROM payment_allocation WHERE payment_id = ANY($1::uuid[])', [paymentIds]);
  const accountIds = await matchAccounts(tx, paymentIds);
  for (const postedAt of await postings(tx, paymentIds)) {
    for (const level of levels) await allocateLevel(tx, paymentIds, postedAt, level);
  }
  return accountIds;
}

async function matchAccounts(tx: Queryable, paymentIds: readonly string[]): Promise<string[]> {
  const { rows } = await tx.query<{ account_id: string | null }>(
    `UPDATE payment p SET account_id = m.account_id
       FROM (SELECT q.id, (SELECT a.id FROM debtor d JOIN account a ON a.debtor_id = d.id AND a.receivable_code = q.receivable_code
                            WHERE d.addressee_no = q.addressee_no
                              AND EXISTS (SELECT FROM arrears_line l WHERE l.account_id = a.id AND q.notice_no IN ('', l.notice_no)
                                             AND (q.notice_no = '' OR q.period IN ('', l.period)))) AS account_id
               FROM payment q WHERE q.id = ANY($1::uuid[])) m
      WHERE m.id = p.id RETURNING p.account_id`,
    [paymentIds],
  );
  return [...new Set(rows.map((row) => row.account_id).filter((id) => id !== null))];
}

async function postings(tx: Queryable, paymentIds: readonly string[]): Promise<Date[]> {
  const { rows } = await tx.query<{ posted_at: Date }>(
    `SELECT DISTINCT posted_at FROM payment WHERE id = ANY($1::uuid[]) AND account_id IS NOT NULL AND stage <> 'cancelled' ORDER BY posted_at`,
    [paymentIds],
  );
  return rows.map((row) => row.posted_at);
}

/**
 * Payments and the room of their lines, each laid end to end, are two rulers over the same yen; where a payment's stretch overlaps a line's,
 * that much is allocated. Room is the balance; for a payment that the book has counted already (posted before its as-of) it is what the book
 * says was paid and no other payment explains. A line named exactly, or taken off the book since, takes up to what was assessed.
 */
async function allocateLevel(
  tx: Queryable,
  paymentIds: readonly string[],
  postedAt: Date,
  level: Level,
): Promise<void> {
  await tx.query(
    `WITH pay AS (
       SELECT p.id, p.account_id, g.notice, g.period, p.amount, p.late_charge,
              sum(p.amount) OVER (PARTITION BY p.account_id, g.notice, g.period ORDER BY p.paid_on, p.payment_key) - p.amount AS lo
         FROM payment p
        CROSS JOIN LATERAL (SELECT CASE WHEN $3 < 3 THEN p.notice_no ELSE '' END AS notice, CASE WHEN $3 = 1 THEN p.period ELSE '' END AS period) g
        WHERE p.id = ANY($1::uuid[]) AND p.account_id IS NOT NULL AND p.stage <> 'cancelled' AND p.posted_at = $2
          AND CASE WHEN p.notice_no = '' THEN 3 WHEN p.period = '' THEN 2 ELSE 1 END = $3),
     room AS (
       SELECT g.account_id, g.notice, g.period, l.id AS line_id, l.due_date,
              CASE WHEN l.removed_at IS NULL AND l.outstanding_as_of < $2 THEN b.balance
                   WHEN l.removed_at IS NULL AND $3 > 1 THEN l.assessed - l.outstanding - s.counted
                   ELSE l.assessed - s.paid END AS room
         FROM (SELECT DISTINCT account_id, notice, period FROM pay) g
         JOIN arrears_line l ON l.account_id = g.account_id AND g.notice IN ('', l.notice_no) AND g.period IN ('', l.period)
         JOIN line_balance b ON b.line_id = l.id
        CROSS JOIN LATERAL (
          SELECT coalesce(sum(a.principal), 0) AS paid,
                 coalesce(sum(a.principal) FILTER (WHERE p.posted_at <= l.outstanding_as_of), 0) AS counted
            FROM payment_allocation a JOIN payment p ON p.id = a.payment_id AND p.stage <> 'cancelled' WHERE a.line_id = l.id) s),
     span AS (
       SELECT *, sum(room) OVER (PARTITION BY account_id, notice, period ORDER BY due_date, line_id) - room AS lo FROM room WHERE room > 0)
     INSERT INTO payment_allocation (payment_id, line_id, principal, late_charge)
     SELECT pay.id, span.line_id, least(pay.lo + pay.amount, span.lo + span.room) - greatest(pay.lo, span.lo),
            CASE WHEN row_number() OVER (PARTITION BY pay.id ORDER BY span.lo) = 1 THEN pay.late_charge ELSE 0 END
       FROM pay JOIN span ON (span.account_id, span.notice, span.period) = (pay.account_id, pay.notice, pay.period)
      WHERE pay.lo < span.lo + span.room AND span.lo < pay.lo + pay.amount`,
    [paymentIds, postedAt, level],
  );
}
