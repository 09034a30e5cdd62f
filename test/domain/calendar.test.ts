import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Calendar, insideOuterGuard, type CalendarDay, type DayPattern } from '../../domain/calendar.ts';
import type { Session } from '../../domain/codes.ts';
import { addDays, instantAt } from '../../domain/time.ts';

const day = (date: string, pattern: DayPattern, cityOpen = true): CalendarDay => ({
  day: date,
  pattern,
  cityOpen,
  holidayName: null,
});

/** Friday 20 November 2026 to Thursday 26 November: Saturday off, Sunday worked, Monday a holiday, Tuesday closed in exchange. */
const calendar = new Calendar([
  day('2026-11-26', 'weekday'),
  day('2026-11-20', 'weekday'),
  day('2026-11-21', 'closed', false),
  day('2026-11-22', 'holiday', false),
  day('2026-11-23', 'closed', false),
  day('2026-11-24', 'closed'),
  day('2026-11-25', 'evening'),
]);

describe('sessions', () => {
  test.each([
    ['2026-11-20', '08:59', null],
    ['2026-11-20', '09:00', 'weekday'],
    ['2026-11-20', '16:59', 'weekday'],
    ['2026-11-20', '17:00', null],
    ['2026-11-21', '10:00', null],
    ['2026-11-22', '10:00', 'holiday'],
    ['2026-11-24', '10:00', null],
    ['2026-11-25', '11:59', null],
    ['2026-11-25', '12:00', 'weekday'],
    ['2026-11-25', '16:59', 'weekday'],
    ['2026-11-25', '17:00', 'evening'],
    ['2026-11-25', '19:59', 'evening'],
    ['2026-11-25', '20:00', null],
    ['2030-01-07', '10:00', null],
  ])('at %s %s the session is %s', (date, time, session) => {
    const at = instantAt(date, time);
    expect(calendar.sessionAt(at)).toBe(session);
    expect(calendar.isOpen(at)).toBe(session !== null);
  });

  test('the outer guard holds from 8:00 to 21:00', () => {
    const guard = ['07:59', '08:00', '20:59', '21:00'].map((time) => insideOuterGuard(instantAt('2026-11-20', time)));
    expect(guard).toEqual([false, true, true, false]);
  });

  test('an evening day closes at 20:00, a closed day never opens', () => {
    expect(calendar.closingOf('2026-11-25')).toEqual(instantAt('2026-11-25', '20:00'));
    expect(calendar.closingOf('2026-11-22')).toEqual(instantAt('2026-11-22', '17:00'));
    expect(calendar.closingOf('2026-11-24')).toBeNull();
  });
});

describe('next opening', () => {
  const next = (date: string, time: string, session: Session | 'any') =>
    calendar.nextOpening(instantAt(date, time), session);

  test('inside an opening it is what is left of it', () => {
    expect(next('2026-11-20', '10:00', 'weekday')).toEqual({
      from: instantAt('2026-11-20', '10:00'),
      to: instantAt('2026-11-20', '17:00'),
      session: 'weekday',
    });
  });

  test('at closing time it is the next open day of any session', () => {
    expect(next('2026-11-20', '17:00', 'any')).toEqual({
      from: instantAt('2026-11-22', '09:00'),
      to: instantAt('2026-11-22', '17:00'),
      session: 'holiday',
    });
  });

  test('a session skips days without it', () => {
    expect(next('2026-11-20', '17:00', 'weekday')?.from).toEqual(instantAt('2026-11-25', '12:00'));
    expect(next('2026-11-20', '17:00', 'evening')?.from).toEqual(instantAt('2026-11-25', '17:00'));
    expect(next('2026-11-25', '13:00', 'evening')?.from).toEqual(instantAt('2026-11-25', '17:00'));
  });

  test('beyond the calendar there is none', () => {
    expect(next('2026-11-25', '20:00', 'evening')).toBeNull();
    expect(next('2026-11-26', '17:00', 'any')).toBeNull();
  });

  test('it is never before the instant, always open and of the session asked for', () => {
    const patterns = fc.array(fc.constantFrom<DayPattern>('weekday', 'evening', 'holiday', 'closed'), {
      minLength: 1,
      maxLength: 20,
    });
    const minutes = fc.integer({ min: -1_500, max: 21 * 1_440 });
    const sessions = fc.constantFrom<Session | 'any'>('weekday', 'evening', 'holiday', 'any');
    fc.assert(
      fc.property(patterns, minutes, sessions, (list, minute, session) => {
        const some = new Calendar(list.map((pattern, index) => day(addDays('2026-12-20', index), pattern)));
        const after = new Date(instantAt('2026-12-20', '00:00').getTime() + minute * 60_000);
        const opening = some.nextOpening(after, session);
        if (!opening) return;
        expect(opening.from >= after && opening.from < opening.to).toBe(true);
        expect(some.sessionAt(opening.from)).toBe(opening.session);
        expect(some.sessionAt(new Date(opening.to.getTime() - 1))).toBe(opening.session);
        expect(session === 'any' || session === opening.session).toBe(true);
        expect(insideOuterGuard(opening.from)).toBe(true);
      }),
    );
  });
});

describe('operating and city days', () => {
  test('operating days skip what is closed', () => {
    expect(calendar.nextOperatingDay('2026-11-20')).toBe('2026-11-22');
    expect(calendar.nextOperatingDay('2026-11-22')).toBe('2026-11-25');
    expect(calendar.operatingDayOnOrAfter('2026-11-22')).toBe('2026-11-22');
    expect(calendar.addOperatingDays('2026-11-20', 3)).toBe('2026-11-26');
    expect(calendar.addOperatingDays('2026-11-21', 0)).toBe('2026-11-21');
  });

  test('city days ignore what the centre does', () => {
    expect(calendar.nextCityOpenDay('2026-11-20')).toBe('2026-11-24');
    expect(calendar.cityOpenDayOnOrAfter('2026-11-20')).toBe('2026-11-20');
    expect(calendar.cityOpenDayOnOrAfter('2026-11-22')).toBe('2026-11-24');
  });

  test('past the end Monday to Friday count', () => {
    expect(calendar.addOperatingDays('2026-11-26', 2)).toBe('2026-11-30');
    expect(calendar.isOperatingDay('2026-11-28')).toBe(false);
  });
});
