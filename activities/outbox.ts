import type { Queryable } from '../prisma/database.ts';

/** An account whose workflow must hear, with the open episode to start it by. */
export interface Claim {
  accountId: string;
  episodeId: string;
  episodeNo: number;
  receivableCode: string;
  nudgeIds: string[];
}

const KEPT = '7 days';
const PURGED_AT_ONCE = 10_000;
const MOST_PURGED = 1_000_000;

/** Causes that wake a workflow although no fact is undecided. */
export const forcedCauses = ['due', 'restart', 'retry'] as const;

/**
 * Claims up to `limit` nudges by one short committed statement: of accounts whose workflow runs, or of those to be started. Rows of one
 * account coalesce: none is sent when the last was not yet followed by a decision (within an hour) or nothing is undecided; those are done
 * with at once, and so are further rows of the same accounts, so that a storm on one delays no other. A claim that was not reported back
 * within a minute may never have been sent: it is claimed again and sent. Locked accounts are passed over, not waited for.
 */
export async function claimNudges(db: Queryable, lane: 'running' | 'unstarted', limit: number): Promise<Claim[]> {
  const { rows } = await db.query<Claim>(
    `WITH picked AS (
       SELECT n.id, n.account_id, a.receivable_code, e.id AS episode_id, e.no,
              e.id IS NOT NULL AND (n.cause = ANY($3) OR a.fact_version > a.decided_version)
                AND (a.nudge_sent_at IS NULL OR a.nudge_sent_at < clock_timestamp() - interval '1 hour' OR n.claimed_at IS NOT NULL) AS wanted
         FROM nudge n JOIN account a ON a.id = n.account_id LEFT JOIN episode e ON e.account_id = a.id AND e.closed_at IS NULL
        WHERE n.sent_at IS NULL AND (n.claimed_at IS NULL OR n.claimed_at < clock_timestamp() - interval '1 minute')
          AND (e.id IS NOT NULL AND e.workflow_started_at IS NULL) = $1
        ORDER BY n.id LIMIT $2
          FOR UPDATE OF n SKIP LOCKED FOR NO KEY UPDATE OF a SKIP LOCKED),
     marked AS (
       UPDATE account SET nudge_sent_at = clock_timestamp() FROM (SELECT DISTINCT account_id FROM picked WHERE wanted) w
        WHERE account.id = w.account_id),
     claimed AS (
       UPDATE nudge SET claimed_at = clock_timestamp(), sent_at = CASE WHEN NOT picked.wanted THEN clock_timestamp() END
         FROM picked WHERE nudge.id = picked.id),
     others AS (
       SELECT n.id FROM nudge n JOIN (SELECT DISTINCT account_id FROM picked) p ON p.account_id = n.account_id
        WHERE n.sent_at IS NULL AND n.claimed_at IS NULL AND NOT n.cause = ANY($3) AND NOT EXISTS (SELECT FROM picked WHERE picked.id = n.id)
          FOR UPDATE OF n SKIP LOCKED),
     coalesced AS (
       UPDATE nudge SET claimed_at = clock_timestamp(), sent_at = clock_timestamp() FROM others WHERE nudge.id = others.id)
     SELECT account_id AS "accountId", episode_id AS "episodeId", no AS "episodeNo", receivable_code AS "receivableCode",
            array_agg(id ORDER BY id) AS "nudgeIds"
       FROM picked WHERE wanted GROUP BY account_id, episode_id, no, receivable_code ORDER BY min(id)`,
    [lane === 'unstarted', limit, forcedCauses],
  );
  return rows;
}

/** Temporal has it. */
export async function settleClaims(db: Queryable, claims: readonly Claim[]): Promise<void> {
  await db.query(
    `WITH started AS (
       UPDATE episode SET workflow_started_at = clock_timestamp() WHERE id = ANY($2::uuid[]) AND workflow_started_at IS NULL)
     UPDATE nudge SET sent_at = clock_timestamp() WHERE id = ANY($1::bigint[])`,
    [claims.flatMap((claim) => claim.nudgeIds), claims.map((claim) => claim.episodeId)],
  );
}

/** Temporal could not be told: everything is as before the claim. */
export async function releaseClaims(db: Queryable, claims: readonly Claim[]): Promise<void> {
  await db.query(
    `WITH unmarked AS (UPDATE account SET nudge_sent_at = NULL WHERE id = ANY($2::uuid[]))
     UPDATE nudge SET claimed_at = NULL WHERE id = ANY($1::bigint[])`,
    [claims.flatMap((claim) => claim.nudgeIds), claims.map((claim) => claim.accountId)],
  );
}

/** Removes rows that were sent a week ago, oldest first, a million at most; the next night removes the rest. Returns how many. */
export async function purgeNudges(db: Queryable, beat: () => void): Promise<number> {
  let purged = 0;
  while (purged < MOST_PURGED) {
    const { rowCount } = await db.query(
      `DELETE FROM nudge WHERE id IN (
         SELECT id FROM nudge WHERE sent_at < clock_timestamp() - interval '${KEPT}' ORDER BY id LIMIT ${PURGED_AT_ONCE})`,
    );
    purged += rowCount ?? 0;
    beat();
    if ((rowCount ?? 0) < PURGED_AT_ONCE) break;
  }
  return purged;
}
