import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ArmCounts, noCounts, stopEvidence, trialEffect, verdictOf } from '../../domain/trial-effect.ts';
import { armOf, placeOf, termsProblem, type TrialTerms } from '../../domain/trial.ts';

const trialId = '5f0c1c1e-6f5b-4a43-9a0e-0f5f4f1f2b11';
const otherTrial = 'b5d0a9f3-6a0e-4b0e-8d57-6d6b8f0a7c22';
/** Ids that differ little, which is the hard case. */
const homes = Array.from({ length: 10_000 }, (_, no) => `00000000-0000-4000-8000-${String(no).padStart(12, '0')}`);

test('homes spread evenly over the ten thousand places', () => {
  const tenths = Array.from({ length: 100 }, () => 0);
  for (const home of homes) tenths[Math.floor(placeOf(trialId, home) / 100)]! += 1;
  const expected = homes.length / 100;
  const chiSquare = tenths.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  expect(chiSquare).toBeLessThan(148.2); // the 99.9 % quantile with 99 degrees of freedom
});

test.each([1, 10, 25, 50])('a share of %i %% is respected', (share) => {
  const challengers = homes.filter((home) => armOf(trialId, home, share) === 'challenger').length;
  const spread = Math.sqrt(homes.length * (share / 100) * (1 - share / 100));
  expect(Math.abs(challengers - (homes.length * share) / 100)).toBeLessThan(4 * spread);
});

test('another trial draws anew: its side says nothing about the first', () => {
  const both = homes.filter((home) => [trialId, otherTrial].every((id) => armOf(id, home, 50) === 'challenger')).length;
  expect(Math.abs(both - homes.length / 4)).toBeLessThan(4 * Math.sqrt(homes.length * 0.25 * 0.75));
});

test('a home stays where it is, also when the share grows', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), fc.integer({ min: 1, max: 49 }), (trial, home, share) => {
      expect(placeOf(trial, home)).toBe(placeOf(trial, home));
      if (armOf(trial, home, share) === 'challenger') expect(armOf(trial, home, share + 1)).toBe('challenger');
    }),
  );
});

const terms: TrialTerms = {
  sharePercent: 10,
  fromDay: '2026-11-27',
  untilDay: '2027-02-24',
  minimumSample: 100,
  stopMeasures: ['paid'],
};
test.each<[Partial<TrialTerms>, ReturnType<typeof termsProblem>]>([
  [{}, null],
  [{ sharePercent: 1 }, null],
  [{ sharePercent: 50 }, null],
  [{ untilDay: '2026-11-27' }, null],
  [{ untilDay: '2027-11-27' }, null],
  [{ sharePercent: 0 }, 'trial_share'],
  [{ sharePercent: 51 }, 'trial_share'],
  [{ sharePercent: 2.5 }, 'trial_share'],
  [{ fromDay: '2026-11-26' }, 'trial_day'],
  [{ untilDay: '2026-11-26' }, 'trial_day'],
  [{ untilDay: '2027-11-28' }, 'trial_day'],
  [{ minimumSample: 0 }, 'trial_sample'],
  [{ minimumSample: 1 }, null],
  [{ minimumSample: 1.5 }, 'trial_sample'],
  [{ stopMeasures: [] }, 'trial_stop_rule'],
])('terms with %j meet %s', (change, expected) => {
  expect(termsProblem({ ...terms, ...change }, '2026-11-26')).toBe(expected);
});

const arm = (change: Partial<ArmCounts>): ArmCounts => ({ ...noCounts, ...change });

test('both arms are measured over all their homes, the difference is challenger less champion', () => {
  const effect = trialEffect({
    champion: arm({ households: 80, householdsPaid: 48, householdsReached: 80 }),
    challenger: arm({ households: 70, householdsPaid: 56, householdsReached: 7 }),
  });
  expect(effect.arms.challenger.estimates.paid?.value).toBe(0.8);
  expect(effect.difference.paid?.low).toBeCloseTo(0.0524, 4);
  expect(effect.difference.contact?.value).toBeCloseTo(-0.9, 10);
  expect(effect.difference.yen).toBeNull();
  expect(['paid', 'contact', 'yen'].map((measure) => verdictOf(effect, measure as 'paid', 70))).toEqual([
    'better',
    'worse',
    'too_few',
  ]);
  expect(verdictOf(effect, 'paid', 71)).toBe('too_few');
});

const worse = trialEffect({
  champion: arm({ households: 70, householdsPaid: 56, householdsReached: 30 }),
  challenger: arm({ households: 80, householdsPaid: 48, householdsReached: 30 }),
});

test('the stop rule speaks when the whole interval lies below zero, and says what it saw', () => {
  const evidence = stopEvidence(worse, ['contact', 'paid'], 70);
  expect(evidence).toMatchObject({ measure: 'paid', households: { champion: 70, challenger: 80 } });
  expect(evidence!.difference.high).toBeCloseTo(-0.0524, 4);
});

test('the stop rule is silent before the minimum sample, and about measures that it does not look at', () => {
  expect(stopEvidence(worse, ['paid'], 71)).toBeNull();
  expect(verdictOf(worse, 'contact', 70)).toBe('undecided');
  expect(stopEvidence(worse, ['contact'], 70)).toBeNull();
});
