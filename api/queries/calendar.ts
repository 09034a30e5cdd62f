import type { CalendarDay } from '../../domain/calendar.ts';
import { type PlannedDay, withHolidays } from '../../domain/calendar-change.ts';
import { checkMonth } from '../../domain/calendar-check.ts';
import { isCityDay, proposeMonth } from '../../domain/calendar-proposal.ts';
import { dateOf, type PlainDate } from '../../domain/time.ts';
import type { Queryable } from '../../prisma/database.ts';
import { plannedDays, publicHolidays } from '../../records/calendar.ts';
import type { CalendarChange, CalendarRow, HolidayCheck } from '../schemas/calendar.ts';

export interface ProposalSize {
  month: string;
  closures: number;
  evenings: number;
  workedHolidays: number;
}

/** A month as it would be proposed; the days that somebody edited and those that are over stay as they are. */
export async function proposal(db: Queryable, size: ProposalSize, now: Date): Promise<CalendarRow[]> {
  const known = new Map((await plannedDays(db)).map((day) => [day.day, day]));
  const proposed = proposeMonth({ ...size, holidays: await publicHolidays(db) });
  const today = dateOf(now);
  return proposed.map((day) => {
    const own = known.get(day.day);
    return rowOf(own && (own.edited || day.day <= today) ? own : { ...day, edited: false });
  });
}

/** Days as a manager chose them: names and the city's days are not hers to choose. */
export async function chosenDays(
  db: Queryable,
  days: readonly { day: PlainDate; pattern: CalendarRow['pattern']; edited: boolean }[],
): Promise<PlannedDay[]> {
  const known = new Map((await plannedDays(db)).map((day) => [day.day, day]));
  const holidays = await publicHolidays(db);
  return days.map(({ day, pattern, edited }) => {
    const own = known.get(day) ?? { cityOpen: isCityDay(day, holidays), holidayName: holidays[day] ?? null };
    return { day, pattern, edited, cityOpen: own.cityOpen, holidayName: own.holidayName };
  });
}

/** What other public holidays make of the calendar: the file's for the years it names, the known ones for others. */
export async function daysWithHolidays(
  db: Queryable,
  named: Readonly<Record<PlainDate, string>>,
  now: Date,
): Promise<{ days: PlannedDay[]; known: PlannedDay[] }> {
  const years = new Set(Object.keys(named).map((day) => day.slice(0, 4)));
  const kept = Object.entries(await publicHolidays(db)).filter(([day]) => !years.has(day.slice(0, 4)));
  const known = await plannedDays(db);
  const holidays = { ...Object.fromEntries(kept), ...named };
  return { days: withHolidays({ known, holidays, today: dateOf(now) }), known };
}

export function changedDays(before: readonly CalendarDay[], after: readonly CalendarDay[]): HolidayCheck['days'] {
  const byDay = new Map(before.map((day) => [day.day, day]));
  return after.map(({ day, pattern, cityOpen, holidayName }) => {
    const was = byDay.get(day);
    return {
      day,
      before: was?.pattern ?? null,
      after: pattern,
      city_before: was?.cityOpen ?? null,
      city_after: cityOpen,
      holiday_before: was?.holidayName ?? null,
      holiday_after: holidayName,
    };
  });
}

export const calendarChangeTables = `calendar_change c JOIN staff q ON q.id = c.requested_by LEFT JOIN staff p ON p.id = c.applied_by`;

type Stored = Omit<CalendarChange, 'days' | 'months_without_open_day'> & { days: PlannedDay[]; before: CalendarDay[] };

/** One change with what moves, by kind; null for an unknown id. */
export async function calendarChangePage(db: Queryable, id: string): Promise<CalendarChange | null> {
  const { rows } = await db.query<Stored>(
    `SELECT c.id, c.source, c.reason, c.state, c.days, c.before, c.done, c.total, q.name AS requested_by_name, c.requested_at,
            p.name AS applied_by_name, c.applied_at, c.finished_at,
            c.state IN ('previewing','previewed') AND c.base_version <> i.calendar_version AS stale,
            (SELECT coalesce(json_agg(json_build_object('kind', m.kind, 'conflict', m.conflict, 'count', m.count) ORDER BY m.conflict, m.kind), '[]')
               FROM (SELECT kind, conflict, count(*)::integer AS count FROM calendar_change_item
                      WHERE change_id = c.id AND state <> 'gone' GROUP BY kind, conflict) m) AS counts
       FROM ${calendarChangeTables} CROSS JOIN installation i WHERE c.id = $1`,
    [id],
  );
  const stored = rows[0];
  if (!stored) return null;
  const { before, days, ...change } = stored;
  const planned = new Map([...(await plannedDays(db)), ...days].map((day) => [day.day, day]));
  const months = [...new Set(days.map(({ day }) => day.slice(0, 7)))];
  const isShut = (month: string) =>
    checkMonth(month, [...planned.values()]).notes.some(({ code }) => code === 'no_open_day');
  return { ...change, days: changedDays(before, days), months_without_open_day: months.filter(isShut) };
}

function rowOf({ day, pattern, cityOpen, holidayName, edited }: PlannedDay): CalendarRow {
  return { id: day, day, pattern, city_open: cityOpen, holiday_name: holidayName, edited };
}
