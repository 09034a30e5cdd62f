import holidayJp from '@holiday-jp/holiday_jp';
import { Calendar, type Opening } from '../../../domain/calendar.ts';
import { proposeYear } from '../../../domain/calendar-proposal.ts';
import type { Session } from '../../../domain/codes.ts';
import { fiscalYearOf } from '../../../domain/time.ts';
import { later } from './days.ts';

const holidays = Object.fromEntries(Object.values(holidayJp.holidays).map(({ date, name }) => [date, name]));
const closuresAYear = 22;

export type OpeningOn = Opening & { day: string };

/** The years around the demo: when the predecessor called, when the city is open and bills fall due. Answers are looked up, not computed. */
export interface CityCalendar {
  calendar: Calendar;
  /** The first opening of that session on or after the day */
  openingFrom(day: string, session: Session): OpeningOn | undefined;
  cityOpenFrom(day: string): string;
}

export function cityCalendar(today: string): CityCalendar {
  const year = fiscalYearOf(today);
  const known = calendars.get(year) ?? calendarAround(year);
  calendars.set(year, known);
  return known;
}

const calendars = new Map<number, CityCalendar>();

function calendarAround(year: number): CityCalendar {
  const calendar = new Calendar(
    [year - 1, year, year + 1].flatMap((fiscalYear) => proposeYear({ fiscalYear, holidays, closures: closuresAYear })),
  );
  const openings = calendar.days.flatMap(({ day }) => calendar.openingsOf(day).map((opening) => ({ ...opening, day })));
  const bySession = Map.groupBy(openings, ({ session }) => session);
  const open = new Map(calendar.days.map(({ day, cityOpen }) => [day, cityOpen]));
  return {
    calendar,
    openingFrom: (day, session) => bySession.get(session)?.find((opening) => opening.day >= day),
    cityOpenFrom(day) {
      let next = day;
      while (open.get(next) === false) next = later(next, 1);
      return next;
    },
  };
}

/** Where a demo begins: the first day on or after `from` with a plain weekday's hours. */
export function firstDemoDay(from: string): string {
  const { openingFrom, calendar } = cityCalendar(from);
  let opening = openingFrom(from, 'weekday');
  while (opening && calendar.patternOf(opening.day) !== 'weekday')
    opening = openingFrom(later(opening.day, 1), 'weekday');
  if (!opening) throw new RangeError(`No weekday after ${from} in the calendar`);
  return opening.day;
}
