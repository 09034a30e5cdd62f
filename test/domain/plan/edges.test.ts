import { describe, expect, test } from '@jest/globals';
import { Calendar, type CalendarDay, type DayPattern } from '../../../domain/calendar.ts';
import { defaultRules } from '../../../domain/default-rules.ts';
import { gate } from '../../../domain/gate.ts';
import { gateFactsOf } from '../../../domain/gate-facts.ts';
import { plan } from '../../../domain/plan.ts';
import { addDays, dateOf, instantAt, type PlainDate, weekdayOf } from '../../../domain/time.ts';
import { aPhone, settings, someFacts, unrung } from '../../helpers/plan-facts.ts';

const rules = defaultRules('city_tax');

/** Monday to Friday worked but for the days named. */
function days(from: PlainDate, count: number, patterns: Record<PlainDate, DayPattern>): Calendar {
  return new Calendar(
    Array.from({ length: count }, (_, index): CalendarDay => {
      const day = addDays(from, index);
      const worked = weekdayOf(day) <= 5;
      return { day, pattern: patterns[day] ?? (worked ? 'weekday' : 'closed'), cityOpen: worked, holidayName: null };
    }),
  );
}

/** From when a case that is decided about at that instant may be called, its step's session being any. */
function firstCall(calendar: Calendar, now: Date): Date {
  const anySession = { ...rules, steps: rules.steps.map((step) => ({ ...step, session: 'any' as const })) };
  const facts = someFacts(now, { step: 1, stepEnteredAt: now });
  const { act } = plan(facts, anySession, settings, calendar, now);
  if (act.kind !== 'openCallTask') throw new Error(`No call but ${act.kind}`);
  return act.notBefore;
}

function gateAt(calendar: Calendar, now: Date) {
  const phone = { kind: 'mobile', status: 'active' } as const;
  const attempt = { episodeOpen: true, phone, leaseOk: true, callbackAsked: false, purpose: null, ...unrung };
  return gate('ring', gateFactsOf(someFacts(now), attempt, now), settings, rules, calendar, now);
}

const second = (instant: Date, seconds: number) => new Date(instant.getTime() + seconds * 1_000);

describe('a second before and after each opening and closing', () => {
  const calendar = days('2026-11-23', 14, { '2026-11-24': 'evening', '2026-11-28': 'holiday' });

  test.each([
    ['a weekday', '2026-11-25', '09:00', '17:00'],
    ['an evening day', '2026-11-24', '12:00', '20:00'],
    ['a worked holiday', '2026-11-28', '09:00', '17:00'],
  ])('of %s plan and gate agree', (_name, day, from, to) => {
    const [opens, closes] = [instantAt(day, from), instantAt(day, to)];
    expect(firstCall(calendar, second(opens, -1))).toEqual(opens);
    expect(gateAt(calendar, second(opens, -1))).toBe('outside_hours');
    expect(gateAt(calendar, opens)).toBeNull();
    expect(firstCall(calendar, second(opens, 1))).toEqual(second(opens, 1));
    expect(firstCall(calendar, second(closes, -1))).toEqual(second(closes, -1));
    expect(gateAt(calendar, second(closes, -1))).toBeNull();
    expect(gateAt(calendar, closes)).toBe('outside_hours');
    expect(dateOf(firstCall(calendar, closes)) > day).toBe(true);
  });

  test('at five an evening day passes from the weekday session to the evening one', () => {
    const five = instantAt('2026-11-24', '17:00');
    expect(calendar.sessionAt(second(five, -1))).toBe('weekday');
    expect(calendar.sessionAt(five)).toBe('evening');
    expect(firstCall(calendar, five)).toEqual(five);
  });
});

describe('days that are not worked', () => {
  test('between the years the next call is on the fourth of January, not on the 29th to the third', () => {
    const between = ['2026-12-29', '2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02', '2027-01-03'];
    const calendar = days('2026-12-21', 30, Object.fromEntries(between.map((day) => [day, 'closed' as const])));
    const opening = instantAt('2027-01-04', '09:00');
    expect(firstCall(calendar, instantAt('2026-12-28', '17:00'))).toEqual(opening);
    for (const day of between) expect(firstCall(calendar, instantAt(day, '10:00'))).toEqual(opening);
  });

  test('a holiday before a weekend makes three days without a call', () => {
    const calendar = days('2026-11-16', 20, { '2026-11-20': 'closed' });
    expect(firstCall(calendar, instantAt('2026-11-19', '17:00'))).toEqual(instantAt('2026-11-23', '09:00'));
  });

  test('a month without an open day is waited through', () => {
    const january = Array.from({ length: 31 }, (_, index) => [addDays('2027-01-01', index), 'closed' as const]);
    const calendar = days('2026-12-01', 90, Object.fromEntries(january));
    expect(firstCall(calendar, instantAt('2026-12-31', '17:00'))).toEqual(instantAt('2027-02-01', '09:00'));
  });

  test('without any opening to come nobody is called, and the plan looks again the next morning', () => {
    const now = instantAt('2026-11-25', '10:00');
    const facts = someFacts(now, { step: 1, stepEnteredAt: now });
    expect(plan(facts, rules, settings, days('2026-11-23', 2, {}), now)).toMatchObject({
      act: { kind: 'wait', for: 'session' },
      until: instantAt('2026-11-26', '08:30'),
    });
  });

  test.each([
    ['2027-02-26', '2027-03-01'],
    ['2028-02-29', '2028-03-01'],
  ])('a season of February is over after %s', (last, next) => {
    const inFebruary = { ...rules, seasonMonths: [2] };
    const actOn = (day: PlainDate) => {
      const now = instantAt(day, '10:00');
      const facts = someFacts(now, { step: 1, stepEnteredAt: now });
      return plan(facts, inFebruary, settings, days(`${day.slice(0, 4)}-02-01`, 60, {}), now).act;
    };
    expect(actOn(last)).toMatchObject({ kind: 'openCallTask' });
    expect(actOn(next)).toEqual({ kind: 'wait', for: 'season' });
  });
});

describe('the best hours of a case', () => {
  const calendar = days('2026-11-23', 14, { '2026-11-25': 'evening' });

  test('stand with the call, with their evidence, and are a part that is not summed', () => {
    const now = instantAt('2026-11-26', '09:00');
    const phones = [aPhone({ hours: [{ session: 'weekday', weekday: 4, hour: 14, tries: 3, answers: 2 }] })];
    const { act, reasons } = plan(
      someFacts(now, { step: 1, stepEnteredAt: now, phones }),
      rules,
      settings,
      calendar,
      now,
    );
    if (act.kind !== 'openCallTask') throw new Error(`No call but ${act.kind}`);
    expect(act).toMatchObject({ bestBand: 13, notBefore: now });
    expect(reasons).toContainEqual({
      kind: 'why_now',
      code: 'best_hours',
      params: {
        ...{ from: 13, to: 15, weekday: 'thu', dayAnswers: 2, dayTries: 3 },
        ...{ answers: 2, tries: 3, expected: 25, percent: 43 },
      },
    });
    const summed = act.priorityParts.filter(({ code }) => code !== 'best_hours');
    expect(act.priority).toBe(summed.reduce((sum, { params }) => sum + Number(params?.points), 0));
    expect(act.priorityParts.at(-1)).toMatchObject({ code: 'best_hours', params: { from: 13, to: 15, points: 8 } });
  });

  test('are not before an evening day opens', () => {
    const now = instantAt('2026-11-25', '08:30');
    const phones = [aPhone({ hours: [{ session: 'weekday', weekday: 4, hour: 10, tries: 9, answers: 9 }] })];
    const facts = someFacts(now, { step: 1, stepEnteredAt: now, phones });
    expect(plan(facts, rules, settings, calendar, now).act).toMatchObject({ bestBand: null });
  });
});
