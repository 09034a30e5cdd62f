import type { Clock } from '../domain/clock.ts';
import type { Queryable } from '../prisma/database.ts';

/** Business time: `realNow` (milliseconds) plus the installation's offset, which only a demo may have. */
export function businessClock(db: Queryable, realNow: () => number = Date.now): Clock {
  const offsetMs = async () => {
    const { rows } = await db.query<{ offset: number }>('SELECT clock_offset_ms AS offset FROM installation');
    return rows[0]?.offset ?? 0;
  };
  return { offsetMs, now: async () => new Date(realNow() + (await offsetMs())) };
}
