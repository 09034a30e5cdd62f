import { describe, expect, test } from '@jest/globals';
import { defaultRules } from '../../../domain/default-rules.ts';
import type { AccountFacts } from '../../../domain/facts.ts';
import type { RuleSet } from '../../../domain/rules.ts';
import { instantAt } from '../../../domain/time.ts';
import { aContact } from '../../helpers/case-facts.ts';
import { decided, thursday } from '../../helpers/decided.ts';
import { aPhone } from '../../helpers/plan-facts.ts';

const at = (time: string) => instantAt('2026-11-26', time);
const yesterday = instantAt('2026-11-25', '09:30');
const rung = at('08:50');
const { caps } = defaultRules('city_tax');

/** The line was busy at 8:50 today; what is decided at ten. */
function afterBusy(
  facts: Partial<AccountFacts> = {},
  cap: Partial<RuleSet['caps']> = {},
  { now = thursday, restAfterHold = 2 } = {},
): string {
  const busy = aContact({ outcome: 'busy', at: rung });
  const ring = {
    contacts: [busy],
    caseRings: [{ at: rung, phoneId: 'mobile' }],
    unitRingsAt: [rung],
    debtorContactsAt: [rung],
  };
  return decided({ ...ring, ...facts }, { caps: { ...caps, ...cap }, restAfterHold }, {}, now);
}

const again = 'retry=true';
const plenty = { callsPerUnitPerDay: 5, contactsPerDebtorPerDay: 5, ringsPerUnitPerDay: 5, ringsPerNumberPerDay: 5 };

test('a busy line is rung again, with its reasons', () => {
  expect(afterBusy()).toBe(
    'openCallTask step=1 session=any notBefore=2026-11-26 10:00 retry=true bestBand=null: why_now line_was_busy minutes=5 attempt=2 of=2; why calls_unanswered count=1',
  );
});

describe('the caps count what the gate will count', () => {
  const other = at('09:00');

  test.each<[string, Partial<AccountFacts>, Partial<RuleSet['caps']>, Partial<RuleSet['caps']>]>([
    [
      'rings for other cases of the home',
      { unitRingsAt: [other, rung] },
      { callsPerUnitPerDay: 1 },
      { callsPerUnitPerDay: 2 },
    ],
    [
      'other contacts with the debtor',
      { debtorContactsAt: [other, rung] },
      { contactsPerDebtorPerDay: 1 },
      { contactsPerDebtorPerDay: 2 },
    ],
    ['all rings at the home', { unitRingsAt: [other, rung] }, { ringsPerUnitPerDay: 2 }, { ringsPerUnitPerDay: 3 }],
    [
      'all rings at the number',
      { unitRingsAt: [other, rung] },
      { ringsPerNumberPerDay: 2 },
      { ringsPerNumberPerDay: 3 },
    ],
  ])('%s', (_what, facts, full, room) => {
    expect(afterBusy(facts, { ...plenty, ...full })).not.toContain(again);
    expect(afterBusy(facts, { ...plenty, ...room })).toContain(again);
  });

  test('its own ring is no contact of another case', () => {
    expect(afterBusy({}, { ...plenty, callsPerUnitPerDay: 1, contactsPerDebtorPerDay: 1 })).toContain(again);
  });

  test('its ring at another number is not counted for this one', () => {
    const rings = {
      phones: [aPhone(), aPhone({ id: 'other' })],
      unitRingsAt: [other],
      caseRings: [{ at: other, phoneId: 'other' }],
    };
    expect(afterBusy(rings, { ...plenty, ringsPerNumberPerDay: 1 })).toContain(again);
    expect(
      afterBusy({ caseRings: [{ at: rung, phoneId: 'mobile' }] }, { ...plenty, ringsPerNumberPerDay: 1 }),
    ).not.toContain(again);
  });

  test('nothing of yesterday', () => {
    const facts = {
      unitRingsAt: [yesterday, rung],
      debtorContactsAt: [yesterday, rung],
      caseRings: [
        { at: yesterday, phoneId: 'mobile' },
        { at: rung, phoneId: 'mobile' },
      ],
    };
    expect(afterBusy(facts, { ...plenty, callsPerUnitPerDay: 1, contactsPerDebtorPerDay: 1 })).toContain(again);
    expect(afterBusy(facts, { ...plenty, ringsPerUnitPerDay: 2, ringsPerNumberPerDay: 2 })).toContain(again);
  });
});

test.each([
  ['before the call', at('08:49'), true],
  ['in its moment', rung, false],
  ['after it', at('08:51'), false],
])('a return from the department %s', (_when, returnedAt, isAgain) => {
  expect(afterBusy({ returnedAt, stepEnteredAt: at('08:52') }, {}, { restAfterHold: 0 }).includes(again)).toBe(isAgain);
});

test('not after closing', () => {
  const late = { contacts: [aContact({ outcome: 'busy', at: at('16:56') })] };
  expect(afterBusy(late, {}, { now: at('16:57') })).not.toContain(again);
});
