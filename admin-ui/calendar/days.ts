import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CalendarRow } from '../../api/schemas/calendar.ts';
import type { CalendarDay, DayPattern } from '../../domain/calendar.ts';
import type { PlainDate } from '../../domain/time.ts';
import { api } from '../providers/http.ts';

/** What a manager has chosen and not sent yet, by day. */
export type Draft = Readonly<Record<PlainDate, DraftDay>>;

export interface DraftDay {
  pattern: DayPattern;
  /** By hand, or as proposed */
  edited: boolean;
  /** The day itself when the calendar does not know it yet */
  day: CalendarRow;
}

export interface ShownDay extends CalendarRow {
  changed: boolean;
}

/** The days of a fiscal year, as they are. */
export function useYear(fiscalYear: number | null) {
  return useQuery({
    queryKey: ['calendar-days', fiscalYear],
    queryFn: ({ signal }) => {
      const filter = { from_date: `${fiscalYear}-04-01`, to_date: `${Number(fiscalYear) + 1}-03-31` };
      const query = new URLSearchParams({ filter: JSON.stringify(filter), range: '[0,399]' });
      return api.get<CalendarRow[]>(`/api/calendar-days?${query}`, signal);
    },
    enabled: fiscalYear !== null,
    placeholderData: keepPreviousData,
  });
}

/** The known days with the draft's in their place, those of new months too. */
export function withDraft(known: readonly CalendarRow[], draft: Draft): ShownDay[] {
  const byDay = new Map(known.map((row) => [row.day, { ...row, changed: false }]));
  for (const { day, pattern, edited } of Object.values(draft))
    byDay.set(day.day, { ...(byDay.get(day.day) ?? day), pattern, edited, changed: true });
  return [...byDay.values()].toSorted((left, right) => (left.day < right.day ? -1 : 1));
}

/** The draft with one more day; a day that is again as it was leaves it. */
export function chosen(draft: Draft, row: CalendarRow, known: CalendarRow | undefined, pattern: DayPattern): Draft {
  const { [row.day]: _before, ...others } = draft;
  return known?.pattern === pattern ? others : { ...others, [row.day]: { pattern, edited: true, day: row } };
}

/** The draft with a proposal in it: only what differs from the calendar. */
export function proposed(draft: Draft, proposal: readonly CalendarRow[], known: readonly CalendarRow[]): Draft {
  const byDay = new Map(known.map((row) => [row.day, row]));
  const days = proposal.filter(({ day, pattern }) => byDay.get(day)?.pattern !== pattern);
  const inProposal = new Set(proposal.map(({ day }) => day));
  const others = Object.entries(draft).filter(([day]) => !inProposal.has(day));
  return Object.fromEntries([
    ...others,
    ...days.map((day) => [day.day, { pattern: day.pattern, edited: false, day }] as const),
  ]);
}

/** As the domain's checks read them. */
export function calendarDays(rows: readonly CalendarRow[]): CalendarDay[] {
  return rows.map(({ day, pattern, city_open, holiday_name }) => ({
    day,
    pattern,
    cityOpen: city_open,
    holidayName: holiday_name,
  }));
}
