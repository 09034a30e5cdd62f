import { describe, expect, test } from '@jest/globals';
import holidayJp from '@holiday-jp/holiday_jp';
import { Calendar } from '../../domain/calendar.ts';
import { countPatterns, proposeMonth, proposeYear } from '../../domain/calendar-proposal.ts';

const holidays = Object.fromEntries(Object.entries(holidayJp.holidays).map(([day, { name }]) => [day, name]));

describe('a proposed year', () => {
  test('FY2024 with 22 closures is the example of the contract', () => {
    const days = proposeYear({ fiscalYear: 2024, holidays, closures: 22 });
    expect(days).toHaveLength(365);
    expect(days.filter(({ cityOpen }) => cityOpen)).toHaveLength(243);
    expect(countPatterns(days)).toEqual({ weekday: 125, evening: 96, holiday: 24, closed: 120 });
  });

  test('FY2024 with a closure for each worked holiday has two days less', () => {
    const days = proposeYear({ fiscalYear: 2024, holidays, closures: 24 });
    expect(countPatterns(days)).toMatchObject({ weekday: 123, evening: 96, holiday: 24 });
  });

  test.each([2023, 2025, 2026, 2027])('every month of FY%d has 8 evenings and 2 worked holidays', (fiscalYear) => {
    const days = proposeYear({ fiscalYear, holidays, closures: 22 });
    for (const month of new Set(days.map(({ day }) => day.slice(0, 7)))) {
      const counts = countPatterns(days.filter(({ day }) => day.startsWith(month)));
      expect({ month, evening: counts.evening, holiday: counts.holiday }).toEqual({ month, evening: 8, holiday: 2 });
    }
  });

  test('the end of the year is closed', () => {
    const calendar = new Calendar(proposeYear({ fiscalYear: 2026, holidays, closures: 22 }));
    for (const day of ['2026-12-29', '2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02', '2027-01-03']) {
      expect(calendar.dayOf(day)).toMatchObject({ pattern: 'closed', cityOpen: false });
    }
    expect(calendar.nextCityOpenDay('2026-12-28')).toBe('2027-01-04');
  });
});

describe('a proposed month', () => {
  const days = proposeMonth({ month: '2026-11', holidays, closures: 2 });

  test('evenings and closures fall on city days, worked holidays on days off', () => {
    expect(days.filter(({ pattern }) => pattern === 'evening').every(({ cityOpen }) => cityOpen)).toBe(true);
    expect(days.filter(({ pattern }) => pattern === 'holiday').every(({ cityOpen }) => !cityOpen)).toBe(true);
    expect(days.filter(({ pattern, cityOpen }) => pattern === 'closed' && cityOpen)).toHaveLength(2);
  });

  test('no week has more than three evenings', () => {
    const calendar = proposeYear({ fiscalYear: 2026, holidays, closures: 22 });
    for (let index = 0; index + 7 <= calendar.length; index += 1) {
      expect(countPatterns(calendar.slice(index, index + 7)).evening).toBeLessThanOrEqual(4);
    }
  });

  test('a public holiday carries its name', () => {
    expect(days.find(({ day }) => day === '2026-11-23')).toMatchObject({
      cityOpen: false,
      holidayName: '勤労感謝の日',
    });
  });

  test('a manager chooses other numbers', () => {
    const month = proposeMonth({ month: '2026-06', holidays, evenings: 9, workedHolidays: 3, closures: 5 });
    expect(countPatterns(month)).toMatchObject({ evening: 9, holiday: 3, weekday: 22 - 9 - 5 });
  });
});
