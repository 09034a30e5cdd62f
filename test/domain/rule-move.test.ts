import { expect, test } from '@jest/globals';
import { defaultRules } from '../../domain/default-rules.ts';
import { stepAfterMove } from '../../domain/rule-move.ts';
import type { RuleSet, Step } from '../../domain/rules.ts';

const line = (no: number, name: string, channel: Step['channel']): Step => ({
  ...{ no, name, channel, condition: { field: 'amount', op: '>=', value: 1 } },
  ...{ session: 'any', attempts: 1, spacing: 1, waitAfter: 1 },
});
const rules = (...lines: [string, Step['channel']][]): RuleSet => ({
  ...defaultRules('city_tax'),
  steps: lines.map(([name, channel], index) => line(index + 1, name, channel)),
});
const from = rules(['昼', 'call'], ['夜', 'call'], ['催告書', 'letter'], ['引継', 'hand_off']);

test('equal tables change nothing, and before the first line it stays there', () => {
  for (const step of [0, 1, 2, 3, 4]) expect(stepAfterMove(from, from, step)).toBe(step);
});

test('the line of the same name and channel is found wherever it stands', () => {
  const to = rules(['朝', 'call'], ['SMS', 'sms'], ['昼', 'call'], ['夜', 'call'], ['催告書', 'letter']);
  expect([1, 2, 3].map((step) => stepAfterMove(from, to, step))).toEqual([3, 4, 5]);
});

test('one that is gone goes on at the line of its number when that does the same', () => {
  const to = rules(['朝', 'call'], ['夜間', 'call'], ['通知', 'letter']);
  expect([1, 2, 3].map((step) => stepAfterMove(from, to, step))).toEqual([1, 2, 3]);
});

test('a line of the same name that does something else is another line', () => {
  const to = rules(['昼', 'sms'], ['夜', 'letter'], ['電話', 'call']);
  expect([1, 2].map((step) => stepAfterMove(from, to, step))).toEqual([1, 2]);
});

test('otherwise at the first line from there on, else at the last', () => {
  const to = rules(['SMS', 'sms'], ['通知', 'letter']);
  expect([2, 3, 4].map((step) => stepAfterMove(from, to, step))).toEqual([2, 2, 2]);
});

test('a number that its own table does not have is kept within the other', () => {
  expect(stepAfterMove(from, rules(['昼', 'call']), 9)).toBe(1);
});
