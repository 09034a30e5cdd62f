import type { Condition, FlagField, NumberField } from './rules.ts';

/** What one conjunction leaves possible: an interval for each number, a value for each flag. Counts and yen are never negative. */
interface Box {
  numbers: Map<NumberField, { low: number; high: number }>;
  flags: Map<FlagField, boolean>;
}

/** True of every account that the table is followed for: it owes something on at least one line that may be reminded of. */
const alwaysSo: Condition = {
  all: [
    { field: 'amount', op: '>=', value: 1 },
    { field: 'lines', op: '>=', value: 1 },
  ],
};

type Leaf = Extract<Condition, { field: unknown }>;

/** Whether any account can meet all of these conditions at once. Exact: the tree has two levels, so its cases are few. */
export function canHold(...conditions: readonly Condition[]): boolean {
  return product([alwaysSo, ...conditions].map(casesOf)).some((leaves) => boxOf(leaves) !== null);
}

/** Whether every account that meets `first` meets `second`: none meets `first` and misses `second`. */
export function implies(first: Condition, second: Condition): boolean {
  return missesOf(second).every((misses) => !canHold(first, ...misses));
}

export function isAlwaysSo(condition: Condition): boolean {
  return implies(alwaysSo, condition);
}

/** Fields that a condition cannot do without: in each of its cases that can hold the count must be at least one. */
export function needsOneOf(condition: Condition, field: NumberField): boolean {
  return !canHold(condition, { field, op: '<=', value: 0 });
}

/** The ways to meet it, each a list of leaves that must hold together. */
function casesOf(condition: Condition): Leaf[][] {
  if ('all' in condition) return product(condition.all.map(casesOf));
  if ('any' in condition) return condition.any.flatMap(casesOf);
  return [[condition]];
}

/** The ways to miss it, each a list of conditions that must hold together. */
function missesOf(condition: Condition): Condition[][] {
  if ('all' in condition) return condition.all.flatMap(missesOf);
  if ('any' in condition) return condition.any.map(missesOf).reduce(combined, [[]]);
  return oppositesOf(condition).map((opposite) => [opposite]);
}

function oppositesOf(leaf: Leaf): Leaf[] {
  if ('is' in leaf) return [{ ...leaf, is: !leaf.is }];
  const { field, op, value } = leaf;
  const below: Leaf[] = value > 0 ? [{ field, op: '<=', value: value - 1 }] : [];
  const above: Leaf = { field, op: '>=', value: value + 1 };
  switch (op) {
    case '>=':
      return below;
    case '<=':
      return [above];
    case '=':
      return [...below, above];
  }
}

function combined<Item>(done: Item[][], next: Item[][]): Item[][] {
  return done.flatMap((left) => next.map((right) => [...left, ...right]));
}

function product<Item>(lists: Item[][][]): Item[][] {
  return lists.reduce<Item[][]>(combined, [[]]);
}

/** Null when the leaves contradict each other. */
function boxOf(leaves: readonly Leaf[]): Box | null {
  const box: Box = { numbers: new Map(), flags: new Map() };
  for (const leaf of leaves) {
    if ('is' in leaf) {
      if (box.flags.get(leaf.field) === !leaf.is) return null;
      box.flags.set(leaf.field, leaf.is);
      continue;
    }
    const { field, op, value } = leaf;
    const known = box.numbers.get(field) ?? domainOf(field);
    const low = op === '<=' ? known.low : Math.max(known.low, value);
    const high = op === '>=' ? known.high : Math.min(known.high, value);
    if (low > high) return null;
    box.numbers.set(field, { low, high });
  }
  return isConsistent(box) ? box : null;
}

function domainOf(field: NumberField): { low: number; high: number } {
  return field === 'month' ? { low: 1, high: 12 } : { low: 0, high: Infinity };
}

/** What one field says about another: a mobile is a number; the misses of a session are misses, and misses and talks are calls. */
function isConsistent({ numbers, flags }: Box): boolean {
  if (flags.get('has_mobile') === true && flags.get('has_phone') === false) return false;
  const low = (field: NumberField) => numbers.get(field)?.low ?? 0;
  const high = (field: NumberField) => numbers.get(field)?.high ?? Infinity;
  const inSessions = low('misses_weekday') + low('misses_evening') + low('misses_holiday');
  if (inSessions > high('misses')) return false;
  if (Math.max(low('misses'), inSessions) > high('calls')) return false;
  return !(flags.get('last_was_miss') === true && high('misses') === 0);
}
