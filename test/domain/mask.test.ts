import { expect, test } from '@jest/globals';
import { maskAddress, maskAddresseeNo, maskBirthDate, maskName, maskPhone } from '../../domain/mask.ts';

test('a name shows the family name only', () => {
  expect(maskName('田村 美咲')).toBe('田村 ●●');
  expect(maskName('田村 美咲')).toBe('田村 ●●');
  expect(maskName('グエン ティ ホア')).toBe('グエン ●●');
  expect(maskName('𠮷野屋商店')).toBe('𠮷●●');
});

test('an addressee number shows its last four digits', () => {
  expect(maskAddresseeNo('1234567356')).toBe('●●●●●●7356');
  expect(maskAddresseeNo('7356')).toBe('7356');
});

test('a telephone number hides its middle', () => {
  expect(maskPhone('09000004417')).toBe('090-●●●●-4417');
  expect(maskPhone('0250000101')).toBe('025-●●●-0101');
});

test('a birth date shows its year', () => {
  expect(maskBirthDate('1982-06-14')).toBe('昭和57年●月●日');
  expect(maskBirthDate('2019-12-31')).toBe('令和元年●月●日');
});

test('an address shows the municipality, and the ward of a city that has them', () => {
  expect(maskAddress('新潟市西区青葉浜2丁目14番8号')).toBe('新潟市西区●●●●');
  expect(maskAddress('佐渡市両津湊198番地')).toBe('佐渡市●●●●');
  expect(maskAddress('東京都新宿区西新宿2丁目8番1号')).toBe('●●●●');
  expect(maskAddress('')).toBe('●●●●');
});
