import { type TrialMeasure, verdictOf, type TrialEffect as Measured } from '../../domain/trial-effect.ts';
import { problem } from '../../domain/problem.ts';
import type { TrialArm } from '../../domain/trial.ts';
import type { Queryable } from '../../prisma/database.ts';
import { versionFor } from '../../records/rule-version.ts';
import { measureTrial } from '../../records/trial-measure.ts';
import type { AccountPage } from '../schemas/account.ts';
import type { RuleTrial, RuleTrialRow, TrialEffect } from '../schemas/rule-trial.ts';

/** What a list of them shows, newest first. */
export const trialColumns = `t.id, t.receivable_code, r.name_ja AS receivable_name, t.champion_version_id, c.version AS champion_version,
  t.challenger_version_id, v.version AS challenger_version, t.share_percent, t.from_day, t.until_day, t.minimum_sample, t.stop_measures, t.reason,
  t.content_hash, t.state, q.name AS requested_by_name, t.requested_at, p.name AS approver_name, t.approved_at, t.started_at, t.judged_on,
  t.ended_at, e.name AS ended_by_name, t.end_cause, t.end_reason`;
export const trialTables = `rule_trial t JOIN receivable r ON r.code = t.receivable_code JOIN rule_version c ON c.id = t.champion_version_id
  JOIN rule_version v ON v.id = t.challenger_version_id JOIN staff q ON q.id = t.requested_by LEFT JOIN staff p ON p.id = t.approver_id
  LEFT JOIN staff e ON e.id = t.ended_by`;

/** One of them with its effect so far, and whether this person may approve it. Throws `not_found`. */
export async function ruleTrial(db: Queryable, id: string, staffId: string): Promise<RuleTrial> {
  const { rows } = await db.query<
    RuleTrialRow & Pick<RuleTrial, 'stop_evidence'> & { requested_by: string; has_changed: boolean }
  >(
    `SELECT ${trialColumns}, t.stop_evidence, t.requested_by, v.content_hash <> t.challenger_hash AS has_changed FROM ${trialTables} WHERE t.id = $1`,
    [id],
  );
  if (!rows[0]) throw problem('not_found');
  const { requested_by, has_changed, ...trial } = rows[0];
  const version = await versionFor(db, trial.challenger_version_id, staffId);
  const isSecond = requested_by !== staffId && !version?.writers.includes(staffId);
  return {
    ...trial,
    effect: wire(await measureTrial(db, id), trial.minimum_sample),
    may_approve: trial.state === 'requested' && !has_changed && isSecond && (version?.person.mayApprove ?? false),
  };
}

/** Which side of which trial an episode was opened on; null for most. */
export async function trialOfEpisode(db: Queryable, episodeId: string): Promise<AccountPage['trial']> {
  const { rows } = await db.query<NonNullable<AccountPage['trial']>>(
    'SELECT t.id, m.arm, t.state FROM rule_trial_episode m JOIN rule_trial t ON t.id = m.trial_id WHERE m.episode_id = $1',
    [episodeId],
  );
  return rows[0] ?? null;
}

function wire(effect: Measured, minimumSample: number): TrialEffect {
  const verdict = (measure: TrialMeasure) => verdictOf(effect, measure, minimumSample);
  return {
    arms: { champion: armOf(effect, 'champion'), challenger: armOf(effect, 'challenger') },
    difference: effect.difference,
    verdicts: { contact: verdict('contact'), paid: verdict('paid'), yen: verdict('yen') },
  };
}

function armOf({ arms }: Measured, arm: TrialArm): TrialEffect['arms'][TrialArm] {
  const { callsReached, householdsReached, householdsPaid, householdsWatched, ...same } = arms[arm];
  const { households, episodes, calls, contacts, yen, estimates } = same;
  return {
    households,
    episodes,
    calls,
    calls_reached: callsReached,
    households_reached: householdsReached,
    households_paid: householdsPaid,
    households_watched: householdsWatched,
    contacts,
    yen,
    estimates,
  };
}
