import type { ProblemCode } from './problem.ts';
import { spread } from './spread.ts';
import { addDays, type PlainDate } from './time.ts';

export const trialStates = ['requested', 'approved', 'running', 'ended', 'discarded'] as const;
export type TrialState = (typeof trialStates)[number];

/** The version in force, and the one that is tried beside it. */
export const trialArms = ['champion', 'challenger'] as const;
export type TrialArm = (typeof trialArms)[number];

export const trialEndCauses = ['person', 'declined', 'withdrawn', 'stop_rule', 'until_day', 'rules_changed'] as const;
export type TrialEndCause = (typeof trialEndCauses)[number];

/** What the stop rule may look at: homes that paid within an effect window, homes that were reached. */
export const stopMeasures = ['paid', 'contact'] as const;
export type StopMeasure = (typeof stopMeasures)[number];

const PLACES = 10_000;
const PLACES_A_PERCENT = PLACES / 100;
const MAX_SHARE = 50;
const MAX_DAYS = 365;

/**
 * Which rules a home's new episodes follow: it belongs to the trial and the home alone, so that all accounts of a home fall on the same
 * side whenever they come, and another trial draws anew.
 */
export function armOf(trialId: string, contactUnitId: string, sharePercent: number): TrialArm {
  return placeOf(trialId, contactUnitId) < sharePercent * PLACES_A_PERCENT ? 'challenger' : 'champion';
}

/** 0 to 9999. */
export function placeOf(trialId: string, contactUnitId: string): number {
  return Math.floor(spread(`${trialId} ${contactUnitId}`) * PLACES);
}

export interface TrialTerms {
  sharePercent: number;
  fromDay: PlainDate;
  untilDay: PlainDate;
  /** Households an arm before the stop rule may speak */
  minimumSample: number;
  stopMeasures: readonly StopMeasure[];
}

/** The first thing that is wrong with the terms; null when they can be asked for today. */
export function termsProblem(terms: TrialTerms, today: PlainDate): ProblemCode | null {
  const { sharePercent, fromDay, untilDay, minimumSample } = terms;
  if (!Number.isInteger(sharePercent) || sharePercent < 1 || sharePercent > MAX_SHARE) return 'trial_share';
  if (fromDay <= today || untilDay < fromDay || untilDay > addDays(fromDay, MAX_DAYS)) return 'trial_day';
  if (!Number.isInteger(minimumSample) || minimumSample < 1) return 'trial_sample';
  return terms.stopMeasures.length === 0 ? 'trial_stop_rule' : null;
}
