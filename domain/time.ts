import { DateTime, FixedOffsetZone } from 'luxon';

/** A day of Asia/Tokyo as 'YYYY-MM-DD'. Plain string comparison orders days. An instant is a `Date`; the two are never mixed. */
export type PlainDate = string;

/** ISO weekday, Monday = 1 … Sunday = 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Asia/Tokyo: nine hours since the last summer time of 1951. Asking the zone's rules for each day took a tenth of a decision. */
const zone = FixedOffsetZone.instance(9 * 60);
const DAY_MS = 24 * 60 * 60_000;

/** The day it is in Tokyo at that instant. Throws RangeError on an invalid Date. */
export function dateOf(instant: Date): PlainDate {
  return inTokyo(instant).toISODate();
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
  return !Number.isNaN(midnightOf(text));
}

export function addDays(date: PlainDate, days: number): PlainDate {
  return new Date(dayOf(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The same day of a later month; its last day when there is none (31 January + 1 = 28 or 29 February). */
export function addMonths(date: PlainDate, months: number): PlainDate {
  return DateTime.fromMillis(dayOf(date), { zone: 'utc' }).plus({ months }).toFormat('yyyy-MM-dd');
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return (dayOf(to) - dayOf(from)) / DAY_MS;
}

export function weekdayOf(date: PlainDate): Weekday {
  return (new Date(dayOf(date)).getUTCDay() || 7) as Weekday;
}

/** 年度: April to March, named after the year of its April. */
export function fiscalYearOf(date: PlainDate): number {
  const [year, month] = [Number(date.slice(0, 4)), new Date(dayOf(date)).getUTCMonth() + 1];
  return month >= 4 ? year : year - 1;
}

function inTokyo(instant: Date): DateTime<true> {
  const at = DateTime.fromJSDate(instant, { zone });
  if (!at.isValid) throw new RangeError('Not an instant');
  return at;
}

/** Milliseconds of a day's midnight in UTC, where every day has 24 hours. Throws RangeError on what is no date. */
function dayOf(date: PlainDate): number {
  const midnight = midnightOf(date);
  if (Number.isNaN(midnight)) throw new RangeError(`Not a date: ${date}`);
  return midnight;
}

/** NaN for what is no date; `Date` itself would make 2 March of 30 February. */
function midnightOf(text: string): number {
  const midnight = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00Z`) : Number.NaN;
  return Number.isNaN(midnight) || new Date(midnight).getUTCDate() !== Number(text.slice(8)) ? Number.NaN : midnight;
}
