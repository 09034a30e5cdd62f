import { describe, expect, test } from '@jest/globals';
import type { CalendarDay, DayPattern } from '../../domain/calendar.ts';
import { withDays } from '../../domain/calendar-change.ts';
import { movedDeadlines } from '../../domain/calendar-deadlines.ts';
import { defaultRules } from '../../domain/default-rules.ts';
import type { AccountFacts } from '../../domain/facts.ts';
import { addDays, instantAt } from '../../domain/time.ts';
import { aCallback, aHold, aLetter, aPromise, aTask } from '../helpers/case-facts.ts';
import { calendar, settings, someFacts } from '../helpers/plan-facts.ts';

const now = instantAt('2026-11-26', '10:00');
const surroundings = { rules: defaultRules('city_tax'), settings };

function as(day: string, pattern: DayPattern, cityOpen = calendar.isCityOpen(day)): CalendarDay {
  return { day, pattern, cityOpen, holidayName: null };
}

function moved(facts: AccountFacts, ...changed: CalendarDay[]) {
  return movedDeadlines(facts, surroundings, { before: calendar, after: withDays(calendar, changed), changed }, now);
}

/** The first day after today with that pattern. */
function next(pattern: DayPattern, after = '2026-11-26'): string {
  return calendar.days.find(({ day, pattern: own }) => day > after && own === pattern)!.day;
}

describe('a call that waits for a day', () => {
  const day = next('evening');
  const facts = someFacts(now, {
    step: 1,
    stepEnteredAt: now,
    tasks: [aTask(instantAt(day, '17:00'), { session: 'evening' })],
  });

  test('moves to where its step finds an opening when the day is closed: here at once, by a step of any session', () => {
    const call = moved(facts, as(day, 'closed')).find(({ kind }) => kind === 'call');
    expect(call).toEqual({
      kind: 'call',
      code: null,
      before: instantAt(day, '17:00'),
      after: now,
      isConflict: false,
      causeDay: day,
    });
  });

  test('moves too when the day stays open without that session, and stays when another day is closed', () => {
    expect(moved(facts, as(day, 'weekday')).map(({ kind }) => kind)).toContain('call');
    expect(moved(facts, as(addDays(day, 1), 'closed')).map(({ kind }) => kind)).not.toContain('call');
  });

  test('is left to the operator who works on it', () => {
    const leased = { ...facts, tasks: [{ ...facts.tasks[0]!, leased: true }] };
    expect(moved(leased, as(day, 'closed')).map(({ kind }) => kind)).not.toContain('call');
  });
});

describe('a promise', () => {
  const promisedFor = '2026-12-04';
  const facts = someFacts(now, {
    stepEnteredAt: now,
    promises: [aPromise({ promisedFor, amount: 10_000, madeAt: now })],
  });

  test('is judged later when a day of grace is closed, and that is one deadline', () => {
    const judging = calendar.nextOperatingDay(promisedFor);
    const found = moved(facts, as(judging, 'closed')).filter(({ kind }) => kind === 'promise');
    expect(found).toEqual([
      expect.objectContaining({ before: expect.any(Date), after: expect.any(Date), causeDay: judging }),
    ]);
    expect(found[0]!.after!.getTime()).toBeGreaterThan(found[0]!.before!.getTime());
  });

  test('is judged earlier when a day off is worked', () => {
    const dayOff = addDays(promisedFor, 1); // a Saturday
    expect(calendar.isOperatingDay(dayOff)).toBe(false);
    const found = moved(facts, as(dayOff, 'holiday')).find(({ kind }) => kind === 'promise')!;
    expect(found.after!.getTime()).toBeLessThan(found.before!.getTime());
    expect(found.causeDay).toBe(dayOff);
  });
});

describe('each deadline, exactly', () => {
  const promisedFor = '2026-12-04';
  const promised = someFacts(now, {
    stepEnteredAt: now,
    promises: [aPromise({ promisedFor, amount: 10_000, madeAt: now })],
  });
  const graceDays = [1, 2, 3, 4].map((count) => calendar.addOperatingDays(promisedFor, count));
  const judged = (index: number) => instantAt(graceDays[index]!, '08:30');
  const later = {
    ...({ kind: 'promise', code: null, isConflict: false } as const),
    ...{ before: judged(2), after: judged(3) },
  };

  test('a promise’s judging and the wait for it are one, by the day of grace that closed', () => {
    expect(moved(promised, as(graceDays[0]!, 'closed'))).toEqual([{ ...later, causeDay: graceDays[0] }]);
    expect(moved(promised, as(graceDays[2]!, 'closed'))).toEqual([{ ...later, causeDay: graceDays[2] }]);
  });

  test('of several days the one that it stood on moves it, else the last on the way', () => {
    const [first, second, end] = graceDays.map((day) => as(day, 'closed'));
    const far = as(calendar.addOperatingDays(promisedFor, 15), 'closed');
    const causes = (...days: CalendarDay[]) => moved(promised, ...days).map(({ causeDay }) => causeDay);
    expect(causes(first!, end!, far)).toEqual([graceDays[2]]);
    expect(causes(first!, second!, far)).toEqual([graceDays[1]]);
    expect(causes(far)).toEqual([]);
  });

  test('a promise that is judged already is not', () => {
    const [promise] = promised.promises;
    const kept = { ...promised, promises: [{ ...promise!, state: 'kept' as const, judgedAt: now, paid: 10_000 }] };
    expect(moved(kept, as(graceDays[2]!, 'closed')).filter(({ kind }) => kind === 'promise')).toEqual([]);
  });

  test('a wait moves with what it waits for', () => {
    const hold = aHold({ until: '2026-11-25', endedAt: instantAt('2026-11-26', '00:00') });
    const resting = someFacts(now, { stepEnteredAt: instantAt('2026-11-20', '09:00'), holds: [hold] });
    const rest = calendar.addOperatingDays('2026-11-26', 2);
    const after = calendar.nextOperatingDay(rest);
    expect(moved(resting, as(rest, 'closed'))).toEqual([
      {
        ...({ kind: 'wait', code: 'spacing', isConflict: false, causeDay: rest } as const),
        ...{ before: instantAt(rest, '08:30'), after: instantAt(after, '08:30') },
      },
    ]);
  });
});

describe('what only a person can settle', () => {
  const day = next('weekday');
  const callback = (time: string) =>
    someFacts(now, {
      stepEnteredAt: now,
      tasks: [aCallback(instantAt(day, time))],
    });

  test('a call-back in hours that close is a conflict', () => {
    expect(moved(callback('10:30'), as(day, 'closed'))).toContainEqual({
      kind: 'callback',
      code: null,
      before: instantAt(day, '10:30'),
      after: null,
      isConflict: true,
      causeDay: day,
    });
  });

  test('a call-back that is over, or that was due already, is none', () => {
    const [task] = callback('10:30').tasks;
    const others = [
      { ...task!, state: 'done' as const },
      { ...task!, dueAt: null },
      { ...task!, dueAt: now },
      { ...task!, kind: 'call' as const },
    ];
    for (const other of others) {
      const facts = { ...callback('10:30'), tasks: [other] };
      const shut = [as('2026-11-26', 'closed'), as(day, 'closed')];
      expect(moved(facts, ...shut).filter(({ isConflict }) => isConflict)).toEqual([]);
    }
  });

  test('the morning of a day that becomes an evening day closes, its afternoon does not', () => {
    expect(moved(callback('11:59'), as(day, 'evening')).some(({ isConflict }) => isConflict)).toBe(true);
    expect(moved(callback('12:00'), as(day, 'evening')).some(({ isConflict }) => isConflict)).toBe(false);
  });

  test('a printed letter whose due date falls on a day that the city now closes is one, a handed-over letter is not', () => {
    const letter = (state: 'printed' | 'handed_over') =>
      someFacts(now, {
        letters: [aLetter({ state, designatedDue: day })],
      });
    const shut = as(day, 'closed', false);
    expect(moved(letter('printed'), shut).filter(({ kind }) => kind === 'letter')).toEqual([
      {
        ...{ kind: 'letter', code: null, before: instantAt(day, '00:00'), after: null },
        ...{ isConflict: true, causeDay: day },
      },
    ]);
    const other = as(addDays(day, 1), 'closed', false);
    expect(moved(letter('printed'), other).some(({ kind }) => kind === 'letter')).toBe(false);
    expect(moved(letter('handed_over'), shut).some(({ kind }) => kind === 'letter')).toBe(false);
    expect(moved(letter('printed'), as(day, 'closed')).some(({ kind }) => kind === 'letter')).toBe(false);
  });
});
