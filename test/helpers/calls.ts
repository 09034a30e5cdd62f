import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../domain/clock.ts';
import { type Database, transaction } from '../../prisma/database.ts';
import { planCall } from '../../records/call.ts';
import { claimTask } from '../../records/lease.ts';
import { staffId } from './city.ts';
import { anAccount, type SeededAccount } from './facts.ts';

export function fixedClock(now: Date): Clock {
  return { now: async () => now, offsetMs: async () => 0 };
}

/** A debtor with an open call task. */
export async function aCallTask(
  db: Database,
  seed: { number: string; at: Date; receivable?: string },
): Promise<SeededAccount & { taskId: string }> {
  const account = await anAccount(db, { at: seed.at, phones: [seed.number], receivable: seed.receivable });
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO task (kind, account_id, episode_id, contact_unit_id, receivable_code, step, session, not_before, created_at)
     SELECT 'call', a.id, $2, $3, a.receivable_code, 1, 'any', $4, $4 FROM account a WHERE a.id = $1 RETURNING id`,
    [account.accountId, account.episodeId, account.unitId, seed.at],
  );
  return { ...account, taskId: rows[0]!.id };
}

/** Claims the task for that operator (who lets go of what he held) and plans a ring, as the API does. */
export async function aPlannedCall(
  db: Database,
  seed: { login: string; taskId: string; phoneId: string; at: Date },
): Promise<string> {
  const operatorId = await staffId(db, seed.login);
  await db.query(
    `UPDATE contact_unit SET lease_holder = NULL, lease_claim_id = NULL, lease_task_id = NULL, lease_phase = NULL, lease_since = NULL,
            lease_until = NULL WHERE lease_holder = $1 AND lease_task_id <> $2`,
    [operatorId, seed.taskId],
  );
  return transaction(db, async (tx) => {
    const lease = await claimTask(tx, operatorId, seed.taskId, seed.at);
    return planCall(tx, { lease, phoneId: seed.phoneId, operatorId, at: seed.at });
  });
}

/** Waits until it holds; fails after ten seconds. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('It has not come true in ten seconds');
    await sleep(10);
  }
}
