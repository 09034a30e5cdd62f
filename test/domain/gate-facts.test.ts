import { describe, expect, test } from '@jest/globals';
import type { AccountFacts, HoldFact } from '../../domain/facts.ts';
import { type Attempt, gateFactsOf } from '../../domain/gate-facts.ts';
import { instantAt } from '../../domain/time.ts';
import { aHold, aPromise } from '../helpers/case-facts.ts';
import { aLine, someFacts, unrung } from '../helpers/plan-facts.ts';

const now = instantAt('2026-11-26', '10:00');
const at = (time: string, day = '2026-11-26') => instantAt(day, time);
const attempt: Attempt = {
  ...{ episodeOpen: true, phone: null, leaseOk: true, callbackAsked: false, purpose: null },
  ...unrung,
};
const read = (facts: Partial<AccountFacts>, more: Partial<Attempt> = {}) =>
  gateFactsOf(someFacts(now, facts), { ...attempt, ...more }, now);

const hold = aHold({ blocks: { call: true, sms: false, letter: false } });

describe('what the gate looks at', () => {
  test('what is owed, without what is held, time-barred or taken off', () => {
    const lines = [
      aLine({ id: 'free', balance: 1_000 }),
      aLine({ id: 'unsent', balance: 500, demandDate: null }),
      aLine({ id: 'held', balance: 200, held: true }),
      aLine({ id: 'barred', balance: 30, prescriptionDate: '2026-11-01' }),
      aLine({ id: 'removed', balance: 4, removed: true }),
      aLine({ id: 'paid', balance: 0 }),
    ];
    expect(read({ lines })).toMatchObject({ balance: 1_500, withheld: 230, letterReadyLines: 1 });
  });

  test.each([
    ['a hold in force', hold, { call: true, sms: false, letter: false }],
    [
      'of each channel',
      { ...hold, blocks: { call: false, sms: true, letter: true } },
      { call: false, sms: true, letter: true },
    ],
    ['not of a line', { ...hold, scope: 'line' }, { call: false, sms: false, letter: false }],
    ['not one to come', { ...hold, from: '2026-11-27' }, { call: false, sms: false, letter: false }],
    ['not one that is over', { ...hold, until: '2026-11-25' }, { call: false, sms: false, letter: false }],
  ] satisfies [string, HoldFact, object][])('%s', (_what, one, blocks) => {
    expect(read({ holds: [one] }).blocks).toEqual(blocks);
  });

  test('a promise that is open, and a case that is handed over', () => {
    expect(read({ promises: [aPromise()] }).promiseOpen).toBe(true);
    expect(read({ promises: [aPromise({ state: 'kept' })] }).promiseOpen).toBe(false);
    expect(read({ handOver: { id: 'h', state: 'sent' } }).handedOver).toBe(true);
    expect(read({}).handedOver).toBe(false);
  });

  test('rings of today, those of the case apart', () => {
    const [own, other, yesterday] = [at('09:00'), at('09:10'), at('09:00', '2026-11-25')];
    const facts = { unitRingsAt: [other, own, yesterday], debtorContactsAt: [yesterday, own, other] };
    const rings = { caseRingsAt: [own], numberRingsAt: [own, yesterday] };
    expect(read(facts, rings)).toMatchObject({
      ...{ unitCallsToday: 1, unitRingsToday: 2, debtorContactsToday: 1, numberRingsToday: 1 },
      lastRingAt: other,
    });
    const later = { caseRingsAt: [at('09:20')], numberRingsAt: [at('09:20')] };
    expect(read({ unitRingsAt: [at('09:20'), other] }, later).lastRingAt).toEqual(at('09:20'));
    expect(read({ unitRingsAt: [at('09:20'), other] }, { ...later, retryFrom: at('09:25') }).lastRingAt).toEqual(other);
    expect(read({}).lastRingAt).toBeNull();
  });
});
