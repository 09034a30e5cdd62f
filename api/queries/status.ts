import type { Queryable } from '../../prisma/database.ts';
import type { Status } from '../schemas/status.ts';
import type { Staff } from './staff.ts';

export async function installationStatus(db: Queryable): Promise<{ demo: boolean; payments_as_of: Date | null }> {
  const { rows } = await db.query<{ demo: boolean; payments_as_of: Date | null }>(
    // The oldest of the receivables that get payment data at all: what a user may rely on everywhere.
    `SELECT i.demo, (SELECT min(payments_as_of) FROM receivable WHERE active) AS payments_as_of FROM installation i`,
  );
  return rows[0] ?? { demo: false, payments_as_of: null };
}

/**
 * What waits, by noun. A clerk's are the own department's, and the letters that wait for a clerk are those to be received. A file with errors
 * waits until a later one of its kind was taken in. `now` and `session` say what may be called at this moment.
 */
export async function counts(
  db: Queryable,
  staff: Staff,
  now: Date,
  session: string | null,
): Promise<NonNullable<Status['counts']>> {
  const { rows } = await db.query<NonNullable<Status['counts']>>(
    `SELECT
       (SELECT count(DISTINCT contact_unit_id) FROM task WHERE state = 'open' AND kind IN ('call','callback') AND not_before <= $1
           AND session IN ('any', $2) AND (assigned_to IS NULL OR assigned_to = $3))::integer AS tasks,
       (SELECT count(*) FROM promise p JOIN account a ON a.id = p.account_id JOIN receivable r ON r.code = a.receivable_code
         WHERE p.state = 'open' AND ($4::text IS NULL OR r.department_code = $4))::integer AS promises,
       CASE WHEN $4::text IS NULL THEN (SELECT count(*) FROM letter_batch WHERE state NOT IN ('handed_over','received'))
            ELSE (SELECT count(*) FROM delivery_note WHERE department_code = $4 AND received_at IS NULL) END::integer AS letters,
       CASE WHEN $4::text IS NULL THEN (SELECT count(*) FROM message WHERE state = 'answered')
            ELSE (SELECT count(*) FROM message WHERE department_code = $4 AND state IN ('sent','received'))
               + (SELECT count(*) FROM hand_over WHERE department_code = $4 AND state IN ('sent','received')) END::integer AS messages,
       (SELECT count(*) FROM intent WHERE state = 'unknown')::integer AS sms_unknown,
       (SELECT count(*) FROM exchange_file f WHERE f.state = 'rejected' AND f.error_count > 0 AND ($4::text IS NULL OR f.sender = $4)
           AND NOT EXISTS (SELECT FROM exchange_file later WHERE later.sender = f.sender AND later.interface = f.interface
                              AND later.received_at > f.received_at AND later.state IN ('committing','committed','unchanged')))::integer
         AS exchange_errors,
       (SELECT count(*) FROM task WHERE state = 'no_result' AND assigned_to = $3)::integer AS no_result,
       (SELECT count(*) FROM task WHERE state = 'open' AND kind = 'callback' AND due_at < $1 AND (assigned_to IS NULL OR assigned_to = $3))::integer
         AS callbacks_overdue,
       (SELECT count(*) FROM task WHERE state = 'open' AND kind = 'callback' AND (assigned_to IS NULL OR assigned_to = $3))::integer AS callbacks`,
    [now, session, staff.id, staff.department_code],
  );
  return rows[0]!;
}
