import { describe, expect, test } from '@jest/globals';
import { defaultRules } from '../../../domain/default-rules.ts';
import type { RuleSet } from '../../../domain/rules.ts';
import { instantAt } from '../../../domain/time.ts';
import { Life } from '../../helpers/account-life.ts';
import { ringing } from '../../../domain/simulation/apply.ts';
import { aPhone, calendar } from '../../helpers/plan-facts.ts';

const day = '2026-11-26'; // 平日
const at = (time: string) => instantAt(day, time);
const rules = defaultRules('city_tax');

/** A case whose first call was made at that time, with that result. */
function called(outcome: 'busy' | 'no_answer' | 'machine_message', time: string, changed: Partial<RuleSet> = {}): Life {
  const life = new Life(at('08:30'), { rules: { ...rules, ...changed } });
  life.settle();
  life.now = at(time);
  life.call(outcome);
  return life;
}

describe('a busy line', () => {
  test('is rung once more five minutes later, under the default caps', () => {
    const life = called('busy', '10:00');
    expect(life.openTask).toMatchObject({ retry: true, notBefore: at('10:05'), session: 'any' });
    expect(life.made.at(-2)?.decision.reasons[0]).toEqual({
      kind: 'why_now',
      code: 'line_was_busy',
      params: { minutes: 5, attempt: 2, of: 2 },
    });
  });

  test('twice is one miss and one attempt, and the next call has the spacing of the step', () => {
    const life = called('busy', '10:00');
    life.call('busy');
    expect(life.openTask).toMatchObject({ retry: false });
    expect(life.openTask!.notBefore >= instantAt(calendar.addOperatingDays(day, 3), '00:00')).toBe(true);
    expect(life.waiting?.inputs).toMatchObject({ calls: 1, missesWeekday: 1 });
    expect(life.facts.step).toBe(1);
  });

  test('that is answered at the second ring was no miss', () => {
    const life = called('busy', '10:00');
    life.call('talked_no_promise');
    expect(life.waiting?.inputs).toMatchObject({ calls: 1, missesWeekday: 0, connections: 1 });
  });

  test('is put off by the gap when the home is rung for another case meanwhile', () => {
    const caps = { ...rules.caps, callsPerUnitPerDay: 3, contactsPerDebtorPerDay: 3, ringsPerNumberPerDay: 3 };
    const life = called('busy', '10:00', { caps });
    life.now = at('10:06');
    life.facts = ringing(life.facts, life.now);
    life.settle();
    expect(life.acts.slice(-3)).toEqual(['withdrawTask', 'openCallTask', 'wait call_task']);
    expect(life.made.at(-3)?.decision.reasons).toEqual([{ kind: 'why_not', code: 'minimum_gap' }]);
    expect(life.openTask).toMatchObject({ retry: true, notBefore: at('11:06') });
  });

  test('that nobody rang again by closing is a miss from then on', () => {
    const life = called('busy', '16:30');
    expect(life.waiting?.until).toEqual(at('17:00'));
    life.pass();
    expect(life.openTask).toMatchObject({ retry: false });
    expect(life.made.map(({ decision }) => decision.reasons[0]?.code)).toContain('retry_over');
    expect(life.waiting?.inputs).toMatchObject({ missesWeekday: 1 });
  });

  test.each([
    ['16:54', true],
    ['16:55', false],
  ])('at %s leaves time for another ring before five: %s', (time, isRungAgain) => {
    expect(called('busy', time).openTask?.retry).toBe(isRungAgain);
  });

  test('gives way to another case of the home that has the ring meanwhile', () => {
    const life = called('busy', '10:00');
    life.now = at('10:10');
    life.facts = ringing(life.facts, life.now);
    life.settle();
    expect(life.openTask).toMatchObject({ retry: false });
  });

  test.each([
    ['one ring a day at a number', { ringsPerNumberPerDay: 1 }],
    ['one ring a day at a home', { ringsPerUnitPerDay: 1 }],
  ])('is left at %s', (_name, cap) => {
    expect(called('busy', '10:00', { caps: { ...rules.caps, ...cap } }).openTask?.retry).toBe(false);
  });

  test('is not rung again when its number proved dead or a hold came', () => {
    const dead = called('busy', '10:00');
    dead.change({ phones: [aPhone({ status: 'dead' }), aPhone({ id: 'other' })] });
    dead.settle();
    expect(dead.openTask?.retry ?? false).toBe(false);
    const held = called('busy', '10:00');
    held.hold();
    expect(held.openTask).toBeNull();
  });
});

describe('a call that nobody takes', () => {
  test('counts at once under the default rules', () => {
    const life = called('no_answer', '10:00');
    expect(life.openTask).toMatchObject({ retry: false });
    expect(life.waiting?.inputs).toMatchObject({ missesWeekday: 1 });
  });

  test('is repeated after an hour as often as the rules say, and no more', () => {
    const caps = { ...rules.caps, ringsPerNumberPerDay: 5, ringsPerUnitPerDay: 5 };
    const life = called('no_answer', '10:00', {
      caps,
      retry: { ...rules.retry, no_answer: { minutes: 60, times: 2 } },
    });
    expect(life.openTask).toMatchObject({ retry: true, notBefore: at('11:00') });
    life.call('no_answer');
    expect(life.openTask).toMatchObject({ retry: true, notBefore: at('12:00') });
    life.call('no_answer');
    expect(life.openTask).toMatchObject({ retry: false });
    expect(life.waiting?.inputs).toMatchObject({ calls: 1, missesWeekday: 1 });
  });

  test('and a machine are different: a message left is not repeated', () => {
    const retry = { ...rules.retry, no_answer: { minutes: 60, times: 2 } };
    expect(called('machine_message', '10:00', { retry }).openTask).toMatchObject({ retry: false });
  });
});
