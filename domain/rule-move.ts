import type { RuleSet } from './rules.ts';

/**
 * The line of another table on which an account goes on that stands at `step`: the line of the same name and channel, else the same number
 * with the same channel, else the first line from there on, else the last. 0, before the first line, stays 0. What was tried on a line counts
 * for it by its number: on a line with another number it is tried anew, which the preview shows.
 */
export function stepAfterMove(from: RuleSet, to: RuleSet, step: number): number {
  const here = from.steps.find(({ no }) => no === step);
  if (!here) return Math.min(step, to.steps.length);
  const same = to.steps.find(({ name, channel }) => name === here.name && channel === here.channel);
  const sameNumber = to.steps.find(({ no, channel }) => no === step && channel === here.channel);
  return (same ?? sameNumber ?? to.steps.find(({ no }) => no >= step) ?? to.steps.at(-1)!).no;
}
