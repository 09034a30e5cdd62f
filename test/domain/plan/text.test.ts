import { describe, expect, test } from '@jest/globals';
import type { IntentFact } from '../../../domain/facts.ts';
import { instantAt } from '../../../domain/time.ts';
import { aContact, anIntent } from '../../helpers/case-facts.ts';
import { decided } from '../../helpers/decided.ts';
import { aPhone } from '../../helpers/plan-facts.ts';

const on = (day: string, time: string) => instantAt(`2026-11-${day}`, time);
const unanswered = [aContact(), aContact({ id: 'second', at: on('19', '10:00') })];
const texting = (facts: Parameters<typeof decided>[0]) => decided({ step: 3, contacts: unanswered, ...facts });

describe('the number of a text', () => {
  const answering = (id: string, [weekday, evening, holiday]: [number, number, number]) => {
    const of = (answers: number) => ({ tries: answers, answers });
    return aPhone({ id, record: { weekday: of(weekday), evening: of(evening), holiday: of(holiday) } });
  };

  test.each<[string, [number, number, number], [number, number, number]]>([
    ['evenings', [2, 0, 0], [0, 3, 0]],
    ['holidays', [2, 0, 0], [0, 0, 3]],
    ['all together', [0, 2, 0], [1, 1, 1]],
  ])('is the one that answered most often: %s', (_when, less, more) => {
    for (const phones of [
      [answering('less', less), answering('more', more)],
      [answering('more', more), answering('less', less)],
    ])
      expect(texting({ phones })).toContain('phoneId=more');
  });

  test('is another one when a text to it failed', () => {
    const failed = aContact({ id: 'failed', kind: 'sms', outcome: 'sms_failed', phoneId: 'more', session: null });
    const phones = [answering('less', [0, 0, 0]), answering('more', [3, 0, 0])];
    expect(texting({ phones, contacts: [...unanswered, failed] })).toContain('phoneId=less');
  });
});

const refused = (settledAt: Date | null, more: Partial<IntentFact> = {}) =>
  anIntent(on('26', '08:40'), { state: 'refused', refusal: 'held', settledAt, ...more });

describe('a text that did not go out', () => {
  const sent = /^sendSms step=3 attempt=2 /;
  const waits = /^wait for=session, until 2026-11-27 12:00: /;

  test.each(['outside_hours', 'outside_outer_guard'])('because of the hour (%s) goes out at the opening', (refusal) => {
    expect(texting({ intents: [refused(on('26', '08:40'), { refusal })] })).toMatch(sent);
  });

  test('for another reason rests until the next operating day', () => {
    expect(texting({ intents: [refused(on('26', '08:40'))] })).toMatch(waits);
    expect(texting({ intents: [refused(on('26', '08:40'), { state: 'cancelled', refusal: null })] })).toMatch(waits);
  });

  test('rests from when it was settled, or else planned', () => {
    expect(texting({ intents: [refused(null)] })).toMatch(waits);
    expect(texting({ intents: [refused(on('26', '09:10'), { plannedAt: on('24', '10:00') })] })).toMatch(waits);
    expect(texting({ intents: [refused(on('25', '09:10'), { plannedAt: on('24', '10:00') })] })).toMatch(sent);
  });

  test.each([
    ['three times', {}, true],
    ['three times for the hour', { refusal: 'outside_hours' }, false],
    ['three times outside the outer guard', { refusal: 'outside_outer_guard' }, false],
    ['three times in another step', { step: 2 }, false],
    ['three letters', { kind: 'print' as const }, false],
  ])('is given up after %s: %s', (_what, more, isGivenUp) => {
    const intents = ['a', 'b', 'c'].map((id, no) =>
      refused(on('23', '10:00'), { id, attempt: no + 1, plannedAt: on('23', '10:00'), ...more }),
    );
    expect(texting({ intents }).includes('sms_not_possible')).toBe(isGivenUp);
    expect(texting({ intents: intents.slice(1) })).not.toContain('sms_not_possible');
  });
});
