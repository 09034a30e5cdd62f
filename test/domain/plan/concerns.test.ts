import { describe, expect, test } from '@jest/globals';
import { defaultRules } from '../../../domain/default-rules.ts';
import type { AccountFacts } from '../../../domain/facts.ts';
import type { Condition, RuleSet } from '../../../domain/rules.ts';
import { instantAt } from '../../../domain/time.ts';
import { aCallback, aContact, aHold, aLetter, anIntent, aPromise, aTask } from '../../helpers/case-facts.ts';
import { decided, thursday } from '../../helpers/decided.ts';
import { aLine, aPhone } from '../../helpers/plan-facts.ts';

const on = (day: string, time = '10:00') => instantAt(`2026-11-${day}`, time);
const rules = defaultRules('city_tax');
const hold = (blocks: Partial<ReturnType<typeof aHold>['blocks']>, more: Parameters<typeof aHold>[0] = {}) =>
  aHold({ blocks: { call: false, sms: false, letter: false, ...blocks }, ...more });

const claimsPaid = aContact({ outcome: 'claims_paid', spokeWith: 'self', at: on('24') });
const broken = (id: string, day: string) =>
  aPromise({ id, state: 'broken', promisedFor: `2026-11-${day}`, judgedAt: on(day, '18:00'), madeAt: on('02') });

describe('what a case that waits takes back', () => {
  test.each<[string, Partial<AccountFacts>, Partial<RuleSet>, { letter: boolean; callback: boolean }]>([
    ['with the department', { handOver: { id: 'h', state: 'sent' } }, {}, { letter: true, callback: true }],
    [
      'before the term of the 督促状',
      { lines: [aLine({ demandDate: '2026-11-24' })] },
      {},
      { letter: true, callback: false },
    ],
    ['out of season', {}, { seasonMonths: [2] }, { letter: true, callback: false }],
    [
      'said to be paid',
      { contacts: [claimsPaid], paymentsAsOf: on('20', '06:00') },
      {},
      { letter: true, callback: false },
    ],
    [
      'with two promises broken',
      { promises: [broken('a', '05'), broken('b', '16')] },
      {},
      { letter: true, callback: false },
    ],
  ])('%s', (_when, facts, own, { letter, callback }) => {
    expect(decided({ ...facts, tasks: [aTask(thursday)] }, own)).toMatch(/^withdrawTask taskId=task/);
    expect(decided({ ...facts, letters: [aLetter()] }, own)).toMatch(letter ? /^pullLetter/ : /^wait/);
    expect(decided({ ...facts, tasks: [aCallback(thursday)] }, own).startsWith('withdrawTask')).toBe(callback);
  });
});

test('a payment said to be made is waited for until the data could show it, or does not come', () => {
  const facts = { contacts: [claimsPaid], paymentsAsOf: on('20', '06:00') };
  const at = (day: string, time: string) => decided(facts, {}, {}, instantAt(day, time));
  expect(at('2026-12-11', '08:29')).toMatch(/^wait for=payment_data/);
  expect(at('2026-12-11', '08:30')).not.toContain('claims_paid');
  expect(decided({ ...facts, paymentsAsOf: on('28', '06:00') }, {}, {}, on('28', '07:00'))).not.toContain(
    'claims_paid',
  );
});

describe('a promise not kept is called about', () => {
  const facts = { promises: [broken('a', '16')] };

  test.each<[string, Partial<AccountFacts>]>([
    ['there is no number', { phones: [aPhone({ status: 'dead' })] }],
    ['calls are held', { holds: [hold({ call: true })] }],
    ['calls are stopped', { stoppedChannels: ['call'] }],
  ])('but not when %s', (_when, more) => {
    expect(decided({ ...facts, ...more })).not.toContain('promise_broken');
  });

  test('also while texts and letters are held or stopped', () => {
    expect(decided({ ...facts, holds: [hold({ sms: true, letter: true })] })).toContain('promise_broken');
    expect(decided({ ...facts, stoppedChannels: ['sms', 'letter'] })).toContain('promise_broken');
  });
});

describe('the table', () => {
  const unanswered = [aContact({ at: on('18') }), aContact({ id: 'second', at: on('19') })];

  test('begins anew when the department returned the case after the step was entered', () => {
    const returned = (returnedAt: Date) => decided({ step: 4, stepEnteredAt: on('20', '09:00'), returnedAt });
    expect(returned(on('20', '09:01'))).toBe(
      'enterStep step=1: why returned_by_department; why step_condition_met step=1',
    );
    expect(returned(on('20', '09:00'))).toMatch(/^requestLetter step=4/);
  });

  test('waits with a text and a letter after a talk, and with the department too', () => {
    const talk = aContact({ outcome: 'talked_no_promise', spokeWith: 'self', at: on('25') });
    expect(decided({ step: 4, contacts: [talk] })).toBe(
      'wait for=spacing, until 2026-11-30 08:30: why step_condition_met step=4 attempt=1 of=1; why_not minimum_gap',
    );
    expect(decided({ step: 6, contacts: [talk] })).toBe(
      'wait for=spacing, until 2026-11-30 08:30: why step_condition_met step=6',
    );
  });

  test('waits for the end of a hold instead of handing over because of it', () => {
    const steps = [rules.steps[0]!, { ...rules.steps[5]!, no: 2 }];
    const words = (holds: AccountFacts['holds'], step = 1) => decided({ step, holds }, { steps });
    expect(words([hold({ call: true })])).toBe('wait for=hold: why hold_active kind=instalments');
    const [ends, stays] = [hold({ call: true }, { until: '2026-12-10' }), hold({ call: true }, { id: 'b' })];
    expect(words([stays, ends])).toMatch(/^wait for=hold, until 2026-12-11 00:00/);
    expect(decided({ stepEnteredAt: null, holds: [stays] }, { steps })).toMatch(/^wait for=hold: .*hold_active step=1/);
    const letterAfter = [rules.steps[0]!, { ...rules.steps[3]!, no: 2 }, { ...rules.steps[5]!, no: 3 }];
    expect(decided({ holds: [stays] }, { steps: letterAfter })).toMatch(/^enterStep step=2/);
  });

  test('the letter tells what went unanswered before it', () => {
    const text = anIntent(on('20', '11:00'));
    const words = (more: Partial<AccountFacts>) => decided({ step: 4, intents: [text], ...more });
    expect(words({ contacts: unanswered })).toContain('why calls_unanswered count=2; why sms_without_answer');
    const spoke = (at: Date) => [aContact({ outcome: 'talked_no_promise', spokeWith: 'self', at })];
    expect(words({ contacts: spoke(on('20', '11:01')) })).not.toContain('sms_without_answer');
    expect(words({ contacts: spoke(on('20', '11:00')) })).toContain('sms_without_answer');
    expect(words({ contacts: spoke(on('20', '10:59')) })).toContain('sms_without_answer');
    expect(words({ phones: [] })).toContain('why no_phone_known');
  });

  test('a second letter tells of the first', () => {
    const before = aLetter({ step: 2, state: 'handed_over', handedOverOn: '2026-10-01', designatedDue: '2026-10-15' });
    expect(decided({ step: 4, letters: [before] })).toMatch(/^requestLetter step=4 .*why letter_without_payment$/);
    expect(decided({ step: 4, letters: [{ ...before, state: 'spoiled' }] })).not.toContain('letter_without_payment');
  });

  test('nobody is texted without a number that takes texts', () => {
    const landline = { step: 3, contacts: unanswered, phones: [aPhone({ kind: 'landline' })] };
    const steps = rules.steps.map((step) =>
      step.no === 3 ? { ...step, condition: { field: 'amount', op: '>=', value: 1 } as const } : step,
    );
    expect(decided(landline, { steps })).toMatch(/^enterStep step=4: why_not sms_not_possible step=3/);
  });

  test('the department gets a case for its amount or its promises when the line looks at them among other things', () => {
    const handOff = (field: 'amount' | 'broken_promises', op: '>=' | '<=', value: number): Condition => ({
      all: [
        { field: 'has_phone', is: true },
        { field, op, value },
      ],
    });
    const words = (condition: Condition) =>
      decided(
        { step: 1 },
        {
          steps: [
            { ...rules.steps[5]!, no: 1, condition },
            { ...rules.steps[3]!, no: 2 },
          ],
        },
      );
    expect(words(handOff('amount', '>=', 1))).toMatch(/^handOff reason=large_amount/);
    expect(words(handOff('broken_promises', '<=', 5))).toMatch(/^handOff reason=promises_broken/);
    expect(
      words({
        any: [
          { field: 'has_phone', is: true },
          { field: 'amount', op: '>=', value: 1 },
        ],
      }),
    ).toMatch(/^handOff reason=large_amount/);
  });
});
