import type { Calendar } from './calendar.ts';
import { dateOf } from './time.ts';

const HOUR_MS = 3_600_000;

/** ＋1時間: an hour later the same day; null when that is after closing, or on a day the centre does not open. */
export function hourLater(calendar: Calendar, now: Date): Date | null {
  const closing = calendar.closingOf(dateOf(now));
  const later = new Date(now.getTime() + HOUR_MS);
  return closing && later <= closing ? later : null;
}

/** 次の運営日へ: the opening of the first operating day after today; null when the calendar knows no more. */
export function nextOpeningDay(calendar: Calendar, now: Date): Date | null {
  const day = calendar.nextOperatingDay(dateOf(now));
  return calendar.openingsOf(day)[0]?.from ?? null;
}
