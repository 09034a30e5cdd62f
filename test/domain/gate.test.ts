import { describe, expect, test } from '@jest/globals';
import { defaultRules } from '../../domain/default-rules.ts';
import { gate, type GateFacts, type GateKind } from '../../domain/gate.ts';
import { gateFactsOf } from '../../domain/gate-facts.ts';
import { addDays, instantAt } from '../../domain/time.ts';
import { aLine, calendar, settings, someFacts, unrung } from '../helpers/plan-facts.ts';

const day = '2026-11-26'; // 平日: 9:00-17:00
const noon = instantAt(day, '12:00');
const rules = defaultRules('city_tax');

const free: GateFacts = {
  stopped: [],
  episodeOpen: true,
  balance: 30_000,
  withheld: 0,
  blocks: { call: false, sms: false, letter: false },
  promiseOpen: false,
  callbackAsked: false,
  purpose: null,
  handedOver: false,
  unitCallsToday: 0,
  debtorContactsToday: 0,
  unitRingsToday: 0,
  numberRingsToday: 0,
  retryFrom: null,
  lastRingAt: null,
  phone: { kind: 'mobile', status: 'active' },
  leaseOk: true,
  paymentsAsOf: instantAt(day, '00:00'),
  dvProtected: false,
  returnedMail: false,
  letterReadyLines: 1,
};

function ask(kind: GateKind, facts: Partial<GateFacts> = {}, at = noon) {
  return gate(kind, { ...free, ...facts }, settings, rules, calendar, at);
}

const second = (instant: Date, seconds: number) => new Date(instant.getTime() + seconds * 1_000);

describe('the gate', () => {
  test.each(['ring', 'sms', 'print'] as const)('lets a %s go when nothing speaks against it', (kind) => {
    expect(ask(kind)).toBeNull();
  });

  test.each([
    ['episode_closed', { episodeOpen: false }],
    ['paid', { balance: 0 }],
    ['held', { balance: 0, withheld: 5_000 }],
    ['held', { blocks: { call: true, sms: true, letter: true } }],
    ['handed_over', { handedOver: true }],
    ['promise_open', { promiseOpen: true }],
  ] as const)('answers %s to rings, texts and letters', (refusal, facts) => {
    for (const kind of ['ring', 'sms', 'print'] as const) expect(ask(kind, facts)).toBe(refusal);
  });

  test.each([
    ['ring', 'call'],
    ['sms', 'sms'],
    ['print', 'letter'],
  ] as const)('an emergency stop refuses a %s and nothing else', (kind, channel) => {
    for (const asked of ['ring', 'sms', 'print'] as const)
      expect(ask(asked, { stopped: [channel] })).toBe(asked === kind ? 'channel_stopped' : null);
    expect(ask(kind, { stopped: [channel], callbackAsked: true, balance: 0 })).toBe('channel_stopped');
  });

  test('a hold forbids only the channels it blocks', () => {
    const blocks = { call: false, sms: false, letter: true };
    expect(ask('ring', { blocks })).toBeNull();
    expect(ask('sms', { blocks })).toBeNull();
    expect(ask('print', { blocks })).toBe('held');
  });

  test('rings need the lease and a live number, texts a live mobile of somebody unprotected', () => {
    expect(ask('ring', { leaseOk: false })).toBe('not_leased');
    expect(ask('ring', { phone: { kind: 'landline', status: 'dead' } })).toBe('number_dead');
    expect(ask('ring', { phone: null })).toBe('number_dead');
    expect(ask('ring', { phone: { kind: 'landline', status: 'active' }, dvProtected: true })).toBeNull();
    expect(ask('sms', { phone: { kind: 'landline', status: 'active' }, leaseOk: false })).toBe('not_mobile');
    expect(ask('sms', { dvProtected: true })).toBe('dv_protected');
  });

  test('letters need an address that holds and a line that may be printed', () => {
    expect(ask('print', { dvProtected: true })).toBe('dv_protected');
    expect(ask('print', { returnedMail: true })).toBe('returned_mail');
    expect(ask('print', { letterReadyLines: 0 })).toBe('not_letter_ready');
    expect(gate('print', free, { ...settings, letters: false }, rules, calendar, noon)).toBe('not_letter_ready');
  });

  test('texts and letters need payment data of the last seven days, rings do not', () => {
    const old = { paymentsAsOf: instantAt(addDays(day, -8), '23:59') };
    const fresh = { paymentsAsOf: instantAt(addDays(day, -7), '00:00') };
    for (const kind of ['sms', 'print'] as const) {
      expect(ask(kind, old)).toBe('payment_data_old');
      expect(ask(kind, { paymentsAsOf: null })).toBe('payment_data_old');
      expect(ask(kind, fresh)).toBeNull();
    }
    expect(ask('ring', old)).toBeNull();
  });

  test.each(['ring', 'sms'] as const)('a %s goes from the opening on and not at the closing second', (kind) => {
    const [opening, closing] = [instantAt(day, '09:00'), instantAt(day, '17:00')];
    expect(ask(kind, {}, second(opening, -1))).toBe('outside_hours');
    expect(ask(kind, {}, opening)).toBeNull();
    expect(ask(kind, {}, second(closing, -1))).toBeNull();
    expect(ask(kind, {}, closing)).toBe('outside_hours');
  });

  test('the outer guard speaks before the hours, and letters know no hours', () => {
    expect(ask('ring', {}, second(instantAt(day, '08:00'), -1))).toBe('outside_outer_guard');
    expect(ask('ring', {}, instantAt(day, '08:00'))).toBe('outside_hours');
    expect(ask('sms', {}, instantAt(day, '21:00'))).toBe('outside_outer_guard');
    expect(ask('print', {}, instantAt(day, '22:00'))).toBeNull();
  });

  test('a closed day has no hours', () => {
    const sunday = calendar.days.find(({ day: date, pattern }) => date > day && pattern === 'closed')!.day;
    expect(ask('ring', { paymentsAsOf: noon }, instantAt(sunday, '12:00'))).toBe('outside_hours');
  });

  test('the caps count calls to the home and contacts of the debtor, the gap is in minutes', () => {
    expect(ask('ring', { unitCallsToday: 1 })).toBe('daily_cap');
    expect(ask('sms', { unitCallsToday: 1 })).toBeNull();
    expect(ask('ring', { debtorContactsToday: 1 })).toBe('daily_cap');
    expect(ask('sms', { debtorContactsToday: 1 })).toBe('daily_cap');
    const caps = { ...rules.caps, callsPerUnitPerDay: 2, ringsPerNumberPerDay: 2, contactsPerDebtorPerDay: 9 };
    const once = { unitCallsToday: 1, unitRingsToday: 1, numberRingsToday: 1 };
    const rung = (lastRingAt: Date) =>
      gate('ring', { ...free, ...once, lastRingAt }, settings, { ...rules, caps }, calendar, noon);
    expect(rung(second(noon, -3_599))).toBe('minimum_gap');
    expect(rung(second(noon, -3_600))).toBeNull();
  });

  test('who is not reached at one number is rung at another of the same case, but not for ever', () => {
    expect(ask('ring', { unitRingsToday: 1 })).toBeNull();
    expect(ask('ring', { unitRingsToday: 2 })).toBeNull();
    expect(ask('ring', { unitRingsToday: 3 })).toBe('daily_cap');
    expect(ask('ring', { unitRingsToday: 1, numberRingsToday: 1, lastRingAt: second(noon, -60) })).toBe('minimum_gap');
    expect(ask('ring', { unitRingsToday: 2, numberRingsToday: 2 })).toBe('daily_cap');
  });

  test('a repeated call has its own minutes instead of the gap', () => {
    const again = { unitRingsToday: 1, numberRingsToday: 1, retryFrom: noon };
    expect(ask('ring', again, second(noon, -1))).toBe('minimum_gap');
    expect(ask('ring', again)).toBeNull();
    expect(ask('ring', { ...again, numberRingsToday: 2 })).toBe('daily_cap');
    expect(ask('ring', { ...again, unitCallsToday: 1 })).toBe('daily_cap');
  });

  test('a call-back that the debtor asked for is rung in spite of promise, cap and gap, but not of hours or a hold', () => {
    const asked = {
      callbackAsked: true,
      promiseOpen: true,
      unitCallsToday: 1,
      unitRingsToday: 1,
      numberRingsToday: 1,
      debtorContactsToday: 1,
      lastRingAt: second(noon, -60),
    };
    expect(ask('ring', asked)).toBeNull();
    expect(ask('ring', asked, instantAt(day, '17:00'))).toBe('outside_hours');
    expect(ask('ring', { ...asked, blocks: { ...free.blocks, call: true } })).toBe('held');
  });

  test('a reminder of a promise is sent while it is open, any other text is not', () => {
    expect(ask('sms', { promiseOpen: true, purpose: 'promise_reminder' })).toBeNull();
    expect(ask('sms', { promiseOpen: true, purpose: 'please_call' })).toBe('promise_open');
  });
});

describe('gate facts', () => {
  const attempt = { episodeOpen: true, phone: null, leaseOk: true, callbackAsked: false, purpose: null, ...unrung };

  test('what is held or time-barred is not owed here, and only demanded lines may be printed', () => {
    const facts = someFacts(noon, {
      lines: [
        aLine(),
        aLine({ id: 'held', held: true, balance: 1_000 }),
        aLine({ id: 'barred', prescriptionDate: day, balance: 2_000 }),
        aLine({ id: 'new', demandDate: null, balance: 4_000 }),
        aLine({ id: 'removed', removed: true, balance: 8_000 }),
      ],
    });
    expect(gateFactsOf(facts, attempt, noon)).toMatchObject({ balance: 34_000, withheld: 3_000, letterReadyLines: 1 });
  });

  test('a day begins at midnight in Tokyo', () => {
    const facts = someFacts(noon, { unitRingsAt: [second(instantAt(day, '00:00'), -1), instantAt(day, '00:00')] });
    expect(gateFactsOf(facts, attempt, noon)).toMatchObject({
      unitCallsToday: 1,
      unitRingsToday: 1,
      lastRingAt: instantAt(day, '00:00'),
    });
  });

  test('a ring for the same case is no other call to the home, and no contact besides', () => {
    const rung = second(noon, -60);
    const facts = someFacts(noon, { unitRingsAt: [rung], debtorContactsAt: [rung] });
    const again = {
      unitCallsToday: 0,
      debtorContactsToday: 0,
      unitRingsToday: 1,
      numberRingsToday: 0,
      lastRingAt: null,
    };
    expect(gateFactsOf(facts, { ...attempt, caseRingsAt: [rung] }, noon)).toMatchObject(again);
    const sameNumber = { ...attempt, caseRingsAt: [rung], numberRingsAt: [rung] };
    expect(gateFactsOf(facts, sameNumber, noon)).toMatchObject({ ...again, numberRingsToday: 1, lastRingAt: rung });
  });

  test('of a repeated call the gap is counted from rings for others only', () => {
    const [other, own] = [second(noon, -3_000), second(noon, -300)];
    const facts = someFacts(noon, { unitRingsAt: [other, own], debtorContactsAt: [own] });
    const repeated = { ...attempt, retryFrom: noon, caseRingsAt: [own], numberRingsAt: [own] };
    expect(gateFactsOf(facts, repeated, noon)).toMatchObject({
      retryFrom: noon,
      unitCallsToday: 1,
      unitRingsToday: 2,
      debtorContactsToday: 0,
      numberRingsToday: 1,
      lastRingAt: other,
    });
  });
});
