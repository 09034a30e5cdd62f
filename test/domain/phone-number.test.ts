import { describe, expect, test } from '@jest/globals';
import { canReceiveSms, formatPhone, parsePhone, phoneKind } from '../../domain/phone-number.ts';

describe('reading numbers', () => {
  test.each([
    ['090-1234-5678', '09012345678', 'mobile'],
    ['09000004417', '09000004417', 'mobile'],
    ['090ー0000ー4417', '09000004417', 'mobile'],
    ['+81 90 1234 5678', '09012345678', 'mobile'],
    ['060-1234-5678', '06012345678', 'mobile'],
    ['070-0000-1234', '07000001234', 'mobile'],
    ['(025) 228-1000', '0252281000', 'landline'],
    ['025-000-0101', '0250000101', 'landline'],
    ['03-1234-5678', '0312345678', 'landline'],
    ['0259-00-0001', '0259000001', 'landline'],
    ['050-1234-5678', '05012345678', 'ip'],
    ['0120-123-456', '0120123456', 'other'],
    ['0800-123-4567', '08001234567', 'other'],
    ['0570-012-345', '0570012345', 'other'],
    ['060-123-4567', '0601234567', 'other'],
    ['020-1234-5678', '02012345678', 'other'],
  ])('%s is %s, %s', (text, number, kind) => {
    expect(parsePhone(text)).toEqual({ number, kind });
  });

  test.each(['', '不明', '110', '228-1000', '090-1234-567', '090-1234-56789', '+1 415 555 2671', '025-228-1000x12'])(
    '%s is not a number to store',
    (text) => {
      expect(parsePhone(text)).toBeNull();
    },
  );
});

test('only eleven digits of a mobile prefix receive texts', () => {
  const numbers = ['06012345678', '07012345678', '08012345678', '09000004417'];
  expect(numbers.map(canReceiveSms)).toEqual([true, true, true, true]);
  expect(['0252281000', '05012345678', '08001234567', '0901234567', '090-1234-5678'].some(canReceiveSms)).toBe(false);
  expect(phoneKind('09000004417')).toBe('mobile');
});

test.each([
  ['09000004417', '090-0000-4417'],
  ['09012345678', '090-1234-5678'],
  ['0250000101', '025-000-0101'],
  ['0312345678', '03-1234-5678'],
  ['05000001234', '050-0000-1234'],
  ['0120123456', '0120-123-456'],
  ['unknown', 'unknown'],
  ['110', '110'],
  ['x', 'x'],
])('%s is written %s', (number, written) => {
  expect(formatPhone(number)).toBe(written);
});

test('a kind is of the whole number', () => {
  for (const number of ['050123456789', '10501234567', '02522810000', '10252281000', '090123456789', '109012345678'])
    expect(phoneKind(number)).toBe('other');
  for (const number of ['0120123456', '0170123456', '0180123456', '0570012345', '0990123456'])
    expect(phoneKind(number)).toBe('other');
  expect(phoneKind('0252280120')).toBe('landline');
});

test('what stands around a number is no part of it', () => {
  expect(parsePhone(' 025-228-1000\n')).toEqual({ number: '0252281000', kind: 'landline' });
  expect(parsePhone('電話 025-228-1000 まで')).toBeNull();
});
