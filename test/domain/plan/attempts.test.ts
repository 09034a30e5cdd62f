import { describe, expect, test } from '@jest/globals';
import { defaultRules } from '../../../domain/default-rules.ts';
import type { AccountFacts } from '../../../domain/facts.ts';
import type { RuleSet } from '../../../domain/rules.ts';
import { instantAt } from '../../../domain/time.ts';
import { aContact, aLetter, anIntent } from '../../helpers/case-facts.ts';
import { decided } from '../../helpers/decided.ts';
import { aPhone } from '../../helpers/plan-facts.ts';

const on = (day: string, time = '10:00') => instantAt(`2026-11-${day}`, time);
const unanswered = [aContact({ at: on('18') }), aContact({ id: 'second', at: on('19') })];
const rules = defaultRules('city_tax');

describe('attempts of a text', () => {
  const texting = (facts: Partial<AccountFacts>) => decided({ step: 3, contacts: unanswered, ...facts });
  const sent = anIntent(on('25'));
  const failedAt = (at: Date) =>
    aContact({ id: 'failed', kind: 'sms', outcome: 'sms_failed', session: null, phoneId: 'other', at });

  test('its answer is waited for', () => {
    expect(texting({ intents: [sent] })).toMatch(/^wait for=after_sms, until 2026-12-02 08:30/);
  });

  test.each([
    ['failed', on('25', '11:00'), /^enterStep step=4/],
    ['failed in its moment', on('25'), /^enterStep step=4/],
    ['an earlier one failed', on('24'), /^wait for=after_sms/],
  ])('not when %s', (_what, at, words) => {
    expect(texting({ intents: [sent], contacts: [...unanswered, failedAt(at)] })).toMatch(words);
  });

  test.each([
    ['before the step was entered', anIntent(on('19'))],
    ['of another step', anIntent(on('25'), { step: 2 })],
  ])('one %s is not of this step', (_what, intent) => {
    expect(texting({ intents: [intent] })).toMatch(/^sendSms step=3 /);
  });

  test('one in the moment of entering is', () => {
    expect(texting({ intents: [anIntent(on('20', '09:00'))] })).toMatch(/^(wait|enterStep)/);
  });
});

describe('attempts of a letter', () => {
  const writing = (facts: Partial<AccountFacts>) => decided({ step: 4, ...facts });
  const refused = (step: number) => (id: string) => aLetter({ id, step, state: 'refused' });

  test('three that the batch refused are enough', () => {
    expect(writing({ letters: ['a', 'b', 'c'].map(refused(4)) })).toMatch(
      /^enterStep step=6: why attempts_used step=4/,
    );
    expect(writing({ letters: ['a', 'b'].map(refused(4)) })).toMatch(/^requestLetter step=4/);
    expect(writing({ letters: ['a', 'b', 'c'].map(refused(2)) })).toMatch(/^requestLetter step=4/);
  });

  const handedOver = aLetter({ state: 'handed_over', handedOverOn: '2026-11-20' });

  test('without a 指定期限 it has the term of the receivable', () => {
    expect(writing({ letters: [handedOver] })).toBe(
      'wait for=after_letter, until 2026-12-09 08:30: why letter_under_way designatedDue=2026-12-04',
    );
  });

  test('one that came back is not waited for', () => {
    expect(writing({ letters: [handedOver], returnedMail: true })).toMatch(/^enterStep step=5/);
  });
});

describe('attempts of a call', () => {
  const rung = aContact({ at: on('25'), phoneId: 'gone' });
  const phones = (status: 'active' | 'dead' | 'wrong') => [aPhone({ id: 'gone', status }), aPhone()];

  test.each(['dead', 'wrong'] as const)('a number that proved %s was no attempt', (status) => {
    expect(decided({ contacts: [rung], phones: phones(status) })).toMatch(
      /^openCallTask step=1 session=weekday notBefore=2026-11-26 10:00 .*attempt=1 of=2/,
    );
  });

  test('a good number was one, and the next has the spacing of the step', () => {
    expect(decided({ contacts: [rung], phones: phones('active') })).toMatch(
      /notBefore=2026-11-30 09:00 .*attempt=2 of=2/,
    );
  });

  test('a call in the moment of entering belongs to the step before', () => {
    expect(decided({ contacts: [aContact({ at: on('20', '09:00') })] })).toContain('attempt=1 of=2');
    expect(decided({ contacts: [aContact({ at: on('20', '09:01') })] })).toContain('attempt=2 of=2');
  });
});

describe('the home is left alone', () => {
  const caps = (more: Partial<RuleSet['caps']>) => ({
    caps: { ...rules.caps, callsPerUnitPerDay: 3, contactsPerDebtorPerDay: 3, ...more },
  });
  const today = on('26', '09:30');

  test.each<[string, Partial<AccountFacts>, Partial<RuleSet['caps']>, string]>([
    ['for the minutes between two rings', { unitRingsAt: [today] }, {}, '2026-11-26 10:30'],
    [
      'for the rest of the day when it had all its calls',
      { unitRingsAt: [today] },
      { callsPerUnitPerDay: 1 },
      '2026-11-27 12:00',
    ],
    ['or all its rings', { unitRingsAt: [today] }, { ringsPerUnitPerDay: 1 }, '2026-11-27 12:00'],
    ['or the debtor all contacts', { debtorContactsAt: [today] }, { contactsPerDebtorPerDay: 1 }, '2026-11-27 12:00'],
    [
      'or the number all rings',
      { caseRings: [{ at: today, phoneId: 'mobile' }] },
      { ringsPerNumberPerDay: 1 },
      '2026-11-27 12:00',
    ],
    [
      'not for the rings of another number',
      { caseRings: [{ at: today, phoneId: 'other' }] },
      { ringsPerNumberPerDay: 1 },
      '2026-11-26 10:00',
    ],
    [
      'not for what was yesterday',
      { unitRingsAt: [on('25')], debtorContactsAt: [on('25')], caseRings: [{ at: on('25'), phoneId: 'mobile' }] },
      { callsPerUnitPerDay: 1, contactsPerDebtorPerDay: 1, ringsPerNumberPerDay: 1 },
      '2026-11-26 10:00',
    ],
  ])('%s', (_why, facts, cap, notBefore) => {
    expect(decided(facts, caps(cap))).toContain(`notBefore=${notBefore} `);
  });

  test('a text waits with the debtor’s day, not with yesterday', () => {
    const texting = (debtorContactsAt: Date[]) => decided({ step: 3, contacts: unanswered, debtorContactsAt });
    expect(texting([today])).toMatch(/^wait for=session, until 2026-11-27 12:00/);
    expect(texting([on('25')])).toMatch(/^sendSms/);
  });

  test('after a talk for as long as the widest spacing of a call, and two days at least', () => {
    const talk = aContact({ outcome: 'talked_no_promise', spokeWith: 'self', at: on('25') });
    const after = (own: Partial<RuleSet>) => decided({ step: 4, contacts: [talk] }, own);
    expect(after({})).toMatch(/^wait for=spacing, until 2026-11-30 08:30/);
    const close = { steps: rules.steps.map((step) => ({ ...step, spacing: step.channel === 'call' ? 1 : 9 })) };
    expect(after(close)).toMatch(/^wait for=spacing, until 2026-11-27 08:30/);
  });
});
