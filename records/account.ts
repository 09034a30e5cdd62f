import type { Queryable } from '../prisma/database.ts';

/**
 * Says that facts of these accounts changed: the next decision must see them. Raises the fact version and leaves a nudge in the outbox,
 * in the caller's transaction. `cause` is a code shown in the run's history.
 */
export async function touchAccounts(tx: Queryable, accountIds: readonly string[], cause: string): Promise<void> {
  if (accountIds.length === 0) return;
  await tx.query(
    `WITH touched AS (
       UPDATE account SET fact_version = fact_version + 1, state = 'open' WHERE id = ANY($1::uuid[]) RETURNING id)
     INSERT INTO nudge (account_id, cause) SELECT id, $2 FROM touched`,
    [accountIds, cause],
  );
}

/** Locks the account row; every transaction that decides about or writes to one account begins with it. */
export async function lockAccount(tx: Queryable, accountId: string): Promise<void> {
  await tx.query('SELECT FROM account WHERE id = $1 FOR UPDATE', [accountId]);
}
