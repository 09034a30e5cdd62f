import { problem } from '../../domain/problem.ts';
import { sessionAt } from '../../domain/calendar.ts';
import { dateOf } from '../../domain/time.ts';
import type { Queryable } from '../../prisma/database.ts';
import type { Taker } from '../../records/lease.ts';
import { loadCalendar } from '../../records/calendar.ts';

/** Who asks for the next case and in which session; throws `no_task` outside the operating hours, when nobody may be called. */
export async function takerOf(tx: Queryable, staffId: string, now: Date): Promise<Taker> {
  const session = sessionAt(await loadCalendar(tx, now), now);
  if (!session) throw problem('no_task');
  return { staffId, now, today: dateOf(now), session };
}
