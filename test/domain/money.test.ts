import { expect, test } from '@jest/globals';
import { formatYen } from '../../domain/money.ts';

test.each([
  [0, '0'],
  [999, '999'],
  [1_000, '1,000'],
  [76_000, '76,000'],
  [1_234_567, '1,234,567'],
  [-48_200, '-48,200'],
])('%d yen is written %s', (amount, text) => {
  expect(formatYen(amount)).toBe(text);
});
