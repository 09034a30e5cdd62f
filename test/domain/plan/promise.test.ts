import { describe, expect, test } from '@jest/globals';
import { defaultRules } from '../../../domain/default-rules.ts';
import type { ContactFact } from '../../../domain/facts.ts';
import { instantAt } from '../../../domain/time.ts';
import { aCallback, aContact, aHold, aLetter, anIntent, aPromise } from '../../helpers/case-facts.ts';
import { decided, thursday } from '../../helpers/decided.ts';
import { aLine, aPhone } from '../../helpers/plan-facts.ts';

const on = (day: string, time = '09:00') => instantAt(`2026-11-${day}`, time);
const awaited = 'wait for=promise, until 2026-12-09 08:30: why promise_open promisedFor=2026-12-04 amount=30000';
const firstCall =
  'openCallTask step=1 session=weekday notBefore=2026-11-26 10:00 retry=false bestBand=null: why step_condition_met step=1 attempt=1 of=2; why_now session_open session=weekday';
const breachCall =
  'openCallTask step=1 session=any notBefore=2026-11-26 10:00 retry=false bestBand=null: why promise_broken promisedFor=2026-11-15 amount=30000 paid=0; why_now session_open session=weekday';

describe('an open promise', () => {
  test('is kept when nothing is owed any more, whatever was paid for it', () => {
    expect(decided({ promises: [aPromise()], lines: [aLine({ balance: 0 })] })).toBe(
      'judgePromise promiseId=promise verdict=kept paid=0 provisional=false: why promise_kept promisedFor=2026-12-04 amount=30000 paid=0',
    );
  });

  test('is not judged in its days of grace, even when the data reaches past its day', () => {
    expect(decided({ promises: [aPromise()] }, {}, {}, instantAt('2026-12-07', '10:00'))).toBe(awaited);
  });

  test('leaves a call-back alone and takes a letter back', () => {
    expect(decided({ promises: [aPromise()], tasks: [aCallback(thursday)] })).toBe(awaited);
    expect(decided({ promises: [aPromise()], letters: [aLetter()] })).toBe(
      'pullLetter letterId=letter: why promise_open promisedFor=2026-12-04 amount=30000',
    );
  });
});

describe('a broken promise', () => {
  const broken = (judgedAt: Date | null = on('20')) =>
    aPromise({ state: 'broken', promisedFor: '2026-11-15', madeAt: on('10'), judgedAt });

  test('is called about, also when another one was noted by mistake and replaced', () => {
    const replaced = aPromise({ id: 'replaced', state: 'replaced', madeAt: on('24') });
    expect(decided({ promises: [broken(), replaced] })).toBe(breachCall);
  });

  const told = (judgedAt: Date | null, contacts: ContactFact[]) =>
    decided({ promises: [broken(judgedAt)], contacts, stepEnteredAt: on('20', '10:00') }).includes('promise_broken');

  test.each([
    ['before', aContact({ at: on('19') }), true],
    ['at the very moment', aContact({ at: on('20') }), true],
    ['after it', aContact({ at: on('20', '09:01') }), false],
  ])('is called about once: a call %s', (_when, call, isTold) => {
    expect(told(on('20'), [call])).toBe(isTold);
  });

  test('is answered when the debtor calls back', () => {
    expect(
      told(on('20'), [aContact({ kind: 'inbound', outcome: 'inbound_talk', spokeWith: 'self', at: on('21') })]),
    ).toBe(false);
  });

  test('that nobody judged counts from when it was made', () => {
    expect(told(null, [aContact({ at: on('09') })])).toBe(true);
    expect(told(null, [aContact({ at: on('11') })])).toBe(false);
  });

  test.each([
    ['before it', on('19', '09:00'), breachCall],
    ['in the same moment', on('20'), firstCall],
    ['after it', on('20', '09:01'), firstCall],
  ])('a return from the department %s', (_when, returnedAt, words) => {
    expect(decided({ promises: [broken()], returnedAt, stepEnteredAt: on('21') })).toBe(words);
  });
});

test('after a promise was kept the home is left alone for the spacing, whatever was noted since', () => {
  const kept = aPromise({ state: 'kept', promisedFor: '2026-11-25', paid: 30_000, judgedAt: on('25', '10:00') });
  const rest = decided({ promises: [kept] });
  expect(rest).toContain('notBefore=2026-11-30 09:00');
  expect(decided({ promises: [kept, aPromise({ id: 'replaced', state: 'replaced' })] })).toBe(rest);
});

describe('the text on the day before', () => {
  const promise = { ...defaultRules('city_tax').promise, remindBySms: true };
  const tomorrow = aPromise({ promisedFor: '2026-11-27', madeAt: on('24', '10:00') });
  const decidedAt = (now: Date, facts: Parameters<typeof decided>[0]) =>
    decided({ promises: [tomorrow], ...facts }, { promise }, {}, now);
  const waits = /^wait for=promise, until 2026-12-0\d 08:30: why promise_open promisedFor=2026-11-27 amount=30000$/;

  test.each([
    ['by the reminder', { step: 0, plannedAt: on('25') }],
    ['by one of the very moment of the promise', { step: 0, plannedAt: on('24', '10:00') }],
  ])('goes out once: %s it is done', (_by, text) => {
    expect(decidedAt(thursday, { intents: [anIntent(text.plannedAt, text)] })).toMatch(waits);
  });

  test.each([
    ['a reminder of an earlier promise', anIntent(on('23'), { step: 0 })],
    ['a text of the table', anIntent(on('25'), { step: 3 })],
    ['a ring', anIntent(on('25'), { kind: 'ring', step: 0 })],
  ])('goes out after %s', (_what, intent) => {
    expect(decidedAt(thursday, { intents: [intent] })).toMatch(/^sendSms step=0 /);
  });

  test.each([
    ['texts are held', { holds: [aHold({ blocks: { call: false, sms: true, letter: false } })] }],
    ['texts are stopped', { stoppedChannels: ['sms' as const] }],
    ['there is no mobile', { phones: [aPhone({ kind: 'landline' })] }],
    ['the day before was the day of the promise', { promises: [{ ...tomorrow, madeAt: on('26', '09:30') }] }],
    ['no day lies between', { promises: [{ ...tomorrow, madeAt: on('26', '09:30'), promisedFor: '2026-11-26' }] }],
  ])('does not go out when %s', (_why, facts) => {
    expect(decidedAt(thursday, facts)).toMatch(/^wait for=promise, until 2026-12-0\d 08:30/);
  });

  test('waits for the opening of its day, and is too late after closing', () => {
    expect(decidedAt(on('26', '08:45'), {})).toMatch(/^wait for=promise, until 2026-11-26 09:00/);
    expect(decidedAt(on('26', '17:30'), {})).toMatch(waits);
  });

  test('is too late on the promised day', () => {
    expect(decidedAt(on('27', '09:30'), {})).toMatch(waits);
  });
});
