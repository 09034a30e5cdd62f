import { z } from 'zod';
import { stopMeasures, trialArms, trialEndCauses, trialStates } from '../../domain/trial.ts';
import { Id, Instant, PlainDate } from './common.ts';

/** `POST /api/rule-trials`: the version in force beside this draft. The ranges are checked by domain/trial.ts, with words of their own. */
export const RuleTrialBody = z.object({
  challenger_version_id: Id,
  content_hash: z.string(),
  share_percent: z.number(),
  from_day: PlainDate,
  until_day: PlainDate,
  /** Households an arm */
  minimum_sample: z.number().max(1_000_000),
  stop_measures: z.array(z.enum(stopMeasures)).max(stopMeasures.length),
  reason: z.string().trim().min(1).max(500),
});

/** `POST /api/rule-trials/:id/approve`: for the terms that were read. */
export const TrialApproveBody = z.object({ content_hash: z.string() });
export const TrialReasonBody = z.object({ reason: z.string().trim().min(1).max(500) });

export const RuleTrialRow = z.object({
  id: Id,
  receivable_code: z.string(),
  receivable_name: z.string(),
  champion_version_id: Id,
  champion_version: z.int(),
  challenger_version_id: Id,
  challenger_version: z.int(),
  share_percent: z.int(),
  from_day: PlainDate,
  until_day: PlainDate,
  minimum_sample: z.int(),
  stop_measures: z.array(z.enum(stopMeasures)),
  reason: z.string(),
  content_hash: z.string(),
  state: z.enum(trialStates),
  requested_by_name: z.string(),
  requested_at: Instant,
  approver_name: z.string().nullable(),
  approved_at: Instant.nullable(),
  started_at: Instant.nullable(),
  judged_on: PlainDate.nullable(),
  ended_at: Instant.nullable(),
  ended_by_name: z.string().nullable(),
  end_cause: z.enum(trialEndCauses).nullable(),
  end_reason: z.string().nullable(),
});
export type RuleTrialRow = z.infer<typeof RuleTrialRow>;

/** A figure with its 95 % interval; shares lie between 0 and 1, money is yen a contact. */
export const Estimate = z.object({ value: z.number(), low: z.number(), high: z.number() });

const Estimates = z.object({
  /** Homes that were reached by a call, of all homes of the arm */
  contact: Estimate.nullable(),
  /** Homes with a payment within an effect window, of all homes of the arm */
  paid: Estimate.nullable(),
  /** Yen of effect a contact (call, SMS, letter) */
  yen: Estimate.nullable(),
});

export const TrialArmFigures = z.object({
  households: z.int(),
  episodes: z.int(),
  calls: z.int(),
  calls_reached: z.int(),
  households_reached: z.int(),
  households_paid: z.int(),
  /** With an effect window still open: their figure may rise */
  households_watched: z.int(),
  contacts: z.int(),
  yen: z.int(),
  estimates: Estimates,
});

const Verdict = z.enum(['too_few', 'better', 'worse', 'undecided']);

export const TrialEffect = z.object({
  arms: z.record(z.enum(trialArms), TrialArmFigures),
  /** Challenger − champion */
  difference: Estimates,
  verdicts: z.object({ contact: Verdict, paid: Verdict, yen: Verdict }),
});
export type TrialEffect = z.infer<typeof TrialEffect>;

/** `GET /api/rule-trials/:id` */
export const RuleTrial = RuleTrialRow.extend({
  effect: TrialEffect,
  /** Why the stop rule ended it */
  stop_evidence: z
    .object({
      measure: z.enum(stopMeasures),
      difference: Estimate,
      households: z.record(z.enum(trialArms), z.int()),
    })
    .nullable(),
  /** Whether the person who asks may approve or send it back: a second person with the right who wrote none of it */
  may_approve: z.boolean(),
});
export type RuleTrial = z.infer<typeof RuleTrial>;
