import type { Clock } from '../domain/clock.ts';
import { problem } from '../domain/problem.ts';
import { type Database, transaction } from '../prisma/database.ts';
import { announce } from './event.ts';

/**
 * Moves a demo's business clock forward to an instant; only a demo has an offset (a database check says so too). Throws `not_a_demo`, and
 * `clock_backwards` when the instant is over: what happened cannot be in the future.
 */
export async function moveClock(db: Database, clock: Clock, to: Date): Promise<void> {
  const ahead = to.getTime() - (await clock.now()).getTime();
  await transaction(db, async (tx) => {
    const { rows } = await tx.query<{ demo: boolean }>('SELECT demo FROM installation FOR UPDATE');
    if (!rows[0]?.demo) throw problem('not_a_demo');
    if (ahead < 0) throw problem('clock_backwards');
    await tx.query('UPDATE installation SET clock_offset_ms = clock_offset_ms + $1', [Math.round(ahead)]);
    await announce(tx, { noun: 'clock' });
  });
}
