import { Calendar, type CalendarDay } from './calendar.ts';
import { daysOfMonth } from './calendar-check.ts';
import { isCityDay, proposeMonth } from './calendar-proposal.ts';
import { addDays, type PlainDate } from './time.ts';

/** A day as it would be; `edited` when a person chose it, so that a later proposal leaves it alone. */
export interface PlannedDay extends CalendarDay {
  edited: boolean;
}

export type CalendarRefusal = 'calendar_past' | 'calendar_twice' | 'calendar_gap';

/** Days that really differ from the known ones, in order. */
export function differingDays(known: readonly PlannedDay[], wanted: readonly PlannedDay[]): PlannedDay[] {
  const byDay = new Map(known.map((day) => [day.day, day]));
  return wanted
    .filter((day) => !isSameDay(byDay.get(day.day), day))
    .toSorted((left, right) => (left.day < right.day ? -1 : 1));
}

function isSameDay(known: CalendarDay | undefined, wanted: CalendarDay): boolean {
  return (
    known !== undefined &&
    known.pattern === wanted.pattern &&
    known.cityOpen === wanted.cityOpen &&
    known.holidayName === wanted.holidayName
  );
}

/**
 * Why days cannot be changed so; null when they can. Today is under way: its calls and deadlines are not moved any more (緊急停止 stops a
 * channel at once). The calendar has no gaps: new months follow its last one, whole.
 */
export function refusalOf(
  known: readonly CalendarDay[],
  wanted: readonly CalendarDay[],
  today: PlainDate,
): { refusal: CalendarRefusal; day: PlainDate } | null {
  const sorted = wanted.map(({ day }) => day).toSorted();
  const twice = sorted.find((day, index) => day === sorted[index + 1]);
  if (twice) return { refusal: 'calendar_twice', day: twice };
  const past = sorted.find((day) => day <= today);
  if (past) return { refusal: 'calendar_past', day: past };
  const all = new Set([...known.map(({ day }) => day), ...sorted]);
  const gap = sorted.find((day) => !all.has(addDays(day, -1)) && all.size > sorted.length);
  if (gap) return { refusal: 'calendar_gap', day: gap };
  const cut = sorted.find((day) => daysOfMonth(day.slice(0, 7)).some((other) => other > day && !all.has(other)));
  return cut ? { refusal: 'calendar_gap', day: cut } : null;
}

/** The calendar with these days in the place of its own, and without those of `gone`. */
export function withDays(calendar: Calendar, days: readonly CalendarDay[], gone: readonly PlainDate[] = []): Calendar {
  const byDay = new Map(calendar.days.map((day) => [day.day, day]));
  for (const day of gone) byDay.delete(day);
  for (const day of days) byDay.set(day.day, day);
  return new Calendar([...byDay.values()]);
}

export interface Reproposal {
  known: readonly PlannedDay[];
  holidays: Readonly<Record<PlainDate, string>>;
  /** The last day that stays as it is */
  today: PlainDate;
}

/**
 * Other public holidays: each later day gets its name and whether the city opens; in a month in which that changes, days that nobody edited
 * are proposed anew with as many evenings, worked days off and closures as the month had.
 */
export function withHolidays({ known, holidays, today }: Reproposal): PlannedDay[] {
  const months = [...new Set(known.filter(({ day }) => day > today).map(({ day }) => day.slice(0, 7)))];
  return differingDays(
    known,
    months.flatMap((month) => monthWithHolidays({ known, holidays, today }, month)),
  );
}

function monthWithHolidays({ known, holidays, today }: Reproposal, month: string): PlannedDay[] {
  const days = known.filter(({ day }) => day.startsWith(month));
  const later = days.filter(({ day }) => day > today);
  const named = later.map((day) => ({
    ...day,
    cityOpen: isCityDay(day.day, holidays),
    holidayName: holidays[day.day] ?? null,
  }));
  const moves = named.some((day, index) => day.cityOpen !== later[index]!.cityOpen);
  if (!moves) return named;
  const proposal = proposeMonth({ month, holidays, ...sizeOf(days) });
  const proposed = new Map(proposal.map((day) => [day.day, day.pattern]));
  return named.map((day) => ({ ...day, pattern: day.edited ? day.pattern : (proposed.get(day.day) ?? day.pattern) }));
}

/** The numbers with which a month was proposed, told from its days. */
export function sizeOf(days: readonly CalendarDay[]): { evenings: number; workedHolidays: number; closures: number } {
  return {
    evenings: days.filter(({ pattern }) => pattern === 'evening').length,
    workedHolidays: days.filter(({ pattern }) => pattern === 'holiday').length,
    closures: days.filter(({ pattern, cityOpen }) => cityOpen && pattern === 'closed').length,
  };
}
