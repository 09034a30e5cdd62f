import { setTimeout as sleep } from 'node:timers/promises';
import type { Queryable } from '../../../prisma/database.ts';

/** Waits until every open account is decided about, at most so long: the rest is decided in the background. */
export async function settled(db: Queryable, limitMs: number): Promise<boolean> {
  for (let waited = 0; waited < limitMs; waited += 100) {
    const { rows } = await db.query<{ open: boolean }>(
      `SELECT EXISTS (SELECT FROM account a JOIN episode e ON e.account_id = a.id AND e.closed_at IS NULL
                       WHERE a.fact_version > a.decided_version)
           OR EXISTS (SELECT FROM nudge WHERE sent_at IS NULL) AS open`,
    );
    if (!rows[0]!.open) return true;
    await sleep(100);
  }
  return false;
}
