import type { PlainDate } from '../domain/time.ts';
import type { Queryable } from '../prisma/database.ts';

/**
 * Open accounts of which a deadline could move when the calendar changes from `day` on. Operating days and openings before that day stay, so
 * a time that lies before it cannot move, and no time can move to before it. What may: a wait or a call that is not before it; a promise
 * (its reminder may lie before, its judging after); a call-back in it; a letter whose due date lies in it; and who has no decision that says
 * so: not yet decided about, due now, or without an opening of the session that is needed.
 */
export async function calendarCandidates(tx: Queryable, day: PlainDate): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT a.id FROM account a JOIN episode e ON e.account_id = a.id AND e.closed_at IS NULL, installation i
      WHERE a.until >= $1::date::timestamp AT TIME ZONE 'Asia/Tokyo' OR a.fact_version > a.decided_version OR a.waiting_for = 'session'
         OR a.until <= clock_timestamp() + make_interval(secs => i.clock_offset_ms / 1000.0)
         OR EXISTS (SELECT FROM promise p WHERE p.account_id = a.id AND p.state = 'open')
         OR EXISTS (SELECT FROM task t WHERE t.account_id = a.id AND t.state = 'open'
                       AND greatest(t.not_before, t.due_at) >= $1::date::timestamp AT TIME ZONE 'Asia/Tokyo')
         OR EXISTS (SELECT FROM letter l JOIN letter_batch b ON b.id = l.batch_id
                     WHERE l.account_id = a.id AND l.state IN ('in_batch','rendered','printed','verified') AND b.designated_due >= $1)
      ORDER BY a.id`,
    [day],
  );
  return rows.map(({ id }) => id);
}

/** Transactions that may still decide by the calendar as it was: those that work on accounts at this moment. */
export async function transactionsOnAccounts(tx: Queryable): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT DISTINCT virtualtransaction AS id FROM pg_locks
      WHERE locktype = 'relation' AND relation = 'account'::regclass AND mode IN ('RowShareLock','RowExclusiveLock')
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND pid <> pg_backend_pid()`,
  );
  return rows.map(({ id }) => id);
}
