import { describe, expect, test } from '@jest/globals';
import { Book } from '../../../domain/simulation/book.ts';
import { capacityOf } from '../../../domain/simulation/capacity.ts';
import { treatmentChange } from '../../../domain/simulation/change.ts';
import type { Outward } from '../../../domain/simulation/live.ts';
import { went } from '../../helpers/outward.ts';

const call = (day: string, more: Partial<Outward> = {}) => went('call', day, more);
const letter = (day: string) => went('letter', day);

describe('the first difference that a reader would name', () => {
  test.each([
    ['the same', [call('2026-11-25')], [call('2026-11-25')], null],
    [
      'a later act the same',
      [call('2026-11-25'), letter('2026-12-01')],
      [call('2026-11-25'), letter('2026-12-01')],
      null,
    ],
    ['another session', [call('2026-11-25')], [call('2026-11-25', { session: 'evening' })], 'other_session'],
    ['an earlier day', [call('2026-11-25')], [call('2026-11-24')], 'call_earlier'],
    ['a later day', [letter('2026-11-25')], [letter('2026-11-26')], 'letter_later'],
    ['nothing any more', [call('2026-11-25')], [], 'no_call'],
    ['something new', [], [letter('2026-11-25')], 'new_letter'],
    ['something new before', [call('2026-11-26')], [letter('2026-11-26'), call('2026-11-27')], 'new_letter'],
    [
      'what came later comes first',
      [call('2026-11-25'), letter('2026-11-30')],
      [letter('2026-11-25')],
      'letter_earlier',
    ],
    [
      'what came first comes later',
      [letter('2026-11-25'), call('2026-11-26')],
      [call('2026-11-26'), letter('2026-11-27')],
      'letter_later',
    ],
    ['what came first is gone', [letter('2026-11-25'), call('2026-11-26')], [call('2026-11-26')], 'no_letter'],
  ] as const)('%s', (_what, before, after, kind) => {
    expect(treatmentChange(before, after)?.kind ?? null).toBe(kind);
  });

  test('both sides of it', () => {
    const [first, second] = [call('2026-11-25'), letter('2026-11-30')];
    expect(treatmentChange([first], [first, second])).toEqual({ kind: 'new_letter', before: null, after: second });
    expect(treatmentChange([first, second], [first])).toEqual({ kind: 'no_letter', before: second, after: null });
  });
});

test('the book counts changes and first steps, the commonest change first', () => {
  const book = new Book();
  book.add([call('2026-11-25', { step: 2 })], [], true);
  book.add([], [letter('2026-11-25')], true);
  book.add([], [letter('2026-11-26')], true);
  book.add([call('2026-11-25')], [letter('2026-11-26')], true);
  book.add([call('2026-11-25')], [call('2026-11-25')], true);
  const { accounts, changed, by_kind, by_step } = book.result(capacityOf(7, 1), [], []);
  expect([accounts, changed]).toEqual([5, 4]);
  expect(by_kind).toEqual([
    { kind: 'new_letter', accounts: 2 },
    { kind: 'no_call', accounts: 2 },
  ]);
  expect(by_step).toEqual([
    { step: 1, before: 2, after: 4 },
    { step: 2, before: 1, after: 0 },
  ]);
});

test('a part of the accounts has its part of the seats, the printer and the texts, and never none of them', () => {
  expect(capacityOf(7, 1)).toEqual({ calls_a_day: 553, letters_a_day: 312, sms_a_month: 567 });
  expect(capacityOf(7, 0.5)).toEqual({ calls_a_day: 277, letters_a_day: 156, sms_a_month: 284 });
  expect(capacityOf(7, 0)).toEqual({ calls_a_day: 1, letters_a_day: 1, sms_a_month: 1 });
});
