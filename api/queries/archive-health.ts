import type { Queryable } from '../../prisma/database.ts';

/** Fewer days than this before Temporal forgets a run is an alarm, unless half of the retention is shorter. */
const WARN_DAYS = 7;
const LATE = '3 hours';

/** Worst first: what a person must do something about. */
export type ArchiveState =
  | 'lost' // Temporal forgot a run, in the last 30 days, before it was copied
  | 'at_risk' // closed runs without a copy, and the retention ends soon
  | 'late' // the archiver has not ended a pass for three hours
  | 'never' // it has not run here yet
  | 'ok';

export interface ArchiveHealth {
  state: ArchiveState;
  /** How long Temporal keeps a closed run; null before the first pass */
  retention_days: number | null;
  warn_days: number | null;
  /** When the last pass ended; real time, as all of it */
  last_pass_at: Date | null;
  archived: number;
  /** Closed runs without a copy */
  waiting: number;
  oldest_closed_at: Date | null;
  /** When Temporal forgets the oldest of them */
  forgotten_at: Date | null;
  at_risk: number;
  /** That Temporal had no more when they were to be copied */
  lost: number;
}

/** How the copies of Temporal's histories stand against the namespace's retention; the operations page and metrics ask it. */
export async function archiveHealth(db: Queryable, { warnDays = WARN_DAYS } = {}): Promise<ArchiveHealth> {
  const { rows } = await db.query<ArchiveHealth>(
    `WITH progress AS (
       SELECT ended_at, retention_ms * interval '1 ms' AS retention,
              LEAST(make_interval(days => $1), retention_ms * interval '0.5 ms') AS warning FROM archive_progress),
     waiting AS (
       SELECT count(*)::integer AS waiting, min(r.closed_at) AS oldest,
              count(*) FILTER (WHERE r.closed_at + retention - warning < clock_timestamp())::integer AS at_risk
         FROM closed_run r CROSS JOIN progress
        WHERE r.lost_at IS NULL AND NOT EXISTS (SELECT FROM run_archive h WHERE h.run_id = r.run_id AND h.closed_at = r.closed_at)),
     lost AS (
       SELECT count(*)::integer AS lost, count(*) FILTER (WHERE lost_at > clock_timestamp() - interval '30 days') AS lately
         FROM closed_run WHERE lost_at IS NOT NULL)
     SELECT CASE WHEN lately > 0 THEN 'lost' WHEN at_risk > 0 THEN 'at_risk'
                 WHEN ended_at IS NULL THEN 'never' WHEN ended_at < clock_timestamp() - interval '${LATE}' THEN 'late' ELSE 'ok' END AS state,
            EXTRACT(EPOCH FROM retention)::double precision / 86400 AS retention_days,
            EXTRACT(EPOCH FROM warning)::double precision / 86400 AS warn_days,
            ended_at AS last_pass_at, (SELECT count(*) FROM run_archive)::integer AS archived,
            waiting, oldest AS oldest_closed_at, oldest + retention AS forgotten_at, at_risk, lost
       FROM waiting CROSS JOIN lost LEFT JOIN progress ON true`,
    [warnDays],
  );
  return rows[0]!;
}
