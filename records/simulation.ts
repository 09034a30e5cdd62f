import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { TreatmentChange } from '../domain/simulation/change.ts';
import type { Queryable } from '../prisma/database.ts';
import { announce } from './event.ts';
import { appendLedger } from './ledger.ts';
import type { RuleActor } from './rule-version.ts';

export interface NewSimulation {
  kind: 'account' | 'book' | 'replay';
  versionId: string;
  /** Ids, days and counts only */
  parameters: Record<string, string | number>;
}

/** A simulation that waits for its workflow, of the version's present content beside the active one; null for an unknown version. */
export async function requestSimulation(tx: Queryable, actor: RuleActor, asked: NewSimulation): Promise<string | null> {
  const { rows } = await tx.query<{ id: string; content_hash: string }>(
    `INSERT INTO simulation (kind, receivable_code, rule_version_id, content_hash, base_version_id, parameters, payments_as_of, requested_by,
                             requested_at)
     SELECT $2, v.receivable_code, v.id, v.content_hash, COALESCE(a.id, v.base_version_id), $3, r.payments_as_of, $4, $5
       FROM rule_version v JOIN receivable r ON r.code = v.receivable_code
       LEFT JOIN rule_version a ON a.receivable_code = v.receivable_code AND a.status = 'active'
      WHERE v.id = $1 RETURNING id, content_hash`,
    [asked.versionId, asked.kind, JSON.stringify(asked.parameters), actor.staffId, actor.at],
  );
  const row = rows[0];
  if (!row) return null;
  await appendLedger(tx, {
    at: actor.at,
    actor: { kind: 'staff', id: actor.staffId },
    act: 'rule_simulated',
    subject: { kind: 'rule_version', id: asked.versionId },
    detail: { hash: row.content_hash, simulation: row.id, kind: asked.kind },
  });
  return row.id;
}

/** False when it is over: done, failed or cancelled. */
export async function beginSimulation(tx: Queryable, id: string, total: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE simulation SET state = 'running', done = 0, total = $2 WHERE id = $1 AND state IN ('waiting','running')`,
    [id, total],
  );
  await tx.query('DELETE FROM simulation_change WHERE simulation_id = $1', [id]);
  return rowCount === 1;
}

export interface Changed {
  accountId: string;
  change: TreatmentChange;
}

/** False when somebody has cancelled it meanwhile. */
export async function reportProgress(
  tx: Queryable,
  id: string,
  done: number,
  changes: readonly Changed[],
): Promise<boolean> {
  const { rowCount } = await tx.query(`UPDATE simulation SET done = $2 WHERE id = $1 AND state = 'running'`, [
    id,
    done,
  ]);
  await tx.query(
    `INSERT INTO simulation_change (simulation_id, account_id, kind, before, after)
     SELECT $1, (c->>'accountId')::uuid, c->>'kind', c->'before', c->'after' FROM jsonb_array_elements($2::jsonb) AS t(c)`,
    [
      id,
      JSON.stringify(
        changes.map(({ accountId, change }) => ({
          accountId,
          kind: change.kind,
          before: change.before ?? {},
          after: change.after ?? {},
        })),
      ),
    ],
  );
  await announce(tx, { noun: 'simulation', id });
  return rowCount === 1;
}

/** Stores the result with its hash, by which an approval can name it. */
export async function finishSimulation(tx: Queryable, id: string, result: object, at: Date): Promise<void> {
  const text = canonicalize(result) ?? '';
  await tx.query(
    `UPDATE simulation SET state = 'done', done = COALESCE(total, 0), result = $2, result_hash = $3, finished_at = $4
      WHERE id = $1 AND state = 'running'`,
    [id, text, createHash('sha256').update(text).digest('hex'), at],
  );
  await announce(tx, { noun: 'simulation', id });
}

/** Ends one that is under way; false when there is none. */
export async function endSimulation(
  tx: Queryable,
  id: string,
  state: 'failed' | 'cancelled',
  at: Date,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE simulation SET state = $2, finished_at = $3, failure = CASE WHEN $2 = 'failed' THEN 'internal' END
      WHERE id = $1 AND state IN ('waiting','running')`,
    [id, state, at],
  );
  await announce(tx, { noun: 'simulation', id });
  return rowCount === 1;
}
