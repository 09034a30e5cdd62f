import { DateTime } from 'luxon';

/** A day of Asia/Tokyo as 'YYYY-MM-DD'. Plain string comparison orders days. An instant is a `Date`; the two are never mixed. */
export type PlainDate = string;

/** ISO weekday, Monday = 1 … Sunday = 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const zone = 'Asia/Tokyo';

/** The day it is in Tokyo at that instant. Throws RangeError on an invalid Date. */
export function dateOf(instant: Date): PlainDate {
  return inTokyo(instant).toFormat('yyyy-MM-dd');
}

/** The wall clock of Tokyo at that instant, 'HH:mm'. Throws RangeError on an invalid Date. */
export function timeOf(instant: Date): string {
  return inTokyo(instant).toFormat('HH:mm');
}

/** The instant of a wall clock time 'HH:mm' (to '24:00') of that day in Tokyo. Throws RangeError on an impossible one. */
export function instantAt(date: PlainDate, time: string): Date {
  const at = DateTime.fromISO(`${date}T${time}`, { zone });
  if (!at.isValid) throw new RangeError(`Not a date and time: ${date} ${time}`);
  return at.toJSDate();
}

export function isPlainDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid;
}

export function addDays(date: PlainDate, days: number): PlainDate {
  return calendarDay(date).plus({ days }).toFormat('yyyy-MM-dd');
}

/** The same day of a later month; its last day when there is none (31 January + 1 = 28 or 29 February). */
export function addMonths(date: PlainDate, months: number): PlainDate {
  return calendarDay(date).plus({ months }).toFormat('yyyy-MM-dd');
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return calendarDay(to).diff(calendarDay(from), 'days').days;
}

export function weekdayOf(date: PlainDate): Weekday {
  return calendarDay(date).weekday;
}

/** 年度: April to March, named after the year of its April. */
export function fiscalYearOf(date: PlainDate): number {
  const { year, month } = calendarDay(date);
  return month >= 4 ? year : year - 1;
}

function inTokyo(instant: Date): DateTime<true> {
  const at = DateTime.fromJSDate(instant, { zone });
  if (!at.isValid) throw new RangeError('Not an instant');
  return at;
}

function calendarDay(date: PlainDate): DateTime<true> {
  const day = DateTime.fromISO(date, { zone: 'utc' });
  if (!isPlainDate(date) || !day.isValid) throw new RangeError(`Not a date: ${date}`);
  return day;
}
