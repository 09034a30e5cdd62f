import type { Clock } from '../domain/clock.ts';
import type { Queryable } from '../prisma/database.ts';

/** Longer than the jitter of waitMs, so that a workflow's own timer comes first. */
const GRACE_MS = 10 * 60_000;

/**
 * Leaves a nudge for every open episode without a workflow, with undecided facts, or whose time has come more than ten minutes ago, unless
 * one is under way. Returns how many.
 */
export async function reconcileEpisodes(db: Queryable, clock: Clock): Promise<number> {
  return nudgeDue(db, new Date((await clock.now()).getTime() - GRACE_MS));
}

/**
 * The same for everything due at a business instant, at once: a demo's clock has moved. Accounts on somebody's screen come first. A stuck
 * account tries again by itself, unless its workflow has failed to.
 */
export async function nudgeDue(db: Queryable, at: Date): Promise<number> {
  const { rowCount } = await db.query(
    `INSERT INTO nudge (account_id, cause)
     SELECT a.id, CASE WHEN e.workflow_started_at IS NULL THEN 'restart' ELSE 'due' END
       FROM account a JOIN episode e ON e.account_id = a.id AND e.closed_at IS NULL
      WHERE (e.workflow_started_at IS NULL OR a.fact_version > a.decided_version OR a.until <= $1)
        AND (a.nudge_sent_at IS NULL OR a.nudge_sent_at < clock_timestamp() - interval '1 hour')
        AND NOT EXISTS (SELECT FROM nudge n WHERE n.account_id = a.id AND n.sent_at IS NULL)
        AND NOT EXISTS (SELECT FROM stuck_account s
                         WHERE s.account_id = a.id AND s.resumed_at IS NULL AND s.retry_at > clock_timestamp() - interval '10 minutes')
      ORDER BY EXISTS (SELECT FROM operation_log o
                        WHERE o.at > clock_timestamp() - interval '10 minutes' AND o.target_id = a.id AND o.function = 'view') DESC,
               a.until NULLS LAST`,
    [at],
  );
  return rowCount ?? 0;
}
