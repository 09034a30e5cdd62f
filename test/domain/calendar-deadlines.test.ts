import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Calendar, type CalendarDay, type DayPattern } from '../../domain/calendar.ts';
import { withDays } from '../../domain/calendar-change.ts';
import { movedDeadlines } from '../../domain/calendar-deadlines.ts';
import { defaultRules } from '../../domain/default-rules.ts';
import type { AccountFacts, TaskFact } from '../../domain/facts.ts';
import { addDays, dateOf, instantAt } from '../../domain/time.ts';
import type { Made } from '../helpers/account-life.ts';
import { calendar, settings, someFacts } from '../helpers/plan-facts.ts';
import { Chance, live, randomLife } from '../helpers/random-life.ts';

const now = instantAt('2026-11-26', '10:00');
const surroundings = { rules: defaultRules('city_tax'), settings };
const patterns: readonly DayPattern[] = ['weekday', 'evening', 'holiday', 'closed'];

function as(day: string, pattern: DayPattern, cityOpen = calendar.isCityOpen(day)): CalendarDay {
  return { day, pattern, cityOpen, holidayName: null };
}

function moved(facts: AccountFacts, ...changed: CalendarDay[]) {
  return movedDeadlines(facts, surroundings, { before: calendar, after: withDays(calendar, changed), changed }, now);
}

function aTask(task: Partial<TaskFact>): TaskFact {
  const blank = {
    kind: 'call',
    state: 'open',
    step: 1,
    session: 'any',
    dueAt: null,
    leased: false,
    retry: false,
    endedAt: null,
  } as const;
  return { id: 'task', notBefore: now, ...blank, ...task };
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
    tasks: [aTask({ session: 'evening', notBefore: instantAt(day, '17:00') })],
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
    promises: [{ id: 'promise', state: 'open', promisedFor, amount: 10_000, madeAt: now, judgedAt: null, paid: 0 }],
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

describe('what only a person can settle', () => {
  const day = next('weekday');
  const callback = (time: string) =>
    someFacts(now, {
      stepEnteredAt: now,
      tasks: [aTask({ kind: 'callback', notBefore: instantAt(day, time), dueAt: instantAt(day, time) })],
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

  test('the morning of a day that becomes an evening day closes, its afternoon does not', () => {
    expect(moved(callback('11:59'), as(day, 'evening')).some(({ isConflict }) => isConflict)).toBe(true);
    expect(moved(callback('12:00'), as(day, 'evening')).some(({ isConflict }) => isConflict)).toBe(false);
  });

  test('a printed letter whose due date falls on a day that the city now closes is one, a handed-over letter is not', () => {
    const letter = (state: 'printed' | 'handed_over') =>
      someFacts(now, {
        letters: [{ id: 'letter', step: 4, state, designatedDue: day, handedOverOn: null }],
      });
    const shut = as(day, 'closed', false);
    expect(moved(letter('printed'), shut).filter(({ kind }) => kind === 'letter')).toMatchObject([
      { isConflict: true },
    ]);
    expect(moved(letter('handed_over'), shut).some(({ kind }) => kind === 'letter')).toBe(false);
    expect(moved(letter('printed'), as(day, 'closed')).some(({ kind }) => kind === 'letter')).toBe(false);
  });
});

describe('over random lives', () => {
  const waits: Made[] = [];
  beforeAll(() => {
    for (const seed of fc.sample(fc.integer(), 20)) {
      const chance = new Chance(seed);
      const life = randomLife(chance);
      live(life, chance, 200);
      for (const made of life.made) if (made.decision.act.kind === 'wait' && chance.happens(0.3)) waits.push(made);
    }
  });

  test('times before the first changed day do not move unless a promise is open: those accounts need no look', () => {
    const chance = new Chance(7);
    let looked = 0;
    for (const { at, facts, decision } of waits) {
      const first = addDays(dateOf(at), 1 + chance.upTo(20));
      const changed = Array.from({ length: 1 + chance.upTo(3) }, (_, index) =>
        as(addDays(first, index * 2), chance.pick(patterns), chance.happens(0.5)),
      );
      const open = facts.tasks.find(({ state }) => state === 'open');
      const start = instantAt(first, '00:00');
      const isBefore =
        (decision.until === null || (decision.until < start && decision.until > at)) &&
        (!open || (open.notBefore < start && (open.dueAt ?? at) < start)) &&
        facts.promises.every(({ state }) => state !== 'open') &&
        facts.letters.every(({ state, designatedDue }) => state === 'handed_over' || (designatedDue ?? '') < first) &&
        !(decision.act.kind === 'wait' && decision.act.for === 'session');
      if (!isBefore) continue;
      looked += 1;
      const found = movedDeadlines(
        facts,
        { rules: defaultRules(facts.receivableCode as 'city_tax'), settings },
        { before: calendar, after: withDays(calendar, changed), changed },
        at,
      );
      expect(found).toEqual([]);
    }
    expect(looked).toBeGreaterThan(50);
  });

  test('the same calendar moves nothing', () => {
    const same = new Calendar(calendar.days);
    for (const { at, facts } of waits.slice(0, 200)) {
      const found = movedDeadlines(
        facts,
        { rules: defaultRules(facts.receivableCode as 'city_tax'), settings },
        { before: calendar, after: same, changed: [calendar.days[0]!] },
        at,
      );
      expect(found).toEqual([]);
    }
  });
});
