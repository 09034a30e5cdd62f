import type { Outward } from '../../domain/simulation/live.ts';
import { instantAt } from '../../domain/time.ts';

/** Something that a simulated life did at ten o'clock of that day. */
export function went(act: Outward['act'], day: string, more: Partial<Outward> = {}): Outward {
  return { at: instantAt(day, '10:00'), day, act, step: 1, session: 'weekday', rate: 0, byTable: true, ...more };
}
