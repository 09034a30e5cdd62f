import { expect, test } from '@jest/globals';
import { detectable, ratio, ratioDifference, shareDifference, wilson } from '../../domain/interval.ts';

/** R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3. */
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('the share %i of %i has the published Wilson interval', (count, of, low, high) => {
  const found = wilson({ count, of })!;
  expect(found.value).toBe(count / of);
  expect(found.low).toBeCloseTo(low, 4);
  expect(found.high).toBeCloseTo(high, 4);
});

/** R. G. Newcombe, Statistics in Medicine 17 (1998), 873-890, table II, method 10. */
test.each([
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [6, 7, 2, 7, 0.0582, 0.8062],
  [5, 56, 0, 29, -0.0381, 0.1926],
  [0, 10, 0, 20, -0.1611, 0.2775],
  [0, 10, 0, 10, -0.2775, 0.2775],
  [10, 10, 0, 20, 0.6791, 1],
  [10, 10, 0, 10, 0.6075, 1],
])('%i of %i less %i of %i has the published Newcombe interval', (count, of, otherCount, otherOf, low, high) => {
  const found = shareDifference({ count, of }, { count: otherCount, of: otherOf })!;
  expect(found.value).toBeCloseTo(count / of - otherCount / otherOf, 12);
  expect(found.low).toBeCloseTo(low, 4);
  expect(found.high).toBeCloseTo(high, 4);
});

test('nothing of nothing has no share and no difference', () => {
  expect(wilson({ count: 0, of: 0 })).toBeNull();
  expect(shareDifference({ count: 1, of: 2 }, { count: 0, of: 0 })).toBeNull();
  expect(shareDifference({ count: 0, of: 0 }, { count: 1, of: 2 })).toBeNull();
});

/** Four homes with 1, 2, 3, 2 contacts and 0, 3000, 6000, 1000 yen. */
const homes = { clusters: 4, x: 8, y: 10_000, xx: 18, xy: 26_000, yy: 46_000_000 };

test('yen a contact is the ratio of the sums, its variance that of the homes’ residuals', () => {
  // By hand: 1250 a contact; residuals -1250, 500, 2250, -1500; their squares sum to 9 125 000; × 4/3 ÷ 8² = 190 104.17; its root is 436.01.
  const found = ratio(homes)!;
  expect(found.value).toBe(1250);
  expect(found.high - found.value).toBeCloseTo(1.959963984540054 * 436.0093, 2);
  expect(found.value - found.low).toBeCloseTo(found.high - found.value, 8);
});

test('a home counted twice over says no more of the same: equal homes have no spread', () => {
  expect(ratio({ clusters: 3, x: 6, y: 600, xx: 12, xy: 1200, yy: 120_000 })).toEqual({
    value: 100,
    low: 100,
    high: 100,
  });
});

test('one home, or no contact, has no ratio', () => {
  expect(ratio({ ...homes, clusters: 1 })).toBeNull();
  expect(ratio({ ...homes, x: 0 })).toBeNull();
  expect(ratioDifference(homes, { ...homes, x: 0 })).toBeNull();
  expect(ratioDifference({ ...homes, clusters: 0 }, homes)).toBeNull();
});

test('the difference of two ratios adds their variances', () => {
  const found = ratioDifference(homes, homes)!;
  expect(found.value).toBe(0);
  expect(found.high).toBeCloseTo(1.959963984540054 * 436.0093 * Math.SQRT2, 2);
  expect(found.low).toBeCloseTo(-found.high, 8);
});

test('four hundred homes an arm tell nine points apart', () => {
  // (1.960 + 0.842) × √(2 × 0.3 × 0.7 ÷ 400)
  expect(detectable(400, 0.3)).toBeCloseTo(0.0908, 4);
});
