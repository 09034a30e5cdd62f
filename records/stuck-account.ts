import type { Queryable } from '../prisma/database.ts';

/** Why a decision failed, without anything of its message. */
export interface Failure {
  reason: string;
  place: string | null;
}

/**
 * Notes that an open episode cannot be decided about, once more or for the first time, and answers after how many milliseconds to try again:
 * 30 seconds, then twice as long each time, an hour at most. A nudge may be sent at once, as it could carry the remedy. Null: there is no
 * such episode.
 */
export async function recordStuck(
  db: Queryable,
  episodeId: string,
  { reason, place }: Failure,
): Promise<number | null> {
  const { rows } = await db.query<{ waitMs: number }>(
    `WITH heard AS (
       UPDATE account SET nudge_sent_at = NULL FROM episode e WHERE e.id = $1 AND account.id = e.account_id)
     INSERT INTO stuck_account AS s (account_id, episode_id, failed_at, retry_at, reason, place)
     SELECT account_id, id, statement_timestamp(), statement_timestamp() + interval '30 seconds', $2, $3 FROM episode WHERE id = $1
     ON CONFLICT (account_id) WHERE resumed_at IS NULL DO UPDATE
       SET episode_id = EXCLUDED.episode_id, attempts = s.attempts + 1, failed_at = EXCLUDED.failed_at, reason = EXCLUDED.reason, place = EXCLUDED.place,
           retry_at = EXCLUDED.failed_at + LEAST(interval '1 hour', interval '30 seconds' * 2 ^ LEAST(s.attempts, 10))
     RETURNING round(EXTRACT(EPOCH FROM retry_at - failed_at) * 1000)::integer AS "waitMs"`,
    [episodeId, reason, place],
  );
  return rows[0]?.waitMs ?? null;
}

/** Leaves a nudge for a stuck account, or for all of them: what stopped them may be mended. Returns how many. */
export async function retryStuck(db: Queryable, accountId: string | null): Promise<number> {
  const { rowCount } = await db.query(
    `INSERT INTO nudge (account_id, cause)
     SELECT s.account_id, 'retry' FROM stuck_account s JOIN episode e ON e.id = s.episode_id AND e.closed_at IS NULL
      WHERE s.resumed_at IS NULL AND ($1::uuid IS NULL OR s.account_id = $1)
        AND NOT EXISTS (SELECT FROM nudge n WHERE n.account_id = s.account_id AND n.sent_at IS NULL)`,
    [accountId],
  );
  return rowCount ?? 0;
}
