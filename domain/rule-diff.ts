import { diffArrays, diffWordsWithSpace } from 'diff';
import type { RuleSet, Step } from './rules.ts';

/** A line of the newer table beside what it was; a removed line stands where it stood. */
export type StepChange =
  | { kind: 'same' | 'changed'; step: Step; was: Step }
  | { kind: 'added'; step: Step; was: null }
  | { kind: 'removed'; step: null; was: Step };

/** Both tables in one, in the newer one's order. Lines of the same name and channel are the same line, changed or not. */
export function stepChanges(before: RuleSet, after: RuleSet): StepChange[] {
  const runs = diffArrays(before.steps, after.steps, { comparator: isSameLine });
  const old = before.steps.values();
  return runs.flatMap(({ value, added, removed }) =>
    value.map((step): StepChange => {
      if (added) return { kind: 'added', step, was: null };
      const was = old.next().value!;
      if (removed) return { kind: 'removed', step: null, was };
      return { kind: isEqual(was, step) ? 'same' : 'changed', step, was };
    }),
  );
}

function isSameLine(left: Step, right: Step): boolean {
  return left.channel === right.channel && left.name === right.name;
}

/** Their numbers differ when a line before them came or went. */
function isEqual({ no: _left, ...left }: Step, { no: _right, ...right }: Step): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

export interface Mark {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** A sentence beside what it was, word by word; `locale` says what a word is. */
export function sentenceMarks(before: string, after: string, locale: 'ja' | 'en'): Mark[] {
  const words = new Intl.Segmenter(locale, { granularity: 'word' });
  return diffWordsWithSpace(before, after, { intlSegmenter: words }).map(({ value, added, removed }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }));
}
