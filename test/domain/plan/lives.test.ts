import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { insideOuterGuard } from '../../../domain/calendar.ts';
import type { Act, Decision } from '../../../domain/decision.ts';
import { gate } from '../../../domain/gate.ts';
import { gateFactsOf } from '../../../domain/gate-facts.ts';
import { plan } from '../../../domain/plan.ts';
import { addDays, dateOf, daysBetween } from '../../../domain/time.ts';
import type { Life, Made } from '../../helpers/account-life.ts';
import { calendar, unrung } from '../../helpers/plan-facts.ts';
import { Chance, live, randomLife, shuffled } from '../../helpers/random-life.ts';
import { ruleSets } from '../../helpers/random-rules.ts';

const MOST_DAYS = 900;
const LIVES = 60;
/** Besides these, by rules that a manager might write */
const RANDOM_RULES = 40;

interface Lived {
  seed: number;
  days: number;
  life: Life;
  /** By rules that a manager might write */
  anyRules: boolean;
}

const lives: Lived[] = [];

beforeAll(() => {
  for (const seed of fc.sample(fc.integer(), LIVES)) {
    const chance = new Chance(seed);
    const life = randomLife(chance);
    lives.push({ seed, days: live(life, chance, MOST_DAYS), life, anyRules: false });
  }
  for (const seed of fc.sample(fc.integer(), RANDOM_RULES)) {
    const chance = new Chance(seed);
    const life = randomLife(chance, fc.sample(ruleSets, { seed, numRuns: 1 })[0]);
    lives.push({ seed, days: live(life, chance, MOST_DAYS), life, anyRules: true });
  }
});

/** Looks at every life; a failure names the seed that lives it again. */
function everyLife(look: (lived: Lived) => void): void {
  for (const lived of lives) {
    try {
      look(lived);
    } catch (cause) {
      throw new Error(`Seed ${lived.seed}`, { cause });
    }
  }
}

function everyDecision(look: (made: Made, life: Life, chance: Chance, anyRules: boolean) => void): void {
  everyLife(({ seed, life, anyRules }) => {
    const chance = new Chance(seed);
    for (const made of life.made) look(made, life, chance, anyRules);
  });
}

function isOutward({ act }: Decision): boolean {
  return act.kind === 'openCallTask' || act.kind === 'sendSms' || act.kind === 'requestLetter';
}

const channelOf = (act: Act) =>
  (({ openCallTask: 'call', sendSms: 'sms', requestLetter: 'letter' }) as const)[act.kind as 'sendSms'];

describe('the plan, over random lives of many months', () => {
  test('always ends: the episode closes or the department has the case', () => {
    everyLife(({ days, life }) => {
      expect(days).toBeLessThan(MOST_DAYS);
      expect(life.made.length).toBeLessThan(700);
    });
  });

  test('opens calls inside operating hours only', () => {
    everyDecision(({ at, decision: { act } }) => {
      if (act.kind !== 'openCallTask') return;
      expect(act.notBefore.getTime()).toBeGreaterThanOrEqual(at.getTime());
      expect(insideOuterGuard(act.notBefore)).toBe(true);
      const session = calendar.sessionAt(act.notBefore);
      expect(session).not.toBeNull();
      if (act.session !== 'any') expect(session).toBe(act.session);
    });
  });

  test('sends only texts that the gate lets go', () => {
    everyDecision(({ at, decision: { act }, facts }, life) => {
      if (act.kind !== 'sendSms') return;
      const phone = facts.phones.find(({ id }) => id === act.phoneId) ?? null;
      const attempt = {
        episodeOpen: true,
        leaseOk: false,
        callbackAsked: false,
        purpose: act.purpose,
        phone,
        ...unrung,
      };
      expect(phone).toMatchObject({ kind: 'mobile', owner: 'self', status: 'active' });
      expect(gate('sms', gateFactsOf(facts, attempt, at), life.settings, life.rules, calendar, at)).toBeNull();
    });
  });

  test('asks only for letters that the gate lets print', () => {
    everyDecision(({ at, decision: { act }, facts }, life) => {
      if (act.kind !== 'requestLetter') return;
      const attempt = {
        episodeOpen: true,
        leaseOk: false,
        callbackAsked: false,
        purpose: null,
        phone: null,
        ...unrung,
      };
      expect(gate('print', gateFactsOf(facts, attempt, at), life.settings, life.rules, calendar, at)).toBeNull();
    });
  });

  test('never contacts the held, the paid, the time-barred, the not yet demanded or the handed over', () => {
    everyDecision(({ at, decision, facts }, { settings }) => {
      if (!isOutward(decision)) return;
      const today = dateOf(at);
      const due = facts.lines.filter(
        (line) =>
          line.balance > 0 &&
          !line.removed &&
          !line.held &&
          (line.prescriptionDate === null || line.prescriptionDate > today) &&
          line.demandDate !== null &&
          addDays(line.demandDate, settings.demandTermDays) < today,
      );
      expect(due).not.toEqual([]);
      expect(facts.handOver).toBeNull();
      expect(facts.promises.filter(({ state }) => state === 'open')).toEqual([]);
      const inForce = facts.holds.filter(
        (hold) => !hold.endedAt && hold.from <= today && (hold.until ?? '9999') >= today,
      );
      expect(inForce.filter((hold) => hold.blocks[channelOf(decision.act)])).toEqual([]);
    });
  });

  test('never exceeds the caps of a home: no more contacts a day, and no more rings than those and their repeats', () => {
    everyLife(({ life: { facts, rules } }) => {
      const { contactsPerDebtorPerDay, callsPerUnitPerDay, ringsPerUnitPerDay, ringsPerNumberPerDay } = rules.caps;
      const calls = facts.contacts.filter(({ kind }) => kind === 'call');
      const repeats = facts.tasks.filter(({ retry, state }) => retry && state === 'done');
      const callbacks = facts.tasks.filter(({ kind }) => kind === 'callback').length;
      const excess = { contacts: 0, calls: 0, rings: 0, number: 0 };
      for (const day of new Set(facts.contacts.map(({ onDate }) => onDate))) {
        const isToday = ({ onDate }: { onDate: string }) => onDate === day;
        const rings = calls.filter(isToday);
        const texts = facts.contacts.filter(({ kind }) => kind === 'sms').filter(isToday).length;
        const again = repeats.filter(({ endedAt }) => endedAt && dateOf(endedAt) === day).length;
        const atOne = Math.max(
          0,
          ...rings.map((ring) => rings.filter(({ phoneId }) => phoneId === ring.phoneId).length),
        );
        excess.contacts += Math.max(0, rings.length - again + texts - contactsPerDebtorPerDay);
        excess.calls += Math.max(0, rings.length - again - callsPerUnitPerDay);
        excess.rings += Math.max(0, rings.length - ringsPerUnitPerDay);
        excess.number += Math.max(0, atOne - ringsPerNumberPerDay);
      }
      for (const over of Object.values(excess)) expect(over).toBeLessThanOrEqual(callbacks);
    });
  });

  test('repeats a call on its own day only, after its minutes, and no oftener than the rules grant', () => {
    everyLife(({ life }) => {
      for (const { at, decision, facts } of life.made) {
        if (decision.act.kind !== 'openCallTask' || !decision.act.retry) continue;
        const last = facts.contacts.findLast(({ kind }) => kind === 'call')!;
        const policy = life.rules.retry[last.outcome as 'busy'];
        const same = facts.contacts.filter(({ outcome, onDate }) => outcome === last.outcome && onDate === last.onDate);
        expect(dateOf(decision.act.notBefore)).toBe(dateOf(at));
        expect(last.onDate).toBe(dateOf(at));
        expect(decision.act.notBefore.getTime() - last.at.getTime()).toBeGreaterThanOrEqual(policy.minutes * 60_000);
        expect(same.length).toBeLessThanOrEqual(policy.times);
      }
    });
  });

  test('does at most one outward thing at a time, and none in the first operating days after a hold', () => {
    everyDecision(({ at, decision, facts }, { rules }) => {
      if (!isOutward(decision)) return;
      for (const { endedAt, blocks } of facts.holds) {
        if (endedAt && endedAt <= at && (blocks.call || blocks.sms || blocks.letter)) {
          expect(dateOf(at) >= calendar.addOperatingDays(dateOf(endedAt), rules.restAfterHold)).toBe(true);
        }
      }
      expect(facts.tasks.filter(({ state, kind }) => state === 'open' && kind === 'call')).toEqual([]);
      expect(facts.letters.filter(({ state }) => state === 'planned')).toEqual([]);
    });
  });

  test('waits at least a second, never without saying why, and sees its own end of a wait as an end', () => {
    everyDecision(({ at, decision }) => {
      expect(decision.reasons.length).toBeGreaterThan(0);
      if (decision.act.kind === 'wait' && decision.until) {
        expect(decision.until.getTime() - at.getTime()).toBeGreaterThanOrEqual(1_000);
        expect(daysBetween(dateOf(at), dateOf(decision.until))).toBeLessThan(800);
      }
    });
  });

  test('gives equal decisions for equal facts, in whatever order', () => {
    everyDecision(({ at, decision, facts }, life, chance) => {
      if (chance.happens(0.8)) return;
      const again = plan(shuffled(facts, chance), life.rules, life.settings, calendar, at);
      expect(again).toEqual(decision);
    });
  });

  // a manager may write conditions on ages and months, which come true meanwhile and are looked at when the wait is over
  test('has no more to do at the moment it said to wait, under the default rules', () => {
    everyDecision(({ at, decision, facts }, life, chance, anyRules) => {
      if (anyRules || decision.act.kind !== 'wait' || chance.happens(0.9)) return;
      const middle = decision.until ?? new Date(at.getTime() + 3 * 86_400_000);
      const before = new Date(at.getTime() + (middle.getTime() - at.getTime()) * chance.next());
      const meanwhile = plan(facts, life.rules, life.settings, calendar, before);
      expect(meanwhile.act).toEqual(decision.act);
    });
  });

  test('keeps personal data out: reasons and inputs hold codes, numbers, dates and instants only', () => {
    everyDecision(({ decision }) => {
      const values = [
        ...Object.values(decision.inputs),
        ...decision.reasons.flatMap(({ params }) => Object.values(params ?? {})),
      ];
      for (const value of values) {
        if (typeof value === 'string') expect(value).toMatch(/^([a-z_]*|\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?)$/);
      }
    });
  });
});
