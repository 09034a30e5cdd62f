import { stopEvidence, type StopEvidence } from '../domain/trial-effect.ts';
import type { StopMeasure, TrialEndCause } from '../domain/trial.ts';
import { dateOf } from '../domain/time.ts';
import type { Queryable } from '../prisma/database.ts';
import { announce } from './event.ts';
import { logRule } from './rule-version.ts';
import { logTrial, type TrialActor } from './trial-log.ts';
import { measureTrial } from './trial-measure.ts';

/** Ends the trial whose last day is over and begins the one whose first day has come. Repeating it changes nothing. */
export async function turnTrials(tx: Queryable, at: Date): Promise<void> {
  const { rows } = await tx.query<{ id: string; is_over: boolean }>(
    `SELECT id, until_day < $1 AS is_over FROM rule_trial
      WHERE (state = 'approved' AND from_day <= $1) OR (state = 'running' AND until_day < $1) FOR UPDATE`,
    [dateOf(at)],
  );
  for (const { id, is_over } of rows)
    if (is_over) await finishTrial(tx, { staffId: null, at }, id, { cause: 'until_day' });
    else await begin(tx, id, at);
}

async function begin(tx: Queryable, id: string, at: Date): Promise<void> {
  await tx.query(`UPDATE rule_trial SET state = 'running', started_at = $2 WHERE id = $1`, [id, at]);
  await logTrial(tx, { staffId: null, at }, 'trial_started', id, {});
  await announce(tx, { noun: 'rule', id });
}

/** Other rules come into force for the receivable: what would be compared with is no longer what the centre does. */
export async function endTrialOfOldRules(tx: Queryable, receivableCode: string, at: Date): Promise<void> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT id FROM rule_trial WHERE receivable_code = $1 AND state IN ('approved','running') FOR UPDATE`,
    [receivableCode],
  );
  for (const { id } of rows) await finishTrial(tx, { staffId: null, at }, id, { cause: 'rules_changed' });
}

/** The stop rule of the running trial, looked at once a day. */
export async function judgeDue(tx: Queryable, at: Date): Promise<void> {
  const { rows } = await tx.query<{ id: string; stop_measures: StopMeasure[]; minimum_sample: number }>(
    `UPDATE rule_trial SET judged_on = $1 WHERE state = 'running' AND judged_on IS DISTINCT FROM $1
     RETURNING id, stop_measures, minimum_sample`,
    [dateOf(at)],
  );
  for (const { id, stop_measures, minimum_sample } of rows) {
    const evidence = stopEvidence(await measureTrial(tx, id), stop_measures, minimum_sample);
    if (evidence) await finishTrial(tx, { staffId: null, at }, id, { cause: 'stop_rule', evidence });
  }
}

export interface TrialEnd {
  cause: Extract<TrialEndCause, 'person' | 'stop_rule' | 'until_day' | 'rules_changed'>;
  reason?: string;
  evidence?: StopEvidence;
}

/** Under the trial's lock. New episodes follow the version in force again; those of the challenger keep it until they are moved. */
export async function finishTrial(
  tx: Queryable,
  actor: TrialActor,
  id: string,
  { cause, reason, evidence }: TrialEnd,
): Promise<void> {
  const { rows } = await tx.query<{ challenger_version_id: string }>(
    `UPDATE rule_trial SET state = 'ended', ended_at = $2, ended_by = $3, end_cause = $4, end_reason = $5, stop_evidence = $6
      WHERE id = $1 RETURNING challenger_version_id`,
    [id, actor.at, actor.staffId, cause, reason ?? null, evidence ? JSON.stringify(evidence) : null],
  );
  const challenger = rows[0]!.challenger_version_id;
  await tx.query(`UPDATE rule_version SET status = 'retired', retired_at = $2 WHERE id = $1`, [challenger, actor.at]);
  await logTrial(tx, actor, 'trial_ended', id, { cause, ...(reason ? { reason } : {}), ...(evidence && { evidence }) });
  await logRule(tx, actor, challenger, 'rule_retired', { by: id });
  await announce(tx, { noun: 'rule', id });
}
