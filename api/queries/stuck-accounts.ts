import type { Queryable } from '../../prisma/database.ts';
import type { StuckAccount } from '../schemas/stuck-account.ts';

const MAX_ROWS = 200;

/** Accounts that cannot be decided about, longest first; `receivables` null means all. No personal data. */
export async function stuckAccounts(db: Queryable, receivables: string[] | null): Promise<StuckAccount[]> {
  const { rows } = await db.query<StuckAccount>(
    `SELECT s.account_id, a.receivable_code, r.name_ja AS receivable_name, e.no AS episode_no, s.since, s.failed_at, s.attempts, s.retry_at,
            s.reason, s.place
       FROM stuck_account s JOIN account a ON a.id = s.account_id JOIN receivable r ON r.code = a.receivable_code
       JOIN episode e ON e.id = s.episode_id AND e.closed_at IS NULL
      WHERE s.resumed_at IS NULL AND ($1::text[] IS NULL OR a.receivable_code = ANY($1))
      ORDER BY s.since LIMIT ${MAX_ROWS}`,
    [receivables],
  );
  return rows;
}
