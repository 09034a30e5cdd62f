import type { Condition, FlagField, NumberField, RuleSet, Step } from '../../../domain/rules.ts';
import { flagFields, RuleSet as RuleSetSchema } from '../../../domain/rules.ts';

/** A rule set as it is typed: numbers are text until the whole can be read. Keys name rows for React and stay when rows move. */
export type Leaf =
  | { key: string; field: NumberField; op: '>=' | '<=' | '='; value: string }
  | { key: string; field: FlagField; is: boolean };

export interface Group {
  key: string;
  kind: 'all' | 'any';
  items: Leaf[];
}

export interface ConditionDraft {
  kind: 'all' | 'any';
  items: (Leaf | Group)[];
}

export interface StepDraft extends Omit<Step, 'no' | 'condition' | 'attempts' | 'spacing' | 'waitAfter'> {
  key: string;
  condition: ConditionDraft;
  attempts: string;
  spacing: string;
  waitAfter: string;
}

/** Numbers outside the steps, by their path in the rule set. */
export const wholeNumbers = [
  'caps.callsPerUnitPerDay',
  'caps.ringsPerUnitPerDay',
  'caps.ringsPerNumberPerDay',
  'caps.contactsPerDebtorPerDay',
  'caps.minimumGapMinutes',
  'caps.letterGapDays',
  'retry.busy.minutes',
  'retry.busy.times',
  'retry.no_answer.minutes',
  'retry.no_answer.times',
  'promise.graceDays',
  'promise.brokenLimit',
  'restAfterHold',
  'effect.callWindowDays',
  'effect.letterWindowDays',
] as const;
export type WholeNumber = (typeof wholeNumbers)[number];

export interface RuleDraft {
  steps: StepDraft[];
  numbers: Record<WholeNumber, string>;
  remindBySms: boolean;
  seasonMonths: number[] | null;
  windowOutcomes: RuleSet['effect']['windowOutcomes'];
}

let keys = 0;
function newKey(): string {
  keys += 1;
  return `row-${keys}`;
}

export function draftOf(rules: RuleSet): RuleDraft {
  return {
    steps: rules.steps.map(stepDraft),
    numbers: Object.fromEntries(wholeNumbers.map((path) => [path, String(at(rules, path))])) as Record<
      WholeNumber,
      string
    >,
    remindBySms: rules.promise.remindBySms,
    seasonMonths: rules.seasonMonths,
    windowOutcomes: rules.effect.windowOutcomes,
  };
}

/** A further line of the table, for every account that owes anything. */
export function newStep(): StepDraft {
  return stepDraft({
    no: 1,
    name: '',
    condition: { field: 'amount', op: '>=', value: 1 },
    channel: 'call',
    session: 'any',
    attempts: 1,
    spacing: 1,
    waitAfter: 0,
  });
}

export function newLeaf(): Leaf {
  return { key: newKey(), field: 'amount', op: '>=', value: '1' };
}

export function newGroup(kind: Group['kind']): Group {
  return { key: newKey(), kind, items: [newLeaf()] };
}

/** The same row about another field; a number keeps what was typed. */
export function leafOf(field: NumberField | FlagField, before: Leaf): Leaf {
  if (isFlag(field)) return { key: before.key, field, is: 'is' in before ? before.is : true };
  return {
    key: before.key,
    field,
    op: 'op' in before ? before.op : '>=',
    value: 'value' in before ? before.value : '1',
  };
}

export function isGroup(item: Leaf | Group): item is Group {
  return 'items' in item;
}

/** The rule set, or the paths that cannot be read: `steps.0.name`, `caps.minimumGapMinutes`. */
export type ReadRules = { ok: true; rules: RuleSet } | { ok: false; wrong: ReadonlySet<string> };

export function rulesOf(draft: RuleDraft): ReadRules {
  const number = (path: WholeNumber) => numberOf(draft.numbers[path]);
  const parsed = RuleSetSchema.safeParse({
    steps: draft.steps.map(({ key: _, condition, attempts, spacing, waitAfter, ...step }, index) => ({
      ...step,
      no: index + 1,
      condition: conditionOf(condition),
      attempts: numberOf(attempts),
      spacing: numberOf(spacing),
      waitAfter: numberOf(waitAfter),
    })),
    caps: {
      callsPerUnitPerDay: number('caps.callsPerUnitPerDay'),
      ringsPerUnitPerDay: number('caps.ringsPerUnitPerDay'),
      ringsPerNumberPerDay: number('caps.ringsPerNumberPerDay'),
      contactsPerDebtorPerDay: number('caps.contactsPerDebtorPerDay'),
      minimumGapMinutes: number('caps.minimumGapMinutes'),
      letterGapDays: number('caps.letterGapDays'),
    },
    retry: {
      busy: { minutes: number('retry.busy.minutes'), times: number('retry.busy.times') },
      no_answer: { minutes: number('retry.no_answer.minutes'), times: number('retry.no_answer.times') },
    },
    promise: {
      graceDays: number('promise.graceDays'),
      brokenLimit: number('promise.brokenLimit'),
      remindBySms: draft.remindBySms,
    },
    restAfterHold: number('restAfterHold'),
    seasonMonths: draft.seasonMonths,
    effect: {
      callWindowDays: number('effect.callWindowDays'),
      letterWindowDays: number('effect.letterWindowDays'),
      windowOutcomes: draft.windowOutcomes,
    },
  });
  if (parsed.success) return { ok: true, rules: parsed.data };
  return { ok: false, wrong: new Set(parsed.error.issues.map(({ path }) => path.join('.'))) };
}

/** Whether a field or anything inside it cannot be read. */
export function isWrong(wrong: ReadonlySet<string>, path: string): boolean {
  return [...wrong].some((each) => each === path || each.startsWith(`${path}.`));
}

function stepDraft({ no: _, condition, attempts, spacing, waitAfter, ...step }: Step): StepDraft {
  return {
    ...step,
    key: newKey(),
    condition: conditionDraft(condition),
    attempts: String(attempts),
    spacing: String(spacing),
    waitAfter: String(waitAfter),
  };
}

type Part = Extract<Condition, { all: unknown }>['all'][number];

function conditionDraft(condition: Condition): ConditionDraft {
  if ('all' in condition) return { kind: 'all', items: condition.all.map(itemDraft) };
  if ('any' in condition) return { kind: 'any', items: condition.any.map(itemDraft) };
  return { kind: 'all', items: [leafDraft(condition)] };
}

function itemDraft(part: Part): Leaf | Group {
  if ('all' in part) return { key: newKey(), kind: 'all', items: part.all.map(leafDraft) };
  if ('any' in part) return { key: newKey(), kind: 'any', items: part.any.map(leafDraft) };
  return leafDraft(part);
}

function leafDraft(leaf: Exclude<Part, { all: unknown } | { any: unknown }>): Leaf {
  if ('is' in leaf) return { key: newKey(), ...leaf };
  return { key: newKey(), field: leaf.field, op: leaf.op, value: String(leaf.value) };
}

/** A group of one is that one, so that an edit undone leaves the content as it was. */
function conditionOf({ kind, items }: ConditionDraft) {
  const parts = items.map((item) => (isGroup(item) ? groupOf(item) : leafContent(item)));
  return parts.length === 1 ? parts[0] : { [kind]: parts };
}

function groupOf({ kind, items }: Group) {
  return { [kind]: items.map(leafContent) };
}

function leafContent({ key: _, ...leaf }: Leaf) {
  return 'value' in leaf ? { ...leaf, value: numberOf(leaf.value) } : leaf;
}

function isFlag(field: NumberField | FlagField): field is FlagField {
  return flagFields.some((flag) => flag === field);
}

function at(rules: RuleSet, path: WholeNumber): unknown {
  return path.split('.').reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], rules);
}

/** What was typed as a whole number in any width; anything else stays text, which no field takes. */
function numberOf(text: string): number | string {
  const plain = text.normalize('NFKC').trim().replaceAll(',', '');
  return /^\d{1,9}$/.test(plain) ? Number(plain) : plain;
}
