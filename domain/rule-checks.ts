import type { Session } from './codes.ts';
import { canHold, implies, isAlwaysSo, needsOneOf } from './condition-logic.ts';
import type { NumberField, RuleSet, Step } from './rules.ts';

export const findingCodes = [
  'no_exit', // no line hands over
  'exit_not_last',
  'contradiction', // its condition can never hold
  'after_exit', // a line before it hands every account over
  'out_of_season', // its months are outside the season
  'never_tried_before', // it looks at misses, texts or letters that no line before it brings about
  'same_as_before', // the line before it does the same for the same accounts
  'closed_session', // the calendar has no such session in the coming weeks
  'letters_not_sent', // the receivable sends no letters
  'session_ignored', // only calls keep to a session
  'cap_never_reached',
  'retry_never_used', // the caps leave no ring for it
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** An error stops the request for approval, a warning goes with it. */
export interface Finding {
  severity: 'error' | 'warning';
  code: FindingCode;
  /** The line of the table it is about; null for the whole set */
  step: number | null;
  params?: Record<string, string | number>;
}

/** What a rule set is checked against. */
export interface RuleSurroundings {
  /** The receivable sends letters */
  letters: boolean;
  /** Openings of each session in the coming weeks */
  openings: Record<Session, number>;
}

/** The longest day is open for eight hours: more rings than fit into it are never made. */
const LONGEST_DAY_MINUTES = 8 * 60;

/** What is wrong with a rule set, without looking at any account: lines that are never reached, overlap or cannot be done, no exit, caps that are never reached. */
export function checkRules(rules: RuleSet, surroundings: RuleSurroundings): Finding[] {
  return [
    ...exits(rules),
    ...rules.steps.flatMap((step, index) => [
      ...unreachable(rules, step, rules.steps.slice(0, index)),
      ...overlap(step, rules.steps[index - 1]),
      ...impossible(step, surroundings),
    ]),
    ...caps(rules),
  ];
}

function exits({ steps }: RuleSet): Finding[] {
  if (steps.every(({ channel }) => channel !== 'hand_off')) return [error('no_exit', null)];
  const last = steps.at(-1)!;
  return last.channel === 'hand_off' && isAlwaysSo(last.condition) ? [] : [warning('exit_not_last', last.no)];
}

/** What a condition counts, and the channel that brings it about. */
const broughtBy: readonly [NumberField, Step['channel']][] = [
  ['misses', 'call'],
  ['misses_weekday', 'call'],
  ['misses_evening', 'call'],
  ['misses_holiday', 'call'],
  ['calls', 'call'],
  ['sms_sent', 'sms'],
  ['letters_handed_over', 'letter'],
];

function unreachable({ seasonMonths }: RuleSet, step: Step, before: readonly Step[]): Finding[] {
  if (!canHold(step.condition)) return [error('contradiction', step.no)];
  const exit = before.find(({ channel, condition }) => channel === 'hand_off' && isAlwaysSo(condition));
  if (exit) return [error('after_exit', step.no, { line: exit.no })];
  const months = (seasonMonths ?? []).map((value) => ({ field: 'month', op: '=', value }) as const);
  if (seasonMonths && !canHold(step.condition, { any: months })) return [error('out_of_season', step.no)];
  const missing = broughtBy.find(
    ([field, channel]) => needsOneOf(step.condition, field) && before.every((earlier) => earlier.channel !== channel),
  );
  return missing ? [error('never_tried_before', step.no, { field: missing[0] })] : [];
}

/** Two lines in a row that do the same for the same accounts: the second only adds attempts. */
function overlap(step: Step, before: Step | undefined): Finding[] {
  if (!before || before.channel !== step.channel || before.session !== step.session) return [];
  return implies(step.condition, before.condition) && implies(before.condition, step.condition)
    ? [warning('same_as_before', step.no, { line: before.no })]
    : [];
}

function impossible(step: Step, { letters, openings }: RuleSurroundings): Finding[] {
  if (step.channel === 'letter' && !letters) return [error('letters_not_sent', step.no)];
  if (step.session === 'any') return [];
  if (step.channel !== 'call') return [warning('session_ignored', step.no)];
  return openings[step.session] === 0 ? [error('closed_session', step.no, { session: step.session })] : [];
}

function caps({ caps: limits, retry }: RuleSet): Finding[] {
  const { callsPerUnitPerDay, ringsPerUnitPerDay, ringsPerNumberPerDay, minimumGapMinutes } = limits;
  const findings: Finding[] = [];
  const never = (cap: string, limit: string) => findings.push(warning('cap_never_reached', null, { cap, limit }));
  if (ringsPerNumberPerDay > ringsPerUnitPerDay) never('ringsPerNumberPerDay', 'ringsPerUnitPerDay');
  if (callsPerUnitPerDay > ringsPerUnitPerDay) never('callsPerUnitPerDay', 'ringsPerUnitPerDay');
  if ((callsPerUnitPerDay - 1) * minimumGapMinutes > LONGEST_DAY_MINUTES)
    never('callsPerUnitPerDay', 'minimumGapMinutes');
  const mostRings = Math.min(ringsPerNumberPerDay, ringsPerUnitPerDay);
  for (const answer of ['busy', 'no_answer'] as const) {
    if (retry[answer].times > mostRings - 1) findings.push(warning('retry_never_used', null, { answer }));
  }
  return findings;
}

function error(code: FindingCode, step: number | null, params?: Finding['params']): Finding {
  return { severity: 'error', code, step, ...(params ? { params } : {}) };
}

function warning(code: FindingCode, step: number | null, params?: Finding['params']): Finding {
  return { severity: 'warning', code, step, ...(params ? { params } : {}) };
}
