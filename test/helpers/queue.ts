import { randomUUID } from 'node:crypto';
import { instantAt } from '../../domain/time.ts';
import type { Database } from '../../prisma/database.ts';
import { anAccount, type SeededAccount } from './facts.ts';

export interface TaskSeed {
  /** Siblings of one home share it */
  household: string;
  priority: number;
  bestBand?: number | null;
}

/** An account with an open call task that may be called from 2026-11-24 09:00 on. */
export async function aTask(db: Database, seed: TaskSeed): Promise<SeededAccount & { taskId: string }> {
  const unitId = await homeOf(db, seed.household);
  const account = await anAccount(db, { at: instantAt('2026-11-20', '09:00'), unitId });
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO task (kind, account_id, episode_id, contact_unit_id, receivable_code, step, session, priority, not_before, created_at, best_band)
     VALUES ('call', $1, $2, $3, 'city_tax', 1, 'weekday', $4, $5, $5, $6) RETURNING id`,
    [
      account.accountId,
      account.episodeId,
      account.unitId,
      seed.priority,
      instantAt('2026-11-24', '09:00'),
      seed.bestBand ?? null,
    ],
  );
  return { ...account, taskId: rows[0]!.id };
}

async function homeOf(db: Database, household: string): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO contact_unit (household_no) VALUES ($1)
     ON CONFLICT (household_no) DO UPDATE SET household_no = EXCLUDED.household_no RETURNING id`,
    [household],
  );
  return rows[0]!.id;
}

/** New operators of this test's own; their ids. */
export async function operators(db: Database, count: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO staff (login, name, kana, role, password_hash)
     SELECT $1 || n, '試験 職員' || n, 'シケン', 'operator', '-' FROM generate_series(1, $2) n RETURNING id`,
    [randomUUID(), count],
  );
  return rows.map((row) => row.id);
}
