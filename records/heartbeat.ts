import type { Queryable } from '../prisma/database.ts';

export type ProcessName = 'api' | 'worker' | 'relay' | 'gateway';

export interface Beat {
  process: ProcessName;
  /** One a run of a process */
  instance: string;
  state: string;
  /** Real time */
  startedAt: Date;
}

/** Says that a process lives; those that have said nothing for a day are forgotten. */
export async function beat(db: Queryable, { process, instance, state, startedAt }: Beat): Promise<void> {
  await db.query(
    `WITH gone AS (DELETE FROM heartbeat WHERE beat_at < clock_timestamp() - interval '1 day' AND instance <> $2)
     INSERT INTO heartbeat (process, instance, state, started_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (process, instance) DO UPDATE SET state = EXCLUDED.state, beat_at = clock_timestamp()`,
    [process, instance, state, startedAt],
  );
}

/** It ends as it should: nobody need look for it. */
export async function endBeat(db: Queryable, instance: string): Promise<void> {
  await db.query('DELETE FROM heartbeat WHERE instance = $1', [instance]);
}
