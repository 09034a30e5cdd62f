import type { Session } from './codes.ts';
import { addDays, dateOf, instantAt, timeOf, weekdayOf, type PlainDate } from './time.ts';

/** 平日催告, 平日夜間催告, 休日催告, 休業日 (§7(1)ア). */
export type DayPattern = 'weekday' | 'evening' | 'holiday' | 'closed';

/** One day of the centre's calendar. `cityOpen` is 開庁日, which the centre's pattern does not change. */
export interface CalendarDay {
  day: PlainDate;
  pattern: DayPattern;
  cityOpen: boolean;
  holidayName: string | null;
}

/** A stretch of one day in one session: `from` is inside, `to` is not. */
export interface Opening {
  from: Date;
  to: Date;
  session: Session;
}

interface Hours {
  from: string;
  to: string;
  session: Session;
}

/**
 * Opening hours (§7(1)ア). An evening day opens at noon; until 17:00 it reaches the same people as a weekday does, so those hours count as
 * the weekday session and only 17:00-20:00 as the evening session.
 */
export const openingHours: Record<DayPattern, readonly Hours[]> = {
  weekday: [{ from: '09:00', to: '17:00', session: 'weekday' }],
  evening: [
    { from: '12:00', to: '17:00', session: 'weekday' },
    { from: '17:00', to: '20:00', session: 'evening' },
  ],
  holiday: [{ from: '09:00', to: '17:00', session: 'holiday' }],
  closed: [],
};

/** Nobody is rung or texted outside these hours, whatever the calendar says. */
export const outerGuard = { from: '08:00', to: '21:00' } as const;

export function insideOuterGuard(instant: Date): boolean {
  const time = timeOf(instant);
  return time >= outerGuard.from && time < outerGuard.to;
}

/**
 * The days that are known, in any order. A day outside them is never open (`isOpen`, `nextOpening`), but dates are counted past the end as
 * if Monday to Friday were worked, so that a far deadline can be named; it is counted again when the calendar is extended.
 */
export class Calendar {
  readonly days: readonly CalendarDay[];
  readonly #byDay: ReadonlyMap<PlainDate, CalendarDay>;
  /** In order: they are asked for far more often than there are days */
  readonly #openings: readonly Opening[];
  /** Of each day asked for, the first 運営日 after it */
  readonly #next = new Map<PlainDate, PlainDate>();

  constructor(days: readonly CalendarDay[]) {
    this.days = days.toSorted((a, b) => (a.day < b.day ? -1 : 1));
    this.#byDay = new Map(days.map((day) => [day.day, day]));
    this.#openings = this.days.flatMap(({ day }) => this.openingsOf(day));
  }

  dayOf(date: PlainDate): CalendarDay | null {
    return this.#byDay.get(date) ?? null;
  }

  patternOf(date: PlainDate): DayPattern {
    return this.dayOf(date)?.pattern ?? 'closed';
  }

  openingsOf(date: PlainDate): Opening[] {
    return openingHours[this.patternOf(date)].map(({ from, to, session }) => ({
      from: instantAt(date, from),
      to: instantAt(date, to),
      session,
    }));
  }

  /** The session under way, null while closed. */
  sessionAt(instant: Date): Session | null {
    const time = timeOf(instant);
    const hours = openingHours[this.patternOf(dateOf(instant))].find(({ from, to }) => time >= from && time < to);
    return hours?.session ?? null;
  }

  isOpen(instant: Date): boolean {
    return this.sessionAt(instant) !== null;
  }

  /**
   * The first opening of that session at or after the instant. Inside an opening it is the rest of it (`from` = `after`). Null when the
   * calendar knows no more.
   */
  nextOpening(after: Date, session: Session | 'any'): Opening | null {
    for (let index = this.#firstEndingAfter(after); index < this.#openings.length; index += 1) {
      const { from, to, session: own } = this.#openings[index]!;
      if (session === 'any' || own === session) return { from: from < after ? after : from, to, session: own };
    }
    return null;
  }

  /** Openings follow one another without overlap, so their ends are in order too. */
  #firstEndingAfter(instant: Date): number {
    let [low, high] = [0, this.#openings.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#openings[middle]!.to <= instant) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** When the centre closes that day; null on a day it does not open. */
  closingOf(date: PlainDate): Date | null {
    return this.openingsOf(date).at(-1)?.to ?? null;
  }

  /** The last closing at or before the instant; null when the calendar begins later. */
  lastClosing(instant: Date): Date | null {
    const day = this.days.findLast((known) => (this.closingOf(known.day) ?? Infinity) <= instant);
    return day ? this.closingOf(day.day) : null;
  }

  isOperatingDay(date: PlainDate): boolean {
    const day = this.dayOf(date);
    return day ? day.pattern !== 'closed' : weekdayOf(date) <= 5;
  }

  isCityOpen(date: PlainDate): boolean {
    return this.dayOf(date)?.cityOpen ?? weekdayOf(date) <= 5;
  }

  /** The first 運営日 after that day. */
  nextOperatingDay(date: PlainDate): PlainDate {
    const known = this.#next.get(date);
    if (known) return known;
    const next = first(addDays(date, 1), (day) => this.isOperatingDay(day));
    if (this.#byDay.has(date)) this.#next.set(date, next);
    return next;
  }

  operatingDayOnOrAfter(date: PlainDate): PlainDate {
    return first(date, (day) => this.isOperatingDay(day));
  }

  /** The n-th 運営日 after that day; the day itself for 0. */
  addOperatingDays(date: PlainDate, count: number): PlainDate {
    let day = date;
    for (let left = count; left > 0; left -= 1) day = this.nextOperatingDay(day);
    return day;
  }

  /** The first 開庁日 after that day (a daily report is due then). */
  nextCityOpenDay(date: PlainDate): PlainDate {
    return first(addDays(date, 1), (day) => this.isCityOpen(day));
  }

  /** That day, or the next 開庁日 when the city is closed (a due date is moved so). */
  cityOpenDayOnOrAfter(date: PlainDate): PlainDate {
    return first(date, (day) => this.isCityOpen(day));
  }
}

function first(from: PlainDate, holds: (day: PlainDate) => boolean): PlainDate {
  let day = from;
  while (!holds(day)) day = addDays(day, 1);
  return day;
}
