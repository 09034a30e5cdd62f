import type { CalendarDay, DayPattern } from './calendar.ts';
import { contractMonth, countPatterns, isYearEnd } from './calendar-proposal.ts';
import { addDays, addMonths, type PlainDate } from './time.ts';

export const calendarNoteCodes = [
  'no_open_day', // 開所日がない月
  'days_missing',
  'evenings',
  'worked_holidays',
  'year_end_open',
  'weekday_on_day_off',
  'holiday_on_city_day',
  'closures_unbalanced',
] as const;
export type CalendarNoteCode = (typeof calendarNoteCodes)[number];

/** How a plan differs from the contract (§7(1)ア). A note is to be seen, not to be obeyed; an alarm is very likely a mistake. */
export interface CalendarNote {
  severity: 'alarm' | 'note';
  code: CalendarNoteCode;
  /** 'YYYY-MM'; null for the year */
  month: string | null;
  params: Record<string, string | number>;
}

export interface MonthCheck {
  /** 'YYYY-MM' */
  month: string;
  counts: Record<DayPattern, number>;
  /** Days the city is open and the centre is not, in exchange for worked days off */
  closures: number;
  notes: CalendarNote[];
}

export interface YearCheck {
  fiscalYear: number;
  counts: Record<DayPattern, number>;
  closures: number;
  months: MonthCheck[];
  /** The year's own and then those of its months */
  notes: CalendarNote[];
}

/** One month against the contract: 8 evenings, 2 worked days off, the end of the year closed, each kind of day where it belongs. */
export function checkMonth(month: string, known: readonly CalendarDay[]): MonthCheck {
  const days = known.filter(({ day }) => day.startsWith(month));
  const counts = countPatterns(days);
  const notes: CalendarNote[] = [];
  const note = (code: CalendarNoteCode, params: CalendarNote['params'] = {}) =>
    notes.push({ severity: code === 'no_open_day' ? 'alarm' : 'note', code, month, params });

  const missing = daysOfMonth(month).length - days.length;
  if (missing > 0) note('days_missing', { count: missing });
  else if (counts.closed === days.length) note('no_open_day');
  if (missing === 0 && counts.evening !== contractMonth.evenings)
    note('evenings', { count: counts.evening, wanted: contractMonth.evenings });
  if (missing === 0 && counts.holiday !== contractMonth.workedHolidays)
    note('worked_holidays', { count: counts.holiday, wanted: contractMonth.workedHolidays });
  for (const { day, pattern, cityOpen } of days) {
    if (pattern === 'closed') continue;
    if (isYearEnd(day)) note('year_end_open', { day });
    else if (cityOpen && pattern === 'holiday') note('holiday_on_city_day', { day });
    else if (!cityOpen && pattern !== 'holiday') note('weekday_on_day_off', { day });
  }
  return { month, counts, closures: closuresOf(days), notes };
}

/** April to March, with the totals that the contract's example gives (125/96/24 for FY2024) and whether closures balance worked days off. */
export function checkYear(fiscalYear: number, known: readonly CalendarDay[]): YearCheck {
  const [from, end] = [`${fiscalYear}-04-01`, `${fiscalYear + 1}-04-01`];
  const days = known.filter(({ day }) => day >= from && day < end);
  const months = monthsOfYear(fiscalYear).map((month) => checkMonth(month, days));
  const counts = countPatterns(days);
  const closures = closuresOf(days);
  const own: CalendarNote[] = [];
  if (closures !== counts.holiday) {
    const params = { closures, worked: counts.holiday };
    own.push({ severity: 'note', code: 'closures_unbalanced', month: null, params });
  }
  return { fiscalYear, counts, closures, months, notes: [...own, ...months.flatMap(({ notes }) => notes)] };
}

/** 'YYYY-MM' of April to the next March. */
function monthsOfYear(fiscalYear: number): string[] {
  return Array.from({ length: 12 }, (_, index) => addMonths(`${fiscalYear}-04-01`, index).slice(0, 7));
}

export function daysOfMonth(month: string): PlainDate[] {
  const days: PlainDate[] = [];
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) days.push(day);
  return days;
}

function closuresOf(days: readonly CalendarDay[]): number {
  return days.filter(({ pattern, cityOpen }) => cityOpen && pattern === 'closed').length;
}
