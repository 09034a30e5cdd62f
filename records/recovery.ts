import type { Loss } from '../domain/codes.ts';
import type { Queryable } from '../prisma/database.ts';

export interface NewRecovery {
  kind: Exclude<Loss, 'run_ended'>;
  /** Business instant */
  at: Date;
  /** Real time of the last fact of a restored database */
  reachesTo?: Date;
}

/** Something was lost and is being made good; until `endRecovery` nothing outward passes the gate. */
export async function beginRecovery(tx: Queryable, { kind, at, reachesTo }: NewRecovery): Promise<number> {
  const { rows } = await tx.query<{ id: number }>(
    'INSERT INTO recovery (kind, at, reaches_to) VALUES ($1, $2, $3) RETURNING id',
    [kind, at, reachesTo ?? null],
  );
  return rows[0]!.id;
}

export async function endRecovery(
  tx: Queryable,
  id: number,
  found: { episodes: number; effects: number },
): Promise<void> {
  await tx.query(
    'UPDATE recovery SET ended_at = clock_timestamp(), episodes = $2, effects = $3 WHERE id = $1 AND ended_at IS NULL',
    [id, found.episodes, found.effects],
  );
}

export async function isRecovering(tx: Queryable): Promise<boolean> {
  const { rowCount } = await tx.query('SELECT FROM recovery WHERE ended_at IS NULL LIMIT 1');
  return rowCount !== 0;
}

/**
 * Leaves a nudge for every open episode and writes into each account's history why: after a loss every workflow must hear, and what is
 * missing is started. Returns how many. `at` is business time.
 */
export async function wakeAll(tx: Queryable, loss: Loss, at: Date): Promise<number> {
  await tx.query('UPDATE account SET nudge_sent_at = NULL WHERE nudge_sent_at IS NOT NULL');
  const { rowCount } = await tx.query(
    `WITH open AS (
       SELECT e.id, e.account_id FROM episode e WHERE e.closed_at IS NULL),
     told AS (
       INSERT INTO ledger (at, actor_kind, act, account_id, episode_id, subject_kind, subject_id, detail)
       SELECT $2, 'system', 'run_resumed', account_id, id, 'episode', id, jsonb_build_object('loss', $1::text) FROM open)
     INSERT INTO nudge (account_id, cause) SELECT account_id, 'restart' FROM open`,
    [loss, at],
  );
  return rowCount ?? 0;
}

/** One account's workflow had ended although its episode is open, and runs again. */
export async function recordResumed(tx: Queryable, run: { accountId: string; episodeId: string }): Promise<void> {
  await tx.query(
    `INSERT INTO ledger (at, actor_kind, act, account_id, episode_id, subject_kind, subject_id, detail)
     SELECT clock_timestamp() + make_interval(secs => clock_offset_ms / 1000.0), 'system', 'run_resumed', $1, $2, 'episode', $2,
            '{"loss": "run_ended"}' FROM installation`,
    [run.accountId, run.episodeId],
  );
}
