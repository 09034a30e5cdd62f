import { describe, expect, test } from '@jest/globals';
import iconv from 'iconv-lite';
import { readHolidays } from '../../activities/holiday-file.ts';

const today = '2026-11-26';
const heading = '国民の祝日・休日月日,国民の祝日・休日名称';
const file = (...rows: string[]) => iconv.encode([heading, ...rows, ''].join('\r\n'), 'cp932');
const read = (...rows: string[]) => readHolidays(file(...rows), today);

describe('the Cabinet Office’s file', () => {
  test('is read in CP932, with one-digit months and days', () => {
    expect(read('1955/1/1,元日', '2027/1/1,元日', '2027/3/22,休日')).toEqual({
      holidays: { '1955-01-01': '元日', '2027-01-01': '元日', '2027-03-22': '休日' },
      problems: [],
    });
  });

  test('is read as UTF-8 with a byte order mark too', () => {
    const bytes = Buffer.from(`\ufeff${heading}\n2027/1/1,元日\n`);
    expect(readHolidays(bytes, today).holidays).toEqual({ '2027-01-01': '元日' });
  });

  test('with anything wrong gives no holiday at all, and every fault with its line and heading', () => {
    const { holidays, problems } = read(
      '2027/1/1,元日',
      '2027/2/30,元日',
      'いつか,元日',
      ',元日',
      '2027/5/3,',
      '2027/5/4',
      '2027/5/5,こどもの日,余り',
      '2027/1/1,元日',
    );
    expect(holidays).toEqual({});
    expect(problems).toEqual([
      { row: 3, column: '国民の祝日・休日月日', code: 'not_a_day' },
      { row: 4, column: '国民の祝日・休日月日', code: 'not_a_day' },
      { row: 5, column: '国民の祝日・休日月日', code: 'required' },
      { row: 6, column: '国民の祝日・休日名称', code: 'required' },
      { row: 7, column: '', code: 'row_truncated', params: { columns: 1, expected: 2 } },
      { row: 8, column: '', code: 'row_too_long', params: { columns: 3, expected: 2 } },
      { row: 9, column: '国民の祝日・休日月日', code: 'duplicate_key', params: { row: 2 } },
    ]);
  });

  test.each([
    ['empty', '', 'file_empty'],
    ['with other headings', '日付,名称\n2027/1/1,元日\n', 'heading_missing'],
    ['with a quotation mark left open', `${heading}\n2027/1/1,"元日\n`, 'quote_open'],
    ['with nothing after today', `${heading}\n2026/11/23,勤労感謝の日\n`, 'holidays_past'],
    ['with only its heading', `${heading}\n`, 'holidays_past'],
    ['with a name longer than any', `${heading}\n2027/1/1,${'祝'.repeat(41)}\n`, 'too_long'],
  ])('one %s is refused', (_what, text, code) => {
    const { holidays, problems } = readHolidays(Buffer.from(text), today);
    expect(holidays).toEqual({});
    expect(problems.map((fault) => fault.code)).toContain(code);
  });

  test('one in no encoding that we read is refused with the line', () => {
    const broken = Buffer.concat([file('2027/1/1,元日'), Buffer.from([0x81, 0x0a])]);
    expect(readHolidays(broken, today)).toEqual({
      holidays: {},
      problems: [{ row: 3, column: '', code: 'undecodable' }],
    });
  });
});
