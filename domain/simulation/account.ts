import type { AccountFacts } from '../facts.ts';
import { flagOf, holds, numberOf } from '../plan/condition.ts';
import { contextOf, type Context } from '../plan/context.ts';
import type { Condition } from '../rules.ts';
import type { Surroundings } from './live.ts';

/** One thing a condition looks at, as the account has it. */
export interface PartValue {
  field: string;
  wanted: string;
  value: string;
  holds: boolean;
}

export interface StepValue {
  no: number;
  /** Whether its condition holds now */
  holds: boolean;
  parts: PartValue[];
}

/** The table line by line for one account: what each condition asks and what the account has. */
export function stepValues(facts: AccountFacts, { rules, settings, calendar }: Surroundings, now: Date): StepValue[] {
  const context = contextOf(facts, rules, settings, calendar, now);
  return rules.steps.map(({ no, condition }) => ({
    no,
    holds: holds(context, condition),
    parts: leavesOf(condition).map((leaf) => partOf(context, leaf)),
  }));
}

type Leaf = Extract<Condition, { field: unknown }>;

function leavesOf(condition: Condition): Leaf[] {
  if ('all' in condition) return condition.all.flatMap(leavesOf);
  if ('any' in condition) return condition.any.flatMap(leavesOf);
  return [condition];
}

function partOf(context: Context, leaf: Leaf): PartValue {
  const isSo = holds(context, leaf);
  if ('is' in leaf)
    return { field: leaf.field, wanted: String(leaf.is), value: String(flagOf(context, leaf.field)), holds: isSo };
  return {
    field: leaf.field,
    wanted: `${leaf.op} ${leaf.value}`,
    value: String(numberOf(context, leaf.field)),
    holds: isSo,
  };
}
