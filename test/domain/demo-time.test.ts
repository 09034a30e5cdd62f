import { expect, test } from '@jest/globals';
import { hourLater, nextOpeningDay } from '../../domain/demo-time.ts';
import { instantAt } from '../../domain/time.ts';
import { calendar } from '../helpers/plan-facts.ts';

const weekday = calendar.days.find(({ pattern }) => pattern === 'weekday')!.day;
const closed = calendar.days.find(({ pattern }) => pattern === 'closed')!.day;

test('an hour later is the same day, until closing', () => {
  expect(hourLater(calendar, instantAt(weekday, '10:00'))).toEqual(instantAt(weekday, '11:00'));
  expect(hourLater(calendar, instantAt(weekday, '16:00'))).toEqual(instantAt(weekday, '17:00'));
  expect(hourLater(calendar, instantAt(weekday, '16:01'))).toBeNull();
  expect(hourLater(calendar, instantAt(closed, '10:00'))).toBeNull();
});

test('the next operating day begins with its opening', () => {
  const day = calendar.nextOperatingDay(weekday);
  expect(nextOpeningDay(calendar, instantAt(weekday, '16:00'))).toEqual(calendar.openingsOf(day)[0]!.from);
  expect(nextOpeningDay(calendar, instantAt(calendar.days.at(-1)!.day, '10:00'))).toBeNull();
});

test('the last closing at or before an instant', () => {
  const closing = calendar.closingOf(weekday)!;
  expect(calendar.lastClosing(closing)).toEqual(closing);
  expect(calendar.lastClosing(new Date(Number(closing) - 1))).not.toEqual(closing);
  expect(calendar.lastClosing(instantAt('2020-01-01', '00:00'))).toBeNull();
});
