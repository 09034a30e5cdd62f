import { type Estimate, ratio, ratioDifference, type RatioSums, shareDifference, wilson } from './interval.ts';
import type { StopMeasure, TrialArm } from './trial.ts';

/** What came of the episodes that were opened in one arm. A home counts in its arm from its first episode on, whatever was done about it. */
export interface ArmCounts {
  households: number;
  episodes: number;
  calls: number;
  /** Calls in which the debtor or the household was spoken with */
  callsReached: number;
  householdsReached: number;
  /** Homes with a payment that is the effect of a contact (domain/attribution.ts) */
  householdsPaid: number;
  /** Homes with an effect window that is still open: their figure may rise */
  householdsWatched: number;
  /** Calls, SMS and letters: the records of contacts */
  contacts: number;
  /** Yen attributed to those contacts, each payment's line once */
  yen: number;
  /** Sums over homes of contacts², contacts × yen and yen² */
  contactsSquared: number;
  contactsTimesYen: number;
  yenSquared: number;
}

/** Of an arm without homes. */
export const noCounts: ArmCounts = {
  households: 0,
  episodes: 0,
  calls: 0,
  callsReached: 0,
  householdsReached: 0,
  householdsPaid: 0,
  householdsWatched: 0,
  contacts: 0,
  yen: 0,
  contactsSquared: 0,
  contactsTimesYen: 0,
  yenSquared: 0,
};

export const trialMeasures = ['contact', 'paid', 'yen'] as const;
export type TrialMeasure = (typeof trialMeasures)[number];

export interface TrialEffect {
  arms: Record<TrialArm, ArmCounts & { estimates: Record<TrialMeasure, Estimate | null> }>;
  /** Challenger − champion */
  difference: Record<TrialMeasure, Estimate | null>;
}

/**
 * Both arms side by side. The home is what is assigned, so it is what the shares count: calls of one home are not independent, and an
 * interval over calls would be too narrow. All homes of an arm are in the denominator, also those that were never called: else rules that
 * call fewer homes would look better for it.
 */
export function trialEffect(counts: Record<TrialArm, ArmCounts>): TrialEffect {
  const { champion, challenger } = counts;
  return {
    arms: {
      champion: { ...champion, estimates: estimatesOf(champion) },
      challenger: { ...challenger, estimates: estimatesOf(challenger) },
    },
    difference: {
      contact: shareDifference(reached(challenger), reached(champion)),
      paid: shareDifference(paid(challenger), paid(champion)),
      yen: ratioDifference(yenSums(challenger), yenSums(champion)),
    },
  };
}

export type Verdict = 'too_few' | 'better' | 'worse' | 'undecided';

/** Better or worse when the whole interval of the difference lies on one side of zero, and both arms have the minimum sample. */
export function verdictOf(effect: TrialEffect, measure: TrialMeasure, minimumSample: number): Verdict {
  const difference = effect.difference[measure];
  if (!hasEnough(effect, minimumSample) || !difference) return 'too_few';
  if (difference.high < 0) return 'worse';
  return difference.low > 0 ? 'better' : 'undecided';
}

/** What made the stop rule speak. */
export interface StopEvidence {
  measure: StopMeasure;
  difference: Estimate;
  households: Record<TrialArm, number>;
}

/** The first of the measures in which the challenger is worse; null while the trial may go on. */
export function stopEvidence(
  effect: TrialEffect,
  measures: readonly StopMeasure[],
  minimumSample: number,
): StopEvidence | null {
  const measure = measures.find((each) => verdictOf(effect, each, minimumSample) === 'worse');
  const difference = measure && effect.difference[measure];
  if (!difference) return null;
  const { champion, challenger } = effect.arms;
  return {
    measure,
    difference,
    households: { champion: champion.households, challenger: challenger.households },
  };
}

function hasEnough({ arms }: TrialEffect, minimumSample: number): boolean {
  return Math.min(arms.champion.households, arms.challenger.households) >= minimumSample;
}

function estimatesOf(counts: ArmCounts): Record<TrialMeasure, Estimate | null> {
  return { contact: wilson(reached(counts)), paid: wilson(paid(counts)), yen: ratio(yenSums(counts)) };
}

const reached = ({ householdsReached, households }: ArmCounts) => ({ count: householdsReached, of: households });
const paid = ({ householdsPaid, households }: ArmCounts) => ({ count: householdsPaid, of: households });

function yenSums(counts: ArmCounts): RatioSums {
  return {
    clusters: counts.households,
    x: counts.contacts,
    y: counts.yen,
    xx: counts.contactsSquared,
    xy: counts.contactsTimesYen,
    yy: counts.yenSquared,
  };
}
