import type { WaitCode } from '../domain/codes.ts';
import type { Decision } from '../domain/decision.ts';
import type { Queryable } from '../prisma/database.ts';
import { appendLedger } from '../records/ledger.ts';
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
export async function storeDecision(tx: Queryable, { subject, decision, now, runId }: Made): Promise<string> {
  const { act, step, until } = decision;
  const inputs = act.kind === 'wait' ? { ...decision.inputs, waitingFor: act.for } : decision.inputs;
  const { rows } = await tx.query<{ id: string; stored: boolean }>({
    name: 'store_decision',
    text: storeStatement,
    values: [
      subject.accountId,
      subject.episodeId,
      subject.ruleVersionId,
      step,
      act.kind,
      JSON.stringify(decision.reasons),
      JSON.stringify(inputs),
      until,
      subject.factVersion,
      runId,
      now,
    ],
  });
  const { id, stored } = rows[0]!;
  if (stored) {
    await appendLedger(tx, {
      at: now,
      actor: { kind: 'rule' },
      act: 'decision',
      accountId: subject.accountId,
      episodeId: subject.episodeId,
      subject: { kind: 'decision', id },
      reasons: decision.reasons,
      detail: { act: act.kind, step, until, waitingFor: act.kind === 'wait' ? act.for : undefined },
    });
  }
  return id;
}

/** All facts up to now are decided about; a nudge may be sent again, and an account that was stuck is not any more. */
export async function settleAccount(
  tx: Queryable,
  subject: Subject,
  standing: Standing,
  runId: string | null,
): Promise<void> {
  await tx.query({
    name: 'settle_account',
    text: settleStatement,
    values: [
      subject.accountId,
      standing.state,
      standing.waitingFor,
      standing.until,
      runId,
      subject.episodeId,
      standing.acting ?? false,
    ],
  });
}

const storeStatement = `WITH last AS (
       SELECT id, step, act, reasons, until, inputs->>'waitingFor' AS waiting_for FROM decision
        WHERE account_id = $1 AND episode_id = $2 ORDER BY seq DESC LIMIT 1),
     same AS (
       SELECT id FROM last WHERE step = $4 AND act = $5 AND reasons = $6::jsonb AND until IS NOT DISTINCT FROM $8
          AND waiting_for IS NOT DISTINCT FROM $7::jsonb->>'waitingFor'),
     made AS (
       INSERT INTO decision (account_id, episode_id, rule_version_id, step, act, reasons, inputs, until, fact_version, run_id, decided_at)
       SELECT $1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11 WHERE NOT EXISTS (SELECT FROM same) RETURNING id)
     SELECT id, true AS stored FROM made UNION ALL SELECT id, false FROM same`;

const settleStatement = `WITH run AS (UPDATE episode SET run_id = $5 WHERE id = $6 AND run_id IS DISTINCT FROM $5 AND $5::text IS NOT NULL),
     freed AS (UPDATE stuck_account SET resumed_at = clock_timestamp() WHERE account_id = $1 AND resumed_at IS NULL)
     UPDATE account SET decided_version = fact_version, state = $2, waiting_for = $3, until = $4,
            nudge_sent_at = CASE WHEN $7 THEN clock_timestamp() END WHERE id = $1`;
