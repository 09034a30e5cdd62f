import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../domain/time.ts';
import { formatWareki, parseDate } from '../../domain/wareki.ts';

describe('reading dates', () => {
  test.each([
    'R8.11.22',
    'r8/11/22',
    'R8-11-22',
    '令和8年11月22日',
    '令和8年11月22日(日)',
    '令和8.11.22',
    '8/11/22',
    '8年11月22日',
    '20261122',
    '2026-11-22',
    '2026/11/22',
    '2026年11月22日',
    'R8.11.22',
    '令和8年11月22日',
    '20261122',
    '㋿8年11月22日',
    ' 令和 8年11月22日 ',
  ])('%s is 22 November 2026', (text) => {
    expect(parseDate(text)).toEqual({ ok: true, date: '2026-11-22' });
  });

  test.each([
    ['令和元年5月1日', '2019-05-01'],
    ['R元.5.1', '2019-05-01'],
    ['H31.4.30', '2019-04-30'],
    ['平成元年1月8日', '1989-01-08'],
    ['S64.1.7', '1989-01-07'],
    ['昭和57年6月14日', '1982-06-14'],
    ['T1.7.30', '1912-07-30'],
    ['M45.7.29', '1912-07-29'],
    ['明治6年1月1日', '1873-01-01'],
    ['R6.2.29', '2024-02-29'],
  ])('%s is %s', (text, date) => {
    expect(parseDate(text)).toEqual({ ok: true, date });
  });

  test.each([
    ['令和8年2月30日', 'no_such_day'],
    ['R8.2.29', 'no_such_day'],
    ['20261322', 'no_such_day'],
    ['8/0/1', 'no_such_day'],
    ['令和元年4月30日', 'outside_era'],
    ['平成31年5月1日', 'outside_era'],
    ['昭和64年1月8日', 'outside_era'],
    ['1872-12-31', 'outside_era'],
    ['令和8年11月22日(月)', 'wrong_weekday'],
    ['', 'unreadable'],
    ['来週', 'unreadable'],
    ['R0.1.1', 'unreadable'],
    ['R2026.11.22', 'unreadable'],
    ['8/11-22', 'unreadable'],
    ['026/11/22', 'unreadable'],
    ['202611', 'unreadable'],
    ['11/22', 'unreadable'],
    ['2026元年1月1日', 'unreadable'],
  ])('%s is an error: %s', (text, error) => {
    expect(parseDate(text)).toEqual({ ok: false, error });
  });
});

describe('writing dates', () => {
  test('all four forms', () => {
    expect(formatWareki('2026-11-22')).toBe('令和8年11月22日');
    expect(formatWareki('2026-11-22', { weekday: true })).toBe('令和8年11月22日(日)');
    expect(formatWareki('2026-11-22', { style: 'short' })).toBe('R8.11.22');
    expect(formatWareki('2026-11-22', { style: 'short', weekday: true })).toBe('R8.11.22(日)');
    expect(formatWareki('2019-05-01')).toBe('令和元年5月1日');
    expect(formatWareki('2019-05-01', { style: 'short' })).toBe('R1.5.1');
  });

  test('a day that has no era or does not exist is refused', () => {
    expect(() => formatWareki('1872-12-31')).toThrow(RangeError);
    expect(() => formatWareki('2026-02-30')).toThrow(RangeError);
  });

  const anyDay = fc.integer({ min: 0, max: 84_000 }).map((days) => addDays('1873-01-01', days));

  test('what is written reads back as the same day', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom('kanji' as const, 'short' as const), fc.boolean(), (date, style, weekday) => {
        expect(parseDate(formatWareki(date, { style, weekday }))).toEqual({ ok: true, date });
      }),
    );
  });

  test('it agrees with the Japanese calendar of the platform', () => {
    const platform = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { dateStyle: 'long', timeZone: 'UTC' });
    fc.assert(
      fc.property(anyDay, (date) => {
        expect(formatWareki(date)).toBe(platform.format(new Date(`${date}T00:00:00Z`)));
      }),
    );
  });
});
