import { expect, test } from '@jest/globals';
import { monthsOf, type Scale, xOf } from '../../admin-ui/parts/timeline-scale.ts';

const scale: Scale = { from: '2026-10-01', to: '2026-10-10', left: 100, right: 1_100 };

test('a day is drawn at its beginning in Tokyo, whatever the zone of the browser', () => {
  expect(xOf(scale, '2026-10-01')).toBe(100);
  expect(xOf(scale, '2026-10-02')).toBe(200);
  expect(xOf(scale, '2026-10-01T15:00:00.000Z')).toBe(200);
});

test('what lies outside stops at the edge', () => {
  expect(xOf(scale, '2026-09-01')).toBe(100);
  expect(xOf(scale, '2027-01-01')).toBe(1_100);
});

test('months that begin inside are ruled, over the new year too', () => {
  expect(monthsOf({ ...scale, from: '2026-11-15', to: '2027-01-31' })).toEqual(['2026-12-01', '2027-01-01']);
});
