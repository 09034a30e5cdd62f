import { describe, expect, test } from '@jest/globals';
import { defaultRules } from '../../domain/default-rules.ts';
import { sentenceMarks, stepChanges } from '../../domain/rule-diff.ts';
import { stepAfterMove } from '../../domain/rule-move.ts';
import type { RuleSet, Step } from '../../domain/rules.ts';

const rules = defaultRules('city_tax');
const table = (steps: Step[]): RuleSet => ({
  ...rules,
  steps: steps.map((step, index) => ({ ...step, no: index + 1 })),
});
const kinds = (before: RuleSet, after: RuleSet) =>
  stepChanges(before, after).map(({ kind, step, was }) => `${kind} ${(step ?? was)!.name}`);

describe('two tables side by side', () => {
  test('equal ones have nothing marked', () => {
    expect(new Set(stepChanges(rules, rules).map(({ kind }) => kind))).toEqual(new Set(['same']));
  });

  test('a line that came or went does not mark those whose number it moved', () => {
    const [first, second, ...rest] = rules.steps;
    const extra: Step = { ...first!, name: '高額', condition: { field: 'amount', op: '>=', value: 300_000 } };
    expect(kinds(rules, table([first!, extra, second!, ...rest]))).toEqual([
      'same 初回架電',
      'added 高額',
      'same 夜間・休日',
      'same SMS',
      'same 催告書',
      'same 再架電',
      'same 引継',
    ]);
    expect(kinds(rules, table([first!, ...rest]))).toContain('removed 夜間・休日');
  });

  test('a line of the same name is the same line, changed', () => {
    const changed = rules.steps.map((step) => (step.no === 3 ? { ...step, waitAfter: 2 } : step));
    expect(kinds(rules, table(changed))).toContain('changed SMS');
  });

  test('sentences are marked word by word, and together they are both', () => {
    const [before, after] = [
      '平日に架電する。3運営日以上の間隔で2回まで。',
      '夜間に架電する。3運営日以上の間隔で1回まで。',
    ];
    const marks = sentenceMarks(before, after, 'ja');
    const without = (kind: string) => marks.flatMap((mark) => (mark.kind === kind ? [] : [mark.text])).join('');
    expect([without('added'), without('removed')]).toEqual([before, after]);
    expect(marks.some(({ kind }) => kind === 'same')).toBe(true);
  });
});

describe('the line to go on from in another table', () => {
  const [first, second, text, letter, ...rest] = rules.steps;

  test('is the one of the same name and channel, wherever it stands', () => {
    expect(stepAfterMove(rules, table([text!, first!, second!, letter!, ...rest]), 3)).toBe(1);
  });

  test('else the same number with the same channel, else the first from there on, else the last', () => {
    const renamed = table([first!, { ...second!, name: '夕方' }, text!, letter!, ...rest]);
    expect(stepAfterMove(rules, renamed, 2)).toBe(2);
    expect(stepAfterMove(rules, table([first!, letter!, ...rest]), 3)).toBe(3);
    expect(stepAfterMove(rules, table([first!, rest.at(-1)!]), 4)).toBe(2);
  });

  test('an account that stands nowhere yet stays before the table', () => {
    expect(stepAfterMove(rules, rules, 0)).toBe(0);
  });
});
