import type { Calendar } from '../../domain/calendar.ts';
import { problem } from '../../domain/problem.ts';
import { dateOf } from '../../domain/time.ts';
import type { Taker } from '../../records/lease.ts';

/** Who asks for the next case and in which session; throws `no_task` outside the operating hours, when nobody may be called. */
export function takerOf(calendar: Calendar, staffId: string, now: Date): Taker {
  const session = calendar.sessionAt(now);
  if (!session) throw problem('no_task');
  return { staffId, now, today: dateOf(now), session };
}
