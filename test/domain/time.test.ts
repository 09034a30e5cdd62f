import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  dateOf,
  daysBetween,
  fiscalYearOf,
  instantAt,
  isPlainDate,
  timeOf,
  weekdayOf,
} from '../../domain/time.ts';

describe('instants and days of Tokyo', () => {
  test('the day changes at 15:00 UTC', () => {
    expect(dateOf(new Date('2026-11-21T14:59:59Z'))).toBe('2026-11-21');
    expect(dateOf(new Date('2026-11-21T15:00:00Z'))).toBe('2026-11-22');
    expect(timeOf(new Date('2026-11-21T15:00:00Z'))).toBe('00:00');
  });

  test('a wall clock time becomes its instant and comes back', () => {
    const at = instantAt('2026-11-22', '09:30');
    expect(at.toISOString()).toBe('2026-11-22T00:30:00.000Z');
    expect([dateOf(at), timeOf(at)]).toEqual(['2026-11-22', '09:30']);
    expect(instantAt('2026-12-31', '24:00')).toEqual(instantAt('2027-01-01', '00:00'));
  });

  test('day and wall clock are those of the time zone database since 1952', () => {
    const tokyo = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo', dateStyle: 'short', timeStyle: 'short' });
    const instants = fc.date({ min: new Date('1952-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
    fc.assert(fc.property(instants, (at) => `${dateOf(at)} ${timeOf(at)}` === tokyo.format(at)));
  });

  test('an impossible date or time is refused', () => {
    expect(() => instantAt('2026-02-30', '09:00')).toThrow(RangeError);
    expect(() => instantAt('2026-02-03', '25:00')).toThrow(RangeError);
    expect(() => addDays('2026-2-3', 1)).toThrow(RangeError);
    expect(() => dateOf(new Date(Number.NaN))).toThrow(RangeError);
    expect(isPlainDate('2026-02-29')).toBe(false);
    expect(isPlainDate('2028-02-29')).toBe(true);
    expect(isPlainDate('2028-02-29T00:00')).toBe(false);
  });
});

describe('counting days', () => {
  test('days and months are added over year and month ends', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
  });

  test('days between are signed and count a leap day', () => {
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
    expect(daysBetween('2026-03-01', '2026-02-28')).toBe(-1);
    expect(daysBetween('2026-01-01', '2027-01-01')).toBe(365);
  });

  test('the week begins on Monday and the fiscal year in April', () => {
    expect(weekdayOf('2026-11-22')).toBe(7);
    expect(weekdayOf('2026-11-23')).toBe(1);
    expect(fiscalYearOf('2027-03-31')).toBe(2026);
    expect(fiscalYearOf('2027-04-01')).toBe(2027);
  });
});
