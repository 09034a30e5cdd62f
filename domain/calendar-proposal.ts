import type { CalendarDay, DayPattern } from './calendar.ts';
import { addDays, addMonths, weekdayOf, type PlainDate } from './time.ts';

/** What the contract wants of a month (§7(1)ア). */
export const contractMonth = { evenings: 8, workedHolidays: 2 } as const;

export interface MonthProposal {
  /** 'YYYY-MM' */
  month: string;
  /** Names of public holidays by day; those outside the month do no harm */
  holidays: Readonly<Record<PlainDate, string>>;
  /** 平日夜間 days, the contract's 8 by default */
  evenings?: number;
  /** Worked 休日, the contract's 2 by default */
  workedHolidays?: number;
  /** Weekdays closed in exchange for worked holidays; the contract says 適宜, so how many is the manager's choice */
  closures: number;
}

/**
 * A month that keeps the contract (§7(1)ア): Monday to Friday are worked; Saturdays and Sundays are worked by turns; the next weekday after
 * each of those is closed in exchange; the evenings are spread over the other weekdays, about two a week.
 */
export function proposeMonth(proposal: MonthProposal): CalendarDay[] {
  const { month, holidays, closures } = proposal;
  const { evenings = contractMonth.evenings, workedHolidays = contractMonth.workedHolidays } = proposal;
  const days = daysOf(month);
  const cityDays = days.filter((day) => isCityDay(day, holidays));
  const daysOff = days.filter((day) => !cityDays.includes(day) && !isYearEnd(day));

  const worked = weekendDays(daysOff, workedHolidays);
  const closed = exchange(worked, cityDays, closures);
  const evening = spread(
    cityDays.filter((day) => !closed.includes(day)),
    evenings,
  );

  return days.map((day) => {
    const cityOpen = cityDays.includes(day);
    let pattern: DayPattern = cityOpen ? 'weekday' : 'closed';
    if (worked.includes(day)) pattern = 'holiday';
    if (closed.includes(day)) pattern = 'closed';
    if (evening.includes(day)) pattern = 'evening';
    return { day, pattern, cityOpen, holidayName: holidays[day] ?? null };
  });
}

export interface YearProposal extends Omit<MonthProposal, 'month'> {
  /** 年度: from April of this year to the next March; `closures` are those of the whole year, spread evenly over its months */
  fiscalYear: number;
}

export function proposeYear({ fiscalYear, closures, ...rest }: YearProposal): CalendarDay[] {
  return Array.from({ length: 12 }, (_, index) => {
    const month = addMonths(`${fiscalYear}-04-01`, index).slice(0, 7);
    const share = Math.floor(((index + 1) * closures) / 12) - Math.floor((index * closures) / 12);
    return proposeMonth({ ...rest, month, closures: share });
  }).flat();
}

export function countPatterns(days: readonly CalendarDay[]): Record<DayPattern, number> {
  const counts: Record<DayPattern, number> = { weekday: 0, evening: 0, holiday: 0, closed: 0 };
  for (const { pattern } of days) counts[pattern] += 1;
  return counts;
}

/** 年末年始, 29 December to 3 January: neither the city nor the centre opens. */
export function isYearEnd(day: PlainDate): boolean {
  const monthDay = day.slice(5);
  return monthDay >= '12-29' || monthDay <= '01-03';
}

export function isCityDay(day: PlainDate, holidays: Readonly<Record<PlainDate, string>>): boolean {
  return weekdayOf(day) <= 5 && !(day in holidays) && !isYearEnd(day);
}

function daysOf(month: string): PlainDate[] {
  const days: PlainDate[] = [];
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) days.push(day);
  return days;
}

/** Saturdays and Sundays by turns, spread over the month: people answer on Sundays most, but not the same ones. */
function weekendDays(daysOff: readonly PlainDate[], count: number): PlainDate[] {
  return Array.from({ length: count }, (_, slot) => {
    const candidates = daysOff.filter((day) => weekdayOf(day) === (slot % 2 === 0 ? 6 : 7));
    return candidates.slice(Math.floor(((slot + 0.5) * candidates.length) / count))[0];
  }).filter((day) => day !== undefined);
}

/** `count` of the days at even distances; all of them when there are no more. */
function spread(days: readonly PlainDate[], count: number): PlainDate[] {
  if (count >= days.length) return [...days];
  const chosen = new Set(Array.from({ length: count }, (_, slot) => Math.floor(((slot + 0.5) * days.length) / count)));
  return days.filter((_, index) => chosen.has(index));
}

/** The first city day after each worked day off, then (for more closures than those) others at even distances. */
function exchange(worked: readonly PlainDate[], cityDays: readonly PlainDate[], count: number): PlainDate[] {
  const closed: PlainDate[] = [];
  for (const day of worked.slice(0, count)) {
    const free = cityDays.filter((cityDay) => !closed.includes(cityDay));
    const next = free.find((cityDay) => cityDay > day) ?? free.at(-1);
    if (next) closed.push(next);
  }
  const others = cityDays.filter((day) => !closed.includes(day));
  return [...closed, ...spread(others, count - closed.length)];
}
