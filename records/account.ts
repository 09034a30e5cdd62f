import type { Queryable } from '../prisma/database.ts';

/**
 * Keeps decisions about these accounts out until the transaction ends: what it reads of their episodes from now on stays so. In the order
 * of their ids, as `touchAccounts`.
 */
export async function lockAccounts(tx: Queryable, accountIds: readonly string[]): Promise<void> {
  await tx.query('SELECT FROM account WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE', [accountIds]);
}

/**
 * Says that facts of these accounts changed: the next decision must see them. Raises the fact version and leaves a nudge in the outbox,
 * in the caller's transaction. Accounts are locked in the order of their ids, so that two such transactions never wait for each other in a
 * circle. `cause` is a code shown in the run's history.
 */
export async function touchAccounts(tx: Queryable, accountIds: readonly string[], cause: string): Promise<void> {
  if (accountIds.length === 0) return;
  await tx.query(
    `WITH locked AS (
       SELECT a.id, EXISTS (SELECT FROM episode e WHERE e.account_id = a.id AND e.closed_at IS NULL) AS lives
         FROM account a WHERE a.id = ANY($1::uuid[]) ORDER BY a.id FOR NO KEY UPDATE OF a),
     touched AS (
       UPDATE account a SET fact_version = fact_version + 1, state = CASE WHEN locked.lives THEN 'open' ELSE a.state END
         FROM locked WHERE a.id = locked.id RETURNING a.id)
     INSERT INTO nudge (account_id, cause) SELECT id, $2 FROM touched`,
    [accountIds, cause],
  );
}
