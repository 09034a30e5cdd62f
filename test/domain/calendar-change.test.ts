import { describe, expect, test } from '@jest/globals';
import holidayJp from '@holiday-jp/holiday_jp';
import { Calendar, type DayPattern } from '../../domain/calendar.ts';
import {
  differingDays,
  type PlannedDay,
  refusalOf,
  sizeOf,
  withDays,
  withHolidays,
} from '../../domain/calendar-change.ts';
import { proposeMonth } from '../../domain/calendar-proposal.ts';

const holidays = Object.fromEntries(Object.entries(holidayJp.holidays).map(([day, { name }]) => [day, name]));
const months = ['2026-11', '2026-12', '2027-01', '2027-02'];
const known: PlannedDay[] = months.flatMap((month) =>
  proposeMonth({ month, holidays, closures: 2 }).map((day) => ({ ...day, edited: false })),
);
const today = '2026-11-26';
const the = (day: string) => known.find((one) => one.day === day)!;
const as = (day: string, pattern: DayPattern) => ({ ...the(day), pattern, edited: true });
const whole = (month: string) =>
  proposeMonth({ month, holidays, closures: 2 }).map((day) => ({ ...day, edited: false }));

describe('days of a change', () => {
  test('only those that differ count, in order', () => {
    const wanted = [as('2026-12-02', 'closed'), { ...the('2026-12-01'), edited: true }, as('2026-11-27', 'closed')];
    expect(differingDays(known, wanted).map(({ day }) => day)).toEqual(['2026-11-27', '2026-12-02']);
  });

  test('today and the past are refused, tomorrow is not', () => {
    expect(refusalOf(known, [as('2026-11-25', 'closed')], today)).toEqual({
      refusal: 'calendar_past',
      day: '2026-11-25',
    });
    expect(refusalOf(known, [as('2026-11-26', 'closed')], today)).toMatchObject({ refusal: 'calendar_past' });
    expect(refusalOf(known, [as('2026-11-27', 'closed')], today)).toBeNull();
  });

  test('a day given twice is refused', () => {
    const twice = [as('2026-12-01', 'closed'), as('2026-12-01', 'evening')];
    expect(refusalOf(known, twice, today)).toEqual({ refusal: 'calendar_twice', day: '2026-12-01' });
  });

  test('the calendar grows by whole months without a gap', () => {
    expect(refusalOf(known, whole('2027-03'), today)).toBeNull();
    expect(refusalOf(known, [...whole('2027-04'), ...whole('2027-03')], today)).toBeNull();
    expect(refusalOf(known, whole('2027-04'), today)).toEqual({ refusal: 'calendar_gap', day: '2027-04-01' });
    expect(refusalOf(known, whole('2027-03').slice(0, -1), today)).toMatchObject({ refusal: 'calendar_gap' });
    expect(refusalOf([], whole('2027-03'), today)).toBeNull();
  });

  test('a calendar with other days leaves the first as it is, and days are taken away again', () => {
    const calendar = new Calendar(known);
    const closed = withDays(calendar, [as('2026-11-27', 'closed')]);
    expect([calendar.isOperatingDay('2026-11-27'), closed.isOperatingDay('2026-11-27')]).toEqual([true, false]);
    const longer = withDays(calendar, whole('2027-03'));
    const gone = withDays(
      longer,
      [],
      whole('2027-03').map(({ day }) => day),
    );
    expect(gone.days).toHaveLength(calendar.days.length);
  });
});

describe('other public holidays', () => {
  const more = { ...holidays, '2026-12-16': '新しい祝日' };

  test('close the city and propose the rest of that month anew with its numbers; other months stay', () => {
    const days = withHolidays({ known, holidays: more, today });
    expect(days.every(({ day }) => day.startsWith('2026-12'))).toBe(true);
    expect(days.find(({ day }) => day === '2026-12-16')).toMatchObject({ cityOpen: false, holidayName: '新しい祝日' });
    const month = [...new Map([...known, ...days].map((day) => [day.day, day])).values()];
    const december = month.filter(({ day }) => day.startsWith('2026-12'));
    expect(sizeOf(december)).toEqual({ evenings: 8, workedHolidays: 2, closures: 2 });
  });

  test('leave the pattern of a day that somebody edited', () => {
    const edited = known.map((day) => (day.day === '2026-12-16' ? as('2026-12-16', 'evening') : day));
    const days = withHolidays({ known: edited, holidays: more, today });
    expect(days.find(({ day }) => day === '2026-12-16')).toMatchObject({ pattern: 'evening', cityOpen: false });
  });

  test('change no day up to today, and nothing at all when they are the same', () => {
    expect(withHolidays({ known, holidays, today })).toEqual([]);
    expect(withHolidays({ known, holidays: { ...holidays, [today]: '新しい祝日' }, today })).toEqual([]);
  });

  test('with another name only rename', () => {
    const renamed = { ...holidays, '2027-01-01': '元旦' };
    expect(withHolidays({ known, holidays: renamed, today })).toEqual([{ ...the('2027-01-01'), holidayName: '元旦' }]);
  });
});
