import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Calendar, type CalendarDay, type DayPattern } from '../../domain/calendar.ts';
import { withDays } from '../../domain/calendar-change.ts';
import { movedDeadlines } from '../../domain/calendar-deadlines.ts';
import { defaultRules } from '../../domain/default-rules.ts';
import { addDays, dateOf, instantAt } from '../../domain/time.ts';
import type { Made } from '../helpers/account-life.ts';
import { calendar, settings } from '../helpers/plan-facts.ts';
import { Chance, live, randomLife } from '../helpers/random-life.ts';

const patterns: readonly DayPattern[] = ['weekday', 'evening', 'holiday', 'closed'];
/** So many deadlines before the change are looked at: each costs two plans. */
const ENOUGH = 60;

describe('a changed calendar, over random lives', () => {
  const waits: Made[] = [];
  beforeAll(() => {
    for (const seed of fc.sample(fc.integer(), 40)) {
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
        aDay(addDays(first, index * 2), chance.pick(patterns), chance.happens(0.5)),
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
      if (looked === ENOUGH) break;
    }
    expect(looked).toBe(ENOUGH);
  });

  test('the same calendar moves nothing', () => {
    const same = new Calendar(calendar.days);
    for (const { at, facts } of waits.slice(0, ENOUGH)) {
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

function aDay(day: string, pattern: DayPattern, cityOpen: boolean): CalendarDay {
  return { day, pattern, cityOpen, holidayName: null };
}
