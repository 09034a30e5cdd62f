import { describe, expect, test } from '@jest/globals';
import { type Alarm, alarmsOf } from '../../../domain/simulation/alarms.ts';
import { type DayLoad, emptyLoad } from '../../../domain/simulation/load.ts';
import { addDays } from '../../../domain/time.ts';

const capacity = { calls_a_day: 100, letters_a_day: 50, sms_a_month: 90 };
const asked = { before: 10, after: 10 };

/** Days from 25 November on. */
function days(...loads: Partial<DayLoad>[]): DayLoad[] {
  return loads.map((load, no) => ({ ...emptyLoad(addDays('2026-11-25', no), 'weekday'), ...load }));
}

const alarms = (before: DayLoad[], after: DayLoad[], reachable = 100, calls = asked): Alarm[] =>
  alarmsOf(before, after, capacity, { reachable, asked: calls });

test('a quiet draft raises none', () => {
  expect(alarms(days({ calls_due: 5 }, {}), days({ calls_due: 5 }, {}))).toEqual([]);
  expect(alarms([], [], 0)).toEqual([]);
});

describe('nobody is called', () => {
  const nobody = (before: number, after: number, reachable: number) =>
    alarms(days({}), days({}), reachable, { before, after });

  test('although somebody was, or could be', () => {
    expect(nobody(10, 0, 100)).toEqual([{ code: 'nobody_called', severity: 'error', params: { before: 10 } }]);
    expect(nobody(0, 0, 100)).toMatchObject([{ code: 'nobody_called', params: { before: 0 } }]);
    expect(nobody(10, 0, 0)).toHaveLength(1);
  });

  test('is no news where nobody could be, and one call is enough', () => {
    expect(nobody(0, 0, 0)).toEqual([]);
    expect(nobody(10, 1, 100)).toEqual([]);
  });
});

describe('everybody is called on one day', () => {
  const crowd = (due: number, reachable: number, usual = 0) =>
    alarms(days({ calls_due: 1 }, { calls_due: usual }), days({}, { calls_due: due }), reachable);

  test('more than half of all, with the day', () => {
    expect(crowd(51, 100)).toEqual([
      { code: 'everybody_today', severity: 'error', params: { date: '2026-11-26', calls: 51, accounts: 100 } },
    ]);
    expect(crowd(50, 100)).toEqual([]);
  });

  test('a handful is no crowd', () => {
    expect(crowd(20, 25)).toHaveLength(1);
    expect(crowd(19, 25)).toEqual([]);
  });

  test('half as many more than on any day under the version in force', () => {
    expect(crowd(91, 100, 60)).toHaveLength(1);
    expect(crowd(90, 100, 60)).toEqual([]);
  });
});

describe('more than the centre can do', () => {
  test.each([
    ['over_seats', 'calls_waiting', 100],
    ['over_letters', 'letters_waiting', 50],
  ] as const)('%s: the day on which most wait, beside that day now', (code, column, limit) => {
    const before = days({ [column]: 3 }, { [column]: 4 });
    const after = days({ [column]: 7 }, { [column]: 30 }, { [column]: 8 });
    expect(alarms(before, after)).toEqual([
      { code, severity: 'warning', params: { date: '2026-11-26', waiting: 30, limit, before: 4 } },
    ]);
    expect(alarms(days(), after)).toMatchObject([{ params: { before: 0 } }]);
  });

  test('over_sms: more texts than a month has, told from the days simulated', () => {
    const texts = (...sms: number[]) => alarms(days({}), days(...sms.map((each) => ({ sms: each }))));
    expect(texts(3, 3)).toEqual([]);
    expect(texts(3, 4)).toEqual([{ code: 'over_sms', severity: 'warning', params: { sms: 105, limit: 90 } }]);
  });
});
