import type { Queryable } from '../../prisma/database.ts';
import type { Happened } from '../schemas/demo.ts';

interface Row extends Omit<Happened, 'since' | 'payments'> {
  payment_count: number;
  payment_yen: number;
}

/**
 * 前回の運営日以降: what came in, what was done and what now waits, between two business instants (the first excluded). Broken promises
 * count with those kept in part; colleagues are everybody but `staffId`.
 */
export async function happened(db: Queryable, staffId: string, since: Date, until: Date): Promise<Happened> {
  const { rows } = await db.query<Row>(
    `SELECT files.*, money.*, calls.*, promises.*, letters.*, tasks.*,
            (SELECT count(*) FROM sms WHERE created_at > $1 AND created_at <= $2 AND state NOT IN ('planned', 'refused'))::integer AS sms_sent
       FROM (SELECT count(*) FILTER (WHERE state IN ('committed', 'unchanged'))::integer AS files_taken,
                    coalesce(sum(row_count) FILTER (WHERE state IN ('committed', 'unchanged')), 0)::integer AS rows,
                    coalesce(sum(error_count), 0)::integer AS file_errors
               FROM exchange_file WHERE coalesce(committed_at, received_at) > $1 AND coalesce(committed_at, received_at) <= $2) files,
            (SELECT count(*)::integer AS payment_count, coalesce(sum(amount), 0)::integer AS payment_yen
               FROM payment WHERE posted_at > $1 AND posted_at <= $2 AND stage <> 'cancelled') money,
            (SELECT count(*)::integer AS calls, (count(*) FILTER (WHERE c.operator_id <> $3))::integer AS calls_by_colleagues
               FROM call c JOIN intent i ON i.id = c.intent_id AND i.state IN ('attempted', 'confirmed', 'unknown')
              WHERE c.started_at > $1 AND c.started_at <= $2) calls,
            (SELECT (count(*) FILTER (WHERE made_at > $1 AND made_at <= $2))::integer AS promises_made,
                    (count(*) FILTER (WHERE state = 'kept' AND judged_at > $1 AND judged_at <= $2))::integer AS promises_kept,
                    (count(*) FILTER (WHERE state IN ('broken', 'partly') AND judged_at > $1 AND judged_at <= $2))::integer AS promises_broken
               FROM promise WHERE made_at > $1 OR judged_at > $1) promises,
            (SELECT (count(*) FILTER (WHERE created_at > $1 AND created_at <= $2))::integer AS letters_due,
                    (count(*) FILTER (WHERE state = 'handed_over' AND state_at > $1 AND state_at <= $2))::integer AS letters_handed_over
               FROM letter WHERE state_at > $1 OR created_at > $1) letters,
            (SELECT (count(*) FILTER (WHERE created_at > $1 AND created_at <= $2))::integer AS tasks_made,
                    (count(*) FILTER (WHERE state = 'withdrawn' AND ended_at > $1 AND ended_at <= $2))::integer AS tasks_withdrawn
               FROM task WHERE created_at > $1 OR ended_at > $1) tasks`,
    [since, until, staffId],
  );
  const { payment_count, payment_yen, ...counts } = rows[0]!;
  return { since, ...counts, payments: { count: payment_count, yen: payment_yen } };
}
