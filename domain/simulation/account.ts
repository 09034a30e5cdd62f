import type { AccountFacts } from '../facts.ts';
import { flagOf, holds, numberOf } from '../plan/condition.ts';
import { contextOf, type Context } from '../plan/context.ts';
import type { Condition, Leaf } from '../rules.ts';
import type { Surroundings } from './live.ts';

/** One thing a condition asks, with what the account has. */
export interface PartValue {
  condition: Leaf;
  value: number | boolean;
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

function leavesOf(condition: Condition): Leaf[] {
  if ('all' in condition) return condition.all.flatMap(leavesOf);
  if ('any' in condition) return condition.any.flatMap(leavesOf);
  return [condition];
}

function partOf(context: Context, condition: Leaf): PartValue {
  const value = 'is' in condition ? flagOf(context, condition.field) : numberOf(context, condition.field);
  return { condition, value, holds: holds(context, condition) };
}
