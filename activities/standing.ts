import type { WaitCode } from '../domain/codes.ts';
import type { Decision } from '../domain/decision.ts';
import type { Queryable } from '../prisma/database.ts';
import type { Subject } from './subject.ts';

/** Where an account stands after a decision, for lists and the reconciler. */
export interface Standing {
  state: 'open' | 'waiting' | 'stopped' | 'closed';
  waitingFor: WaitCode | null;
  until: Date | null;
  /** The workflow acts now and decides again afterwards: no nudge is needed until then */
  acting?: true;
}

interface Made {
  subject: Subject;
  decision: Decision;
  now: Date;
  runId: string | null;
}

/** Stores a decision with its ledger row unless it equals the episode's last one; returns the id of the one that holds now. */
export async function storeDecision(tx: Queryable, made: Made): Promise<string> {
  const { rows } = await tx.query<{ id: string }>({
    name: 'store_decision',
    text: storeStatement,
    values: storeValues(made),
  });
  return rows[0]!.id;
}

/** All facts up to now are decided about; a nudge may be sent again, and an account that was stuck is not any more. */
export async function settleAccount(
  tx: Queryable,
  { accountId, episodeId }: Subject,
  { state, waitingFor, until, acting }: Standing,
  runId: string | null,
): Promise<void> {
  const values = [accountId, episodeId, runId, state, waitingFor, until, acting ?? false];
  await tx.query({ name: 'settle_account', text: settleStatement, values });
}

/** Both at once, for the decision that ends nearly every round: to wait. */
export async function storeAndSettle(tx: Queryable, made: Made, { state, waitingFor }: Standing): Promise<void> {
  const values = [...storeValues(made), state, waitingFor];
  await tx.query({ name: 'store_and_settle', text: storeAndSettleStatement, values });
}

function storeValues({ subject, decision, now, runId }: Made): unknown[] {
  const { act, step, until, reasons } = decision;
  const waitingFor = act.kind === 'wait' ? act.for : undefined;
  return [
    subject.accountId,
    subject.episodeId,
    runId,
    subject.ruleVersionId,
    step,
    act.kind,
    JSON.stringify(reasons),
    JSON.stringify({ ...decision.inputs, waitingFor }),
    until,
    subject.factVersion,
    now,
    JSON.stringify({ act: act.kind, step, until, waitingFor }),
  ];
}

/** Parameters as `storeValues` gives them. The decision's ledger row is written with it. */
const storing = `last AS (
       SELECT id, step, act, reasons, until, inputs->>'waitingFor' AS waiting_for FROM decision
        WHERE account_id = $1 AND episode_id = $2 ORDER BY seq DESC LIMIT 1),
     same AS (
       SELECT id FROM last WHERE step = $5 AND act = $6 AND reasons = $7::jsonb AND until IS NOT DISTINCT FROM $9
          AND waiting_for IS NOT DISTINCT FROM $8::jsonb->>'waitingFor'),
     made AS (
       INSERT INTO decision (account_id, episode_id, rule_version_id, step, act, reasons, inputs, until, fact_version, run_id, decided_at)
       SELECT $1,$2,$4,$5,$6,$7,$8,$9,$10,$3,$11 WHERE NOT EXISTS (SELECT FROM same) RETURNING id),
     logged AS (
       INSERT INTO ledger (at, actor_kind, act, account_id, episode_id, subject_kind, subject_id, reasons, detail)
       SELECT $11, 'rule', 'decision', $1, $2, 'decision', id, $7, $12 FROM made)`;

const storeStatement = `WITH ${storing} SELECT id FROM made UNION ALL SELECT id FROM same`;

/** $1 account, $2 episode, $3 run; the others are parameter numbers or literals. */
function settling(p: { state: string; waitingFor: string; until: string; acting: string }): string {
  return `run AS (UPDATE episode SET run_id = $3 WHERE id = $2 AND run_id IS DISTINCT FROM $3 AND $3::text IS NOT NULL),
     freed AS (UPDATE stuck_account SET resumed_at = clock_timestamp() WHERE account_id = $1 AND resumed_at IS NULL)
     UPDATE account SET decided_version = fact_version, state = ${p.state}, waiting_for = ${p.waitingFor}, until = ${p.until},
            nudge_sent_at = CASE WHEN ${p.acting} THEN clock_timestamp() END WHERE id = $1`;
}

const settleStatement = `WITH ${settling({ state: '$4', waitingFor: '$5', until: '$6', acting: '$7' })}`;
const storeAndSettleStatement = `WITH ${storing},
     ${settling({ state: '$13', waitingFor: '$14', until: '$9', acting: 'false' })}`;
