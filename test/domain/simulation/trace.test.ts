import { describe, expect, test } from '@jest/globals';
import { defaultRules } from '../../../domain/default-rules.ts';
import { liveForward } from '../../../domain/simulation/live.ts';
import { trace } from '../../../domain/simulation/trace.ts';
import { instantAt } from '../../../domain/time.ts';
import { aPhone, calendar, settings, someFacts } from '../../helpers/plan-facts.ts';
import { Chance, randomLife } from '../../helpers/random-life.ts';

const rules = defaultRules('city_tax');
const from = instantAt('2026-11-25', '08:30');
const stretch = { from, to: '2027-02-28' };
const many = { tries: 10_000, answers: 0 };
const neverHome = aPhone({ record: { weekday: many, evening: many, holiday: many } });

describe('an account’s life day by day', () => {
  const days = trace(someFacts(from, { phones: [neverHome] }), { rules, settings, calendar }, stretch);

  test('begins with the table as it is read last that day, what is done and why, and until when it waits', () => {
    const { day, steps, moments } = days[0]!;
    expect(day).toBe('2026-11-25');
    expect(steps.map(({ no, holds }) => [no, holds])).toEqual(rules.steps.map(({ no }) => [no, expect.any(Boolean)]));
    expect(steps[0]!.holds).toBe(true);
    expect(moments.map(({ act }) => act)).toEqual(['enterStep', 'openCallTask', 'call', 'openCallTask', 'wait']);
    expect(moments[1]!.reasons.map(({ kind }) => kind)).toContain('why_now');
    expect(moments[2]).toMatchObject({ session: 'weekday', answered: false });
    const next = moments[3]!;
    expect(next).toMatchObject({
      until: days[1]!.moments[0]!.at,
      reasons: expect.arrayContaining([expect.anything()]),
    });
  });

  test('reads the misses as they grow', () => {
    const misses = days.map(({ steps }) =>
      steps.flatMap(({ parts }) => parts).find(({ condition }) => condition.field === 'misses_weekday'),
    );
    const values = misses.map((part) => Number(part!.value));
    expect(values[0]).toBe(1);
    expect(values).toEqual(values.toSorted((left, right) => left - right));
    expect(values.at(-1)).toBeGreaterThan(1);
  });

  test('says of each day one wait at most, the last', () => {
    for (const { moments } of days) expect(moments.filter(({ act }) => act === 'wait').length).toBeLessThan(2);
  });
});

test('is the life that the simulation of the whole book lives', () => {
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const { facts, rules: own, settings: ownSettings } = randomLife(new Chance(seed));
    const surroundings = { rules: own, settings: ownSettings, calendar };
    const moments = trace(facts, surroundings, stretch).flatMap((each) => each.moments);
    const outward = liveForward(facts, surroundings, stretch);
    const of = (act: string) => outward.filter((each) => each.act === act).map(({ at }) => at);
    const seen = (act: string) => moments.filter((each) => each.act === act).map(({ at }) => at);
    expect([seen('call'), seen('letter'), seen('sendSms'), seen('handOff')]).toEqual([
      of('call'),
      of('letter'),
      of('sms'),
      of('hand_over'),
    ]);
  }
});
