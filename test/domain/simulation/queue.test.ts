import { describe, expect, test } from '@jest/globals';
import { defaultRules } from '../../../domain/default-rules.ts';
import type { AccountFacts } from '../../../domain/facts.ts';
import type { RuleSet } from '../../../domain/rules.ts';
import { seatsIn } from '../../../domain/simulation/capacity.ts';
import { Life } from '../../../domain/simulation/life.ts';
import { unhindered } from '../../../domain/simulation/live.ts';
import type { DayLoad } from '../../../domain/simulation/load.ts';
import { Queue } from '../../../domain/simulation/queue.ts';
import { instantAt } from '../../../domain/time.ts';
import { aHold, aLetter } from '../../helpers/case-facts.ts';
import { aLine, aPhone, calendar, settings, someFacts } from '../../helpers/plan-facts.ts';
import { Chance, randomLife } from '../../helpers/random-life.ts';

const rules = defaultRules('city_tax');
const stretch = { from: instantAt('2026-11-25', '08:30'), to: '2026-12-24' };
const plenty = { calls_a_day: 10_000, letters_a_day: 10_000, sms_a_month: 10_000 };
const tight = { calls_a_day: 10, letters_a_day: 2, sms_a_month: 100 };

function someAccounts(count: number, own: (no: number) => Partial<AccountFacts> = () => ({})): AccountFacts[] {
  return Array.from({ length: count }, (_, no) =>
    someFacts(stretch.from, { accountId: `account-${no}`, phones: [aPhone()], lines: [aLine()], ...own(no) }),
  );
}

function lived(accounts: readonly AccountFacts[], capacity = tight, own: RuleSet = rules) {
  const surroundings = { rules: own, settings, calendar };
  const queue = new Queue(surroundings, stretch);
  const served: string[] = [];
  for (const facts of accounts) {
    const read = () => {
      served.push(facts.accountId);
      return facts;
    };
    queue.add(new Life(facts, surroundings, stretch), read, facts.accountId);
  }
  return { loads: queue.run(capacity), served };
}

const loadsOf = (...given: Parameters<typeof lived>): DayLoad[] => lived(...given).loads;

/** In the order in which one seat serves them. */
const servedOf = (accounts: readonly AccountFacts[]): string[] => lived(accounts, { ...tight, calls_a_day: 1 }).served;

const total = (loads: readonly DayLoad[], column: 'calls' | 'calls_due' | 'letters' | 'letters_due') =>
  loads.reduce((sum, load) => sum + load[column], 0);

describe('the queue of a version', () => {
  test('makes no more calls a day than the seats can, and the rest waits for the next days', () => {
    const loads = loadsOf(someAccounts(35));
    expect(loads.every(({ calls }) => calls <= 10)).toBe(true);
    const open = loads.filter(({ pattern }) => pattern !== 'closed');
    // An evening day: the step calls in the weekday's session, which has five of its eight hours
    expect(open[0]).toMatchObject({ pattern: 'evening', calls_due: 35, calls: 6, calls_waiting: 29 });
    expect(open[1]).toMatchObject({ pattern: 'weekday', calls: 10, calls_waiting: 19 });
  });

  test('loses nobody: what was due is made or waits', () => {
    const loads = loadsOf(someAccounts(60));
    expect(total(loads, 'calls') + loads.at(-1)!.calls_waiting).toBe(total(loads, 'calls_due'));
    expect(total(loads, 'letters') + loads.at(-1)!.letters_waiting).toBe(total(loads, 'letters_due'));
  });

  test('a call that becomes due when the day’s calls are made waits for the next day, not for a seat', () => {
    const loads = loadsOf(
      someAccounts(5, () => ({ letters: [aLetter({ step: 1, state: 'printed' })] })),
      plenty,
    );
    const handedOver = loads.find(({ letters }) => letters > 0)!;
    expect(handedOver).toMatchObject({ letters: 5, calls: 0, calls_due: 5, calls_waiting: 0 });
  });

  test('prints no more letters a day than can be checked', () => {
    const step = { ...rules.steps[3]!, no: 1, condition: { field: 'amount', op: '>=', value: 1 } as const };
    const loads = loadsOf(someAccounts(9), tight, { ...rules, steps: [step] });
    const printed = loads.filter(({ letters }) => letters > 0).map(({ letters }) => letters);
    expect(printed).toEqual([2, 2, 2, 2, 1]);
    expect(Math.max(...loads.map(({ letters_waiting: waiting }) => waiting))).toBe(7);
  });

  test('serves by the plan’s priority first', () => {
    const owesMuch = (no: number) => ({ lines: [aLine({ balance: no === 19 ? 900_000 : 2_000 })] });
    expect(servedOf(someAccounts(20, owesMuch))[0]).toBe('account-19');
  });

  test('serves equals by their numbers', () => {
    const accounts = someAccounts(5);
    for (const each of [accounts, accounts.toReversed()])
      expect(servedOf(each).slice(0, 2)).toEqual(['account-0', 'account-1']);
  });

  const callsOn = (loads: readonly DayLoad[], from: string, to: string) =>
    total(
      loads.filter(({ day }) => day >= from && day <= to),
      'calls',
    );

  test('drops who is held while waiting, until the hold is over', () => {
    const held = (until: string | null) =>
      loadsOf(someAccounts(60, () => ({ holds: [aHold({ from: '2026-11-30', until })] })));
    const [forEver, forDays] = [held(null), held('2026-12-02')];
    for (const loads of [forEver, forDays]) {
      expect(callsOn(loads, '2026-11-25', '2026-11-29')).toBe(22);
      expect(loads.find(({ day }) => day === '2026-11-29')!.calls_waiting).toBe(38);
      expect(callsOn(loads, '2026-11-30', '2026-12-02')).toBe(0);
      expect(loads.find(({ day }) => day === '2026-11-30')!.calls_waiting).toBe(0);
    }
    expect(callsOn(forEver, '2026-12-03', '2026-12-24')).toBe(0);
    expect(callsOn(forDays, '2026-12-03', '2026-12-24')).toBeGreaterThan(38);
  });

  test('keeps the place of who wakes to wait for the same', () => {
    const lines = [aLine(), aLine({ id: 'old', balance: 1_000, prescriptionDate: '2026-12-01' })];
    const barred = loadsOf(someAccounts(60, () => ({ lines })));
    const plain = loadsOf(someAccounts(60));
    const columns = (loads: readonly DayLoad[]) =>
      loads.map(({ day, calls, calls_waiting: waiting }) => [day, calls, waiting]);
    expect(columns(barred).slice(0, 14)).toEqual(columns(plain).slice(0, 14));
    expect(total(barred, 'calls') + barred.at(-1)!.calls_waiting).toBe(total(barred, 'calls_due'));
  });

  test('with seats and printers enough does what the rules want on the days they want it, and nothing waits for them', () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const { facts, rules: own, settings: ownSettings } = randomLife(new Chance(seed));
      const surroundings = { rules: own, settings: ownSettings, calendar };
      const queue = new Queue(surroundings, stretch);
      queue.add(new Life(facts, surroundings, stretch), () => facts, facts.accountId);
      const wanted = unhindered(new Life(facts, surroundings, stretch));
      const loads = queue.run(plenty);
      expect(loads.filter((load) => load.calls_waiting > 0 || load.letters_waiting > 0)).toEqual([]);
      const made = loads.flatMap(({ day, calls, sms, letters, hand_overs: given }) => [
        ...Array.from({ length: calls }, () => `${day} call`),
        ...Array.from({ length: sms }, () => `${day} sms`),
        ...Array.from({ length: letters }, () => `${day} letter`),
        ...Array.from({ length: given }, () => `${day} hand_over`),
      ]);
      expect(made.toSorted()).toEqual(wanted.map(({ day, act }) => `${day} ${act}`).toSorted());
    }
  });

  test('is the same each time, whatever the order of the accounts', () => {
    const accounts = someAccounts(40, (no) => ({ lines: [aLine({ balance: 1_000 * (no % 7) + 1 })] }));
    expect(loadsOf(accounts.toReversed())).toEqual(loadsOf(accounts));
  });
});

test('the seats of a day are shared by the hours of its sessions', () => {
  const evening = calendar.days.find(({ pattern }) => pattern === 'evening')!.day;
  const openings = calendar.openingsOf(evening);
  expect(openings.map((opening) => seatsIn({ ...tight, calls_a_day: 80 }, opening, openings))).toEqual([50, 30]);
});
