import { describe, expect, test } from '@jest/globals';
import holidayJp from '@holiday-jp/holiday_jp';
import { checkMonth, checkYear, daysOfMonth } from '../../domain/calendar-check.ts';
import { proposeMonth, proposeYear } from '../../domain/calendar-proposal.ts';

const holidays = Object.fromEntries(Object.entries(holidayJp.holidays).map(([day, { name }]) => [day, name]));
const codes = (notes: readonly { code: string }[]) => notes.map(({ code }) => code);

describe('a year beside the contract', () => {
  test('FY2024 with 22 closures is the example, and the two that are missing are noted', () => {
    const check = checkYear(2024, proposeYear({ fiscalYear: 2024, holidays, closures: 22 }));
    expect(check.counts).toMatchObject({ weekday: 125, evening: 96, holiday: 24 });
    expect(check.closures).toBe(22);
    expect(check.notes).toEqual([
      { severity: 'note', code: 'closures_unbalanced', month: null, params: { closures: 22, worked: 24 } },
    ]);
  });

  test('FY2024 with a closure for each worked holiday has nothing to note', () => {
    const check = checkYear(2024, proposeYear({ fiscalYear: 2024, holidays, closures: 24 }));
    expect(check.counts).toMatchObject({ weekday: 123, evening: 96, holiday: 24 });
    expect(check.notes).toEqual([]);
  });

  test('its months are those of the fiscal year, a month that is not known yet is noted', () => {
    const days = proposeYear({ fiscalYear: 2024, holidays, closures: 24 }).filter(({ day }) => day < '2025-03-01');
    const { months, notes } = checkYear(2024, days);
    expect([months[0]!.month, months.at(-1)!.month]).toEqual(['2024-04', '2025-03']);
    expect(notes.filter(({ month }) => month !== null)).toEqual([
      { severity: 'note', code: 'days_missing', month: '2025-03', params: { count: 31 } },
    ]);
  });
});

describe('a month beside the contract', () => {
  const month = proposeMonth({ month: '2026-12', holidays, closures: 2 });

  test('one without any open day is an alarm', () => {
    const closed = month.map((day) => ({ ...day, pattern: 'closed' as const }));
    expect(checkMonth('2026-12', closed).notes[0]).toMatchObject({ severity: 'alarm', code: 'no_open_day' });
    expect(codes(checkMonth('2026-12', month).notes)).not.toContain('no_open_day');
  });

  test('one open day is enough for no alarm', () => {
    const one = month.map((day) => ({ ...day, pattern: day.day === '2026-12-01' ? ('weekday' as const) : 'closed' }));
    expect(codes(checkMonth('2026-12', one as typeof month).notes)).toEqual(['evenings', 'worked_holidays']);
  });

  test('a day worked between 29 December and 3 January is noted, the days beside them are not', () => {
    const worked = month.map((day) =>
      ['2026-12-28', '2026-12-29', '2026-12-31'].includes(day.day) ? { ...day, pattern: 'weekday' as const } : day,
    );
    const { notes } = checkMonth('2026-12', worked);
    expect(notes.filter(({ code }) => code === 'year_end_open').map(({ params }) => params['day'])).toEqual([
      '2026-12-29',
      '2026-12-31',
    ]);
  });

  test('a kind of day that does not fit the city’s is noted with its day', () => {
    const odd = month.map((day) => {
      if (day.day === '2026-12-06') return { ...day, pattern: 'weekday' as const }; // a Sunday
      return day.day === '2026-12-07' ? { ...day, pattern: 'holiday' as const } : day;
    });
    const { notes } = checkMonth('2026-12', odd);
    expect(notes).toContainEqual(
      expect.objectContaining({ code: 'weekday_on_day_off', params: { day: '2026-12-06' } }),
    );
    expect(notes).toContainEqual(
      expect.objectContaining({ code: 'holiday_on_city_day', params: { day: '2026-12-07' } }),
    );
  });

  test.each([
    ['2024-02', 29],
    ['2026-02', 28],
    ['2100-02', 28],
    ['2026-12', 31],
  ])('%s has %d days', (of, count) => {
    expect(daysOfMonth(of)).toHaveLength(count);
    expect(proposeMonth({ month: of, holidays, closures: 2 })).toHaveLength(count);
  });
});
