import type { Calendar } from '../../../domain/calendar.ts';
import { addDays, dateOf, instantAt } from '../../../domain/time.ts';

/** One stop of the clock on its way: the city's files of a morning, or some minutes of work. */
export interface Stop {
  at: Date;
  does: 'files' | 'work' | 'letters';
}

/** When the night's files are taken in. */
const FILES_AT = '06:05';
const STEP_MS = 30 * 60_000;
/** The letters of the day before are made after this hour: until then they wait for the person who plays. */
const LETTERS_FROM = '15:00';

/** Where the clock stops between two instants: each city day's morning, and every half hour while the centre is open. */
export function stopsBetween(calendar: Calendar, now: Date, target: Date): Stop[] {
  const stops: Stop[] = [];
  for (let day = dateOf(now); day <= dateOf(target); day = addDays(day, 1)) {
    if (calendar.isCityOpen(day)) stops.push({ at: instantAt(day, FILES_AT), does: 'files' });
    const letters = instantAt(day, LETTERS_FROM);
    for (const { from, to } of calendar.openingsOf(day)) {
      for (let at = latest(from, now); at < to; at = new Date(at.getTime() + STEP_MS)) {
        stops.push({ at, does: at >= letters ? 'letters' : 'work' });
      }
    }
  }
  return stops.filter(({ at }) => at >= now && at < target);
}

function latest(left: Date, right: Date): Date {
  return left > right ? left : right;
}
