import { describe, expect, test } from '@jest/globals';
import {
  type Person,
  ruleRefusal,
  type RuleVerb,
  ruleVerbs,
  type RuleVersionFacts,
  ruleVersionStatuses,
} from '../../domain/rule-life.ts';

const today = '2026-11-26';

/** A changed draft, checked and simulated: it may be requested. */
const ready: RuleVersionFacts = {
  status: 'draft',
  contentHash: 'new',
  baseHash: 'old',
  isBaseActive: true,
  checkedHash: 'new',
  hasErrors: false,
  simulatedHash: 'new',
  effectiveFrom: null,
  writers: ['author', 'editor'],
};
const requested: RuleVersionFacts = { ...ready, status: 'requested', effectiveFrom: '2026-11-27' };
const manager: Person = { id: 'author', mayManage: true, mayApprove: false };
const approver: Person = { id: 'second', mayManage: false, mayApprove: true };

const ask = (verb: RuleVerb, version: RuleVersionFacts, person: Person) => ruleRefusal(verb, version, person, today);

describe('a version’s next step', () => {
  test.each(['edit', 'check', 'simulate', 'request', 'discard'] as const)('%s is a manager’s, with a draft', (verb) => {
    expect(ask(verb, ready, manager)).toBeNull();
    expect(ask(verb, ready, approver)).toBe('no_right');
    for (const status of ruleVersionStatuses.filter((each) => each !== 'draft'))
      expect([status, ask(verb, { ...ready, status }, manager)]).toEqual([status, 'not_a_draft']);
  });

  test.each(['approve', 'decline'] as const)('%s is a second person’s with the right, once it is requested', (verb) => {
    expect(ask(verb, requested, approver)).toBeNull();
    expect(ask(verb, requested, manager)).toBe('no_right');
    for (const id of requested.writers) expect(ask(verb, requested, { ...approver, id })).toBe('own_work');
    for (const status of ruleVersionStatuses.filter((each) => each !== 'requested'))
      expect([status, ask(verb, { ...requested, status }, approver)]).toEqual([status, 'not_requested']);
  });

  test('withdraw is a manager’s, of what is requested or approved', () => {
    expect(ask('withdraw', requested, manager)).toBeNull();
    expect(ask('withdraw', { ...requested, status: 'approved' }, manager)).toBeNull();
    expect(ask('withdraw', requested, approver)).toBe('no_right');
    for (const status of ['draft', 'active', 'retired', 'discarded'] as const)
      expect(ask('withdraw', { ...requested, status }, manager)).toBe('not_requested');
  });

  test('who may do nothing is told so for every verb', () => {
    const nobody = { id: 'nobody', mayManage: false, mayApprove: false };
    expect(ruleVerbs.map((verb) => ask(verb, ready, nobody))).toEqual(ruleVerbs.map(() => 'no_right'));
  });
});

describe('a request', () => {
  test.each([
    ['unchanged', { contentHash: 'old' }],
    ['base_changed', { isBaseActive: false }],
    ['not_checked', { checkedHash: null }],
    ['not_checked', { checkedHash: 'earlier' }],
    ['has_errors', { hasErrors: true }],
    ['not_simulated', { simulatedHash: null }],
    ['not_simulated', { simulatedHash: 'earlier' }],
  ] as const)('is refused as %s', (refusal, facts) => {
    expect(ask('request', { ...ready, ...facts }, manager)).toBe(refusal);
  });

  test('of a receivable’s first rules has no base to be compared with', () => {
    expect(ask('request', { ...ready, baseHash: null }, manager)).toBeNull();
  });
});

describe('an approval', () => {
  test.each(['2026-11-25', today, null])('is too late when the day is %s', (effectiveFrom) => {
    expect(ask('approve', { ...requested, effectiveFrom }, approver)).toBe('date_past');
    expect(ask('decline', { ...requested, effectiveFrom }, approver)).toBeNull();
  });

  test('is refused when another version became active meanwhile', () => {
    expect(ask('approve', { ...requested, isBaseActive: false }, approver)).toBe('base_changed');
    expect(ask('decline', { ...requested, isBaseActive: false }, approver)).toBeNull();
  });
});
