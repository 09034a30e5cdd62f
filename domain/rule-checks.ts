import type { ReceivableCode, Session } from './codes.ts';
import { canHold, implies, isAlwaysSo, needsOneOf } from './condition-logic.ts';
import { defaultRules } from './default-rules.ts';
import type { Condition, NumberField, RuleSet, Step } from './rules.ts';

export const findingCodes = [
  'no_exit', // no line hands over
  'exit_not_last',
  'no_call', // no line rings anybody
  'contradiction', // its condition can never hold
  'after_exit', // a line before it hands every account over
  'out_of_season', // its months are outside the season
  'breaches_handed_over', // so many broken promises are handed over before the table is looked at
  'number_missing', // it rings or texts only who has no number for it
  'data_too_old', // it would wait for fresh payment data for ever
  'never_tried_before', // it looks at misses, texts or letters that no line before it brings about
  'tried_too_seldom', // it looks at more texts or letters than the lines before it send
  'same_as_before', // the line before it does the same for the same accounts
  'part_of_before', // the same for some of them
  'no_open_day', // the calendar has none in the coming weeks
  'closed_session', // the calendar has no such session in the coming weeks
  'letters_not_sent', // the receivable sends no letters
  'session_ignored', // only calls keep to a session
  'sms_session_ignored', // a text goes out whenever the centre is open
  'cap_never_reached',
  'retry_never_used', // the caps leave no ring for it
  'season_wider', // than the contract's (§8の2)
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
  receivable: ReceivableCode;
  /** Days after which payment data are too old for a text or a letter */
  dataMaxAgeDays: number;
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
    ...(rules.steps.some(({ channel }) => channel === 'call') ? [] : [warning('no_call', null)]),
    ...(isNeverOpen(surroundings) ? [error('no_open_day', null)] : []),
    ...rules.steps.flatMap((step, index) => [
      ...unreachable(rules, step, rules.steps.slice(0, index), surroundings),
      ...overlap(step, rules.steps[index - 1]),
      ...impossible(step, surroundings),
    ]),
    ...caps(rules),
    ...season(rules, surroundings),
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

function unreachable(
  { seasonMonths, promise }: RuleSet,
  step: Step,
  before: readonly Step[],
  { dataMaxAgeDays }: RuleSurroundings,
): Finding[] {
  const { no, condition, channel } = step;
  if (!canHold(condition)) return [error('contradiction', no)];
  const exit = handedOverBefore(step, before);
  if (exit) return [error('after_exit', no, { line: exit.no })];
  const months = (seasonMonths ?? []).map((value) => ({ field: 'month', op: '=', value }) as const);
  if (seasonMonths && !canHold(condition, { any: months })) return [error('out_of_season', no)];
  if (!canHold(condition, { field: 'broken_promises', op: '<=', value: promise.brokenLimit - 1 }))
    return [error('breaches_handed_over', no, { times: promise.brokenLimit })];
  if (!canHold(condition, ...needed[channel])) return [error('number_missing', no)];
  const fresh: Condition = { field: 'payment_data_age_days', op: '<=', value: dataMaxAgeDays };
  if ((channel === 'sms' || channel === 'letter') && !canHold(condition, fresh))
    return [error('data_too_old', no, { days: dataMaxAgeDays })];
  const missing = broughtBy.find(
    ([field, by]) => needsOneOf(condition, field) && before.every((earlier) => earlier.channel !== by),
  );
  if (missing) return [error('never_tried_before', no, { field: missing[0] })];
  return triedTooSeldom(step, before);
}

/** What a channel needs of an account, whatever the line says. */
const needed: Record<Step['channel'], readonly Condition[]> = {
  call: [{ field: 'has_phone', is: true }],
  sms: [{ field: 'has_mobile', is: true }],
  letter: [],
  hand_off: [],
};

/**
 * A line before it that hands over whoever could come to it. Who stands on a line between the two has passed the hand-over and may have changed
 * since, so only lines that nobody stands on may lie between.
 */
function handedOverBefore({ condition }: Step, before: readonly Step[]): Step | null {
  for (const earlier of before.toReversed()) {
    if (earlier.channel === 'hand_off' && implies(condition, earlier.condition)) return earlier;
    if (canHold(earlier.condition)) break;
  }
  return before.find(({ channel, condition: exit }) => channel === 'hand_off' && isAlwaysSo(exit)) ?? null;
}

/** Texts and letters are sent by lines only, so an episode has no more of them than the lines before allow; a call may also be a call-back. */
function triedTooSeldom({ no, condition }: Step, before: readonly Step[]): Finding[] {
  const counted = [
    ['sms_sent', 'sms'],
    ['letters_handed_over', 'letter'],
  ] as const;
  for (const [field, channel] of counted) {
    const most = before.filter((step) => step.channel === channel).reduce((sum, { attempts }) => sum + attempts, 0);
    if (!canHold(condition, { field, op: '<=', value: most }))
      return [warning('tried_too_seldom', no, { field, most })];
  }
  return [];
}

/** Two lines in a row that do the same for the same accounts, or for some of them: the second only adds attempts. */
function overlap(step: Step, before: Step | undefined): Finding[] {
  if (!before || before.channel !== step.channel || before.session !== step.session) return [];
  const [narrower, wider] = [implies(step.condition, before.condition), implies(before.condition, step.condition)];
  if (narrower && wider) return [warning('same_as_before', step.no, { line: before.no })];
  return narrower ? [warning('part_of_before', step.no, { line: before.no })] : [];
}

function impossible(step: Step, surroundings: RuleSurroundings): Finding[] {
  if (step.channel === 'letter' && !surroundings.letters) return [error('letters_not_sent', step.no)];
  if (step.session === 'any') return [];
  if (step.channel === 'sms') return [warning('sms_session_ignored', step.no, { session: step.session })];
  if (step.channel !== 'call') return [warning('session_ignored', step.no)];
  return surroundings.openings[step.session] === 0 && !isNeverOpen(surroundings)
    ? [error('closed_session', step.no, { session: step.session })]
    : [];
}

function isNeverOpen({ openings }: RuleSurroundings): boolean {
  return Object.values(openings).every((count) => count === 0);
}

/** §8の2: childcare fees are reminded of in the contract's months, with which the receivable's rules began. */
function season({ seasonMonths }: RuleSet, { receivable }: RuleSurroundings): Finding[] {
  const agreed = defaultRules(receivable).seasonMonths;
  const wider = agreed && (seasonMonths ?? allMonths).some((month) => !agreed.includes(month));
  return wider ? [warning('season_wider', null, { months: agreed.join('・') })] : [];
}

const allMonths = Array.from({ length: 12 }, (_, index) => index + 1);

function caps({ caps: limits, retry, steps, promise }: RuleSet): Finding[] {
  const { callsPerUnitPerDay, ringsPerUnitPerDay, ringsPerNumberPerDay, minimumGapMinutes } = limits;
  const findings: Finding[] = [];
  const never = (cap: string, limit: string) => findings.push(warning('cap_never_reached', null, { cap, limit }));
  if (ringsPerNumberPerDay > ringsPerUnitPerDay) never('ringsPerNumberPerDay', 'ringsPerUnitPerDay');
  if (callsPerUnitPerDay > ringsPerUnitPerDay) never('callsPerUnitPerDay', 'ringsPerUnitPerDay');
  if ((callsPerUnitPerDay - 1) * minimumGapMinutes > LONGEST_DAY_MINUTES)
    never('callsPerUnitPerDay', 'minimumGapMinutes');
  const isTexted = promise.remindBySms || steps.some(({ channel }) => channel === 'sms');
  if (!isTexted && limits.contactsPerDebtorPerDay > callsPerUnitPerDay)
    never('contactsPerDebtorPerDay', 'callsPerUnitPerDay');
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
