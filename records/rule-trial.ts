import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { problem } from '../domain/problem.ts';
import { type StopMeasure, termsProblem, type TrialState, type TrialTerms } from '../domain/trial.ts';
import { dateOf } from '../domain/time.ts';
import type { Queryable } from '../prisma/database.ts';
import { announce } from './event.ts';
import { lockForVerb, logRule, type RuleActor, versionFor } from './rule-version.ts';
import { finishTrial } from './trial-course.ts';
import { logTrial } from './trial-log.ts';

export interface NewTrial extends TrialTerms {
  challengerVersionId: string;
  /** Of the content that was read */
  contentHash: string;
  reason: string;
}

/**
 * 比較試行の依頼: the version in force beside a draft that is checked and simulated as for an approval. Throws `rule_refused` with what the draft
 * lacks, `rule_hash` when its content is another by now, what is wrong with the terms, `trial_other` while another one is under way.
 */
export async function requestTrial(tx: Queryable, actor: RuleActor, asked: NewTrial): Promise<string> {
  const wrong = termsProblem(asked, dateOf(actor.at));
  if (wrong) throw problem(wrong);
  const version = await lockForVerb(tx, actor, asked.challengerVersionId, 'request');
  if (version.contentHash !== asked.contentHash) throw problem('rule_hash');
  const champion = await championOf(tx, version.receivableCode);
  // Payments are compared by the windows in which they count: with other windows one version would look better without being it.
  if (!champion || canonicalize(champion.effect) !== canonicalize(version.content.effect))
    throw problem('trial_yardstick');
  const hash = termsHash(asked, champion.id);
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO rule_trial (receivable_code, champion_version_id, challenger_version_id, challenger_hash, share_percent, from_day, until_day,
                             minimum_sample, stop_measures, reason, content_hash, requested_by, requested_at)
     VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13) ON CONFLICT DO NOTHING RETURNING id`,
    [
      version.receivableCode,
      champion.id,
      asked.challengerVersionId,
      asked.contentHash,
      asked.sharePercent,
      asked.fromDay,
      asked.untilDay,
      asked.minimumSample,
      asked.stopMeasures,
      asked.reason,
      hash,
      actor.staffId,
      actor.at,
    ],
  );
  const id = rows[0]?.id;
  if (!id) throw problem('trial_other');
  await logTrial(tx, actor, 'trial_requested', id, {
    hash,
    challenger: asked.challengerVersionId,
    reason: asked.reason,
  });
  await announce(tx, { noun: 'rule', id });
  return id;
}

/** By a second person with the approval right who wrote neither the trial nor the challenger, for the terms that were read. */
export async function approveTrial(tx: Queryable, actor: RuleActor, id: string, contentHash: string): Promise<void> {
  const trial = await lockTrial(tx, id, ['requested']);
  const version = await secondPerson(tx, actor, trial);
  if (trial.content_hash !== contentHash) throw problem('rule_hash');
  if (version.status !== 'draft' || version.contentHash !== trial.challenger_hash) throw problem('trial_changed');
  if (!version.isBaseActive) throw problem('rule_refused', { refusal: 'base_changed' });
  if (trial.from_day <= dateOf(actor.at)) throw problem('trial_day');
  await tx.query(
    `UPDATE rule_trial SET state = 'approved', approver_id = $2, approved_at = $3, approved_hash = content_hash WHERE id = $1`,
    [id, actor.staffId, actor.at],
  );
  await tx.query(
    `UPDATE rule_version v SET status = 'trial', approver_id = $2, approved_at = $3, approved_hash = v.content_hash, effective_from = t.from_day,
            requested_at = t.requested_at, requested_by = t.requested_by, request_reason = t.reason
       FROM rule_trial t WHERE t.id = $1 AND v.id = t.challenger_version_id`,
    [id, actor.staffId, actor.at],
  );
  await logTrial(tx, actor, 'trial_approved', id, { hash: contentHash });
  await logRule(tx, actor, trial.challenger_version_id, 'rule_tried', { hash: version.contentHash, trial: id });
  await announce(tx, { noun: 'rule', id });
}

/** Sent back by the second person before it was approved: the challenger stays a draft. */
export async function declineTrial(tx: Queryable, actor: RuleActor, id: string, reason: string): Promise<void> {
  await secondPerson(tx, actor, await lockTrial(tx, id, ['requested']));
  await discard(tx, actor, id, 'declined', reason);
}

/** Taken back by a manager before it was approved. */
export async function withdrawTrial(tx: Queryable, actor: RuleActor, id: string, reason: string): Promise<void> {
  await lockTrial(tx, id, ['requested']);
  await discard(tx, actor, id, 'withdrawn', reason);
}

/** One person ends it at once, like an emergency stop, before or after it began. */
export async function endTrial(tx: Queryable, actor: RuleActor, id: string, reason: string): Promise<void> {
  await lockTrial(tx, id, ['approved', 'running']);
  await finishTrial(tx, actor, id, { cause: 'person', reason });
}

interface Locked {
  state: TrialState;
  challenger_version_id: string;
  challenger_hash: string;
  content_hash: string;
  from_day: string;
  requested_by: string;
}

/** Throws `already_done` in any other state: it was answered or ended meanwhile. */
async function lockTrial(tx: Queryable, id: string, states: readonly TrialState[]): Promise<Locked> {
  const { rows } = await tx.query<Locked>(
    `SELECT state, challenger_version_id, challenger_hash, content_hash, from_day, requested_by FROM rule_trial WHERE id = $1 FOR UPDATE`,
    [id],
  );
  const trial = rows[0];
  if (!trial) throw problem('not_found');
  if (!states.includes(trial.state)) throw problem('already_done');
  return trial;
}

async function secondPerson(tx: Queryable, actor: RuleActor, trial: Locked) {
  await tx.query('SELECT FROM rule_version WHERE id = $1 FOR UPDATE', [trial.challenger_version_id]);
  const version = await versionFor(tx, trial.challenger_version_id, actor.staffId);
  if (!version?.person.mayApprove) throw problem('rule_refused', { refusal: 'no_right' });
  if (trial.requested_by === actor.staffId) throw problem('trial_own_work');
  if (version.writers.includes(actor.staffId)) throw problem('rule_refused', { refusal: 'own_work' });
  return version;
}

async function discard(
  tx: Queryable,
  actor: RuleActor,
  id: string,
  cause: 'declined' | 'withdrawn',
  reason: string,
): Promise<void> {
  await tx.query(
    `UPDATE rule_trial SET state = 'discarded', ended_at = $2, ended_by = $3, end_cause = $4, end_reason = $5 WHERE id = $1`,
    [id, actor.at, actor.staffId, cause, reason],
  );
  await logTrial(tx, actor, cause === 'declined' ? 'trial_declined' : 'trial_withdrawn', id, { reason });
  await announce(tx, { noun: 'rule', id });
}

async function championOf(tx: Queryable, receivableCode: string) {
  const { rows } = await tx.query<{ id: string; effect: unknown }>(
    `SELECT id, content->'effect' AS effect FROM rule_version WHERE receivable_code = $1 AND status = 'active'`,
    [receivableCode],
  );
  return rows[0];
}

/** sha256 of everything an approver reads, as canonical JSON. */
function termsHash(asked: NewTrial, championVersionId: string): string {
  const stopMeasures: StopMeasure[] = [...asked.stopMeasures].sort();
  return createHash('sha256')
    .update(canonicalize({ ...asked, stopMeasures, championVersionId }) ?? '')
    .digest('hex');
}
