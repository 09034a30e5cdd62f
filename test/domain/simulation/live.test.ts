import { describe, expect, test } from '@jest/globals';
import { defaultRules } from '../../../domain/default-rules.ts';
import { insideOuterGuard } from '../../../domain/calendar.ts';
import type { RuleSet } from '../../../domain/rules.ts';
import { Book } from '../../../domain/simulation/book.ts';
import { treatmentChange } from '../../../domain/simulation/change.ts';
import { fateOf } from '../../../domain/simulation/fate.ts';
import { Life } from '../../../domain/simulation/life.ts';
import { liveForward, unhindered } from '../../../domain/simulation/live.ts';
import { Queue } from '../../../domain/simulation/queue.ts';
import { instantAt } from '../../../domain/time.ts';
import { aTask } from '../../helpers/case-facts.ts';
import { aLine, aPhone, calendar, settings, someFacts } from '../../helpers/plan-facts.ts';
import { Chance, randomLife } from '../../helpers/random-life.ts';

const rules = defaultRules('city_tax');
const from = instantAt('2026-11-25', '08:30');
const to = '2027-02-28';
const many = { tries: 10_000, answers: 0 };
const capacity = { calls_a_day: 100, letters_a_day: 50, sms_a_month: 100 };

function aLife(accountId: string, changed: Partial<RuleSet> = {}, payments: { day: string; amount: number }[] = []) {
  const facts = someFacts(from, { accountId });
  return liveForward(facts, { rules: { ...rules, ...changed }, settings, calendar }, { from, to }, payments);
}

const acts = (outward: ReturnType<typeof aLife>) => outward.map(({ act }) => act);

describe('a life forward', () => {
  test('goes through the table: calls, text, letter, calls, the department', () => {
    const neverHome = aPhone({ record: { weekday: many, evening: many, holiday: many } });
    const facts = someFacts(from, { accountId: 'account-1', phones: [neverHome] });
    const lived = liveForward(facts, { rules, settings, calendar }, { from, to: '2027-04-30' });
    expect(acts(lived)).toEqual(['call', 'call', 'call', 'call', 'sms', 'letter', 'call', 'call', 'hand_over']);
  });

  test('is the same each time, and calls only while the centre is open', () => {
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const { facts, rules: own, settings: ownSettings } = randomLife(new Chance(seed));
      const surroundings = { rules: own, settings: ownSettings, calendar };
      const lived = liveForward(facts, surroundings, { from, to });
      expect(liveForward(facts, surroundings, { from, to })).toEqual(lived);
      for (const { act, at } of lived) {
        if (act === 'call') expect(calendar.isOpen(at)).toBe(true);
        if (act === 'sms') expect(insideOuterGuard(at)).toBe(true);
      }
    }
  });

  test('ends when everything is paid', () => {
    const lived = aLife('account-1', {}, [{ day: '2026-11-26', amount: 1_000_000 }]);
    expect(lived.filter(({ day }) => day > '2026-11-26')).toEqual([]);
  });

  test('an account’s fate of a day is its own and lies evenly between 0 and 1', () => {
    const fates = [...Array(4_000).keys()].map((no) => fateOf(`account-${no}`, '2026-11-25'));
    expect(fates.every((fate) => fate >= 0 && fate < 1)).toBe(true);
    const share = fates.filter((fate) => fate < 0.25).length / fates.length;
    expect(Math.abs(share - 0.25)).toBeLessThan(0.03);
  });
});

describe('the first difference that a reader would name', () => {
  const changeOf = (changed: Partial<RuleSet>) =>
    treatmentChange(aLife('account-3'), aLife('account-3', changed))?.kind ?? null;
  const steps = (...nos: number[]) => ({
    steps: rules.steps.filter(({ no }) => nos.includes(no)).map((step, index) => ({ ...step, no: index + 1 })),
  });

  test('none for the same rules', () => {
    expect(changeOf({})).toBeNull();
  });

  test.each([
    ['no calls at all', steps(4, 6), 'no_call'],
    ['nothing but handing over', steps(6), 'hand_over_earlier'],
  ])('%s', (_what, changed, kind) => {
    expect(changeOf(changed)).toBe(kind);
  });
});

describe('the book', () => {
  const withPhone = { phones: [aPhone()], lines: [aLine()] };

  const stretch = { from, to: '2026-12-24' };

  function simulated(changed: Partial<RuleSet>, accounts = 30, base = rules) {
    const book = new Book();
    const versions = [base, { ...rules, ...changed }].map((own) => ({ rules: own, settings, calendar }));
    const [before, after] = versions.map((surroundings) => new Queue(surroundings, stretch));
    for (let no = 0; no < accounts; no += 1) {
      const facts = someFacts(from, { accountId: `account-${no}`, ...withPhone });
      const [old, fresh] = versions.map((surroundings) => new Life(facts, surroundings, stretch));
      before!.add(old!, () => facts, facts.accountId);
      after!.add(fresh!, () => facts, facts.accountId);
      book.add(unhindered(old!), unhindered(fresh!), true);
    }
    return book.result(capacity, before!.run(capacity), after!.run(capacity));
  }

  test('counts what changes, and all of it', () => {
    const { accounts, changed, by_kind, before, after } = simulated({ restAfterHold: 9 });
    expect([accounts, changed, by_kind]).toEqual([30, 0, []]);
    expect(after).toEqual(before);
  });

  test('shouts when a draft would call nobody', () => {
    const steps = [
      { ...rules.steps[3]!, no: 1 },
      { ...rules.steps[5]!, no: 2 },
    ];
    expect(simulated({ steps }).alarms).toContainEqual(
      expect.objectContaining({ code: 'nobody_called', severity: 'error' }),
    );
  });

  test('a call that stood in the queue already does not hide that the draft itself calls nobody', () => {
    const steps = [
      { ...rules.steps[3]!, no: 1 },
      { ...rules.steps[5]!, no: 2 },
    ];
    const facts = someFacts(from, { tasks: [aTask(from, { id: 'queued' })] });
    const book = new Book();
    const after = liveForward(facts, { rules: { ...rules, steps }, settings, calendar }, { from, to });
    expect(after.filter(({ act }) => act === 'call').map(({ byTable }) => byTable)).toEqual([false]);
    book.add(liveForward(facts, { rules, settings, calendar }, { from, to }), after, true);
    expect(book.result(capacity, [], []).alarms.map(({ code }) => code)).toContain('nobody_called');
  });

  test('shouts when a draft would call everybody on one day', () => {
    const steps = [rules.steps[3]!, rules.steps[5]!].map((step, index) => ({ ...step, no: index + 1 }));
    const { alarms } = simulated({}, 120, { ...rules, steps });
    expect(simulated({}).alarms.map(({ code }) => code)).not.toContain('everybody_today');
    expect(alarms).toContainEqual(
      expect.objectContaining({
        code: 'everybody_today',
        params: expect.objectContaining({ calls: 120, accounts: 120 }),
      }),
    );
    expect(alarms).toContainEqual(expect.objectContaining({ code: 'over_seats', severity: 'warning' }));
  });

  test('shouts about everybody even when the seats could make all those calls', () => {
    const steps = [rules.steps[3]!, rules.steps[5]!].map((step, index) => ({ ...step, no: index + 1 }));
    const { alarms } = simulated({}, 40, { ...rules, steps });
    expect(alarms.map(({ code }) => code)).toEqual(['everybody_today']);
  });
});
