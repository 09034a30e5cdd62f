import { describe, expect, test } from '@jest/globals';
import { canHold, implies, isAlwaysSo, needsOneOf } from '../../domain/condition-logic.ts';
import type { Condition, FlagField, NumberField } from '../../domain/rules.ts';

const is = (field: FlagField, value = true) => ({ field, is: value });
const least = (field: NumberField, value: number) => ({ field, op: '>=', value }) as const;
const most = (field: NumberField, value: number) => ({ field, op: '<=', value }) as const;
const exactly = (field: NumberField, value: number) => ({ field, op: '=', value }) as const;

describe('what no account can be', () => {
  test.each([
    ['a count above and below', [least('calls', 3), most('calls', 2)]],
    ['two numbers at once', [exactly('letters_handed_over', 1), exactly('letters_handed_over', 2)]],
    ['a flag and its opposite', [is('is_company'), is('is_company', false)]],
    ['nothing owed', [most('amount', 0)]],
    ['no line owed', [most('lines', 0)]],
    ['a thirteenth month', [least('month', 13)]],
    ['a month before the first', [most('month', 0)]],
    ['a mobile and no number', [is('has_mobile'), is('has_phone', false)]],
    ['more weekday misses than misses', [least('misses_weekday', 2), most('misses', 1)]],
    [
      'misses of sessions above all misses',
      [least('misses_weekday', 1), least('misses_evening', 1), least('misses_holiday', 1), most('misses', 2)],
    ],
    ['more misses than calls', [least('misses', 2), most('calls', 1)]],
    ['more misses of sessions than calls', [least('misses_evening', 1), least('misses_holiday', 1), most('calls', 1)]],
    ['a last miss without misses', [is('last_was_miss'), most('misses', 0)]],
  ] satisfies [string, Condition[]][])('%s', (_what, conditions) => {
    expect(canHold(...conditions)).toBe(false);
  });
});

describe('what some account is', () => {
  test.each([
    ['a count that meets itself', [least('calls', 2), most('calls', 2), exactly('calls', 2)]],
    ['a count of nought', [most('sms_sent', 0)]],
    ['the first and the last month', [{ any: [exactly('month', 1), exactly('month', 12)] }]],
    ['a number and no mobile', [is('has_phone'), is('has_mobile', false)]],
    ['no mobile and no number', [is('has_mobile', false), is('has_phone', false)]],
    ['as many weekday misses as misses', [least('misses_weekday', 2), most('misses', 2)]],
    ['as many misses as calls', [least('misses', 2), most('calls', 2)]],
    ['misses of all sessions', [least('misses_weekday', 1), least('misses_evening', 1), most('misses', 2)]],
    ['no last miss and no misses', [is('last_was_miss', false), most('misses', 0)]],
    ['a last miss and one miss', [is('last_was_miss'), most('misses', 1)]],
    ['one of two cases', [{ any: [most('amount', 0), is('is_company')] }, is('is_company')]],
  ] satisfies [string, Condition[]][])('%s', (_what, conditions) => {
    expect(canHold(...conditions)).toBe(true);
  });
});

describe('what follows', () => {
  test.each([
    [least('calls', 3), least('calls', 2), true],
    [least('calls', 2), least('calls', 3), false],
    [most('calls', 2), most('calls', 3), true],
    [most('calls', 3), most('calls', 2), false],
    [exactly('calls', 3), least('calls', 3), true],
    [exactly('calls', 0), most('calls', 0), true],
    [most('calls', 0), exactly('calls', 0), true],
    [most('calls', 1), exactly('calls', 0), false],
    [least('calls', 0), exactly('calls', 0), false],
    [is('has_mobile'), is('has_phone'), true],
    [is('has_phone'), is('has_mobile'), false],
    [is('last_was_miss'), least('misses', 1), true],
    [least('misses_evening', 1), least('calls', 1), true],
    [is('is_company'), { any: [is('is_company'), is('has_phone')] }, true],
    [is('is_company'), { all: [is('is_company'), is('has_phone')] }, false],
    [{ all: [is('is_company'), is('has_mobile')] }, { all: [is('is_company'), is('has_phone')] }, true],
    [{ any: [is('is_company'), is('has_phone')] }, is('has_phone'), false],
    [is('has_phone'), least('calls', 0), true],
  ] satisfies [Condition, Condition, boolean][])('%j → %j: %s', (first, second, follows) => {
    expect(implies(first, second)).toBe(follows);
  });

  test('of every account', () => {
    expect(isAlwaysSo(least('amount', 1))).toBe(true);
    expect(isAlwaysSo({ all: [least('lines', 1), least('calls', 0)] })).toBe(true);
    expect(isAlwaysSo(least('amount', 2))).toBe(false);
    expect(isAlwaysSo({ any: [is('is_company'), is('is_company', false)] })).toBe(true);
  });

  test('what a condition cannot do without', () => {
    expect(needsOneOf(is('last_was_miss'), 'misses')).toBe(true);
    expect(needsOneOf(least('misses', 1), 'calls')).toBe(true);
    expect(needsOneOf(least('misses', 0), 'calls')).toBe(false);
    expect(needsOneOf({ any: [least('calls', 1), is('is_company')] }, 'calls')).toBe(false);
    expect(needsOneOf({ any: [least('calls', 1), exactly('calls', 2)] }, 'calls')).toBe(true);
  });
});
