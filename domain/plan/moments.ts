import type { Calendar } from '../calendar.ts';
import { addDays, dateOf, instantAt, type PlainDate } from '../time.ts';

/** The night's files of the city are in by then, and no session has begun: everything that a day decides is decided at this time. */
const MORNING = '08:30';

export function morningOf(date: PlainDate): Date {
  return instantAt(date, MORNING);
}

export function startOf(date: PlainDate): Date {
  return instantAt(date, '00:00');
}

/** The morning `count` operating days after the day of that instant; that instant itself for 0. */
export function morningAfter(calendar: Calendar, from: Date, count: number): Date {
  return count > 0 ? morningOf(calendar.addOperatingDays(dateOf(from), count)) : from;
}

/** The next morning, not before that day, on which new payment data may lie there: the city sends on the days it is open. */
export function nextDataCheck(calendar: Calendar, now: Date, notBefore: PlainDate): Date {
  const today = dateOf(now);
  let day = calendar.cityOpenDayOnOrAfter(notBefore > today ? notBefore : today);
  while (morningOf(day) <= now) day = calendar.cityOpenDayOnOrAfter(addDays(day, 1));
  return morningOf(day);
}

export function earliest(instants: readonly (Date | null)[]): Date | null {
  const known = instants.filter((instant) => instant !== null);
  return known.length > 0 ? new Date(Math.min(...known.map(Number))) : null;
}

export function latest(first: Date, ...others: readonly (Date | null)[]): Date {
  return new Date(Math.max(Number(first), ...others.filter((instant) => instant !== null).map(Number)));
}
