import type { Queryable } from '../../prisma/database.ts';
import type { Simulation } from '../schemas/simulation.ts';

type Row = Omit<Simulation, 'book' | 'replay' | 'account'> & { result: unknown };

/** Progress while it runs, the result afterwards; null for an unknown id. */
export async function simulation(db: Queryable, id: string): Promise<Simulation | null> {
  const { rows } = await db.query<Row>(
    `SELECT s.id, s.kind, s.rule_version_id, s.content_hash, b.version AS base_version, s.state, s.done, s.total, s.failure, s.payments_as_of,
            p.name AS requested_by_name, s.requested_at, s.finished_at, s.result_hash, s.result
       FROM simulation s LEFT JOIN rule_version b ON b.id = s.base_version_id LEFT JOIN staff p ON p.id = s.requested_by WHERE s.id = $1`,
    [id],
  );
  const row = rows[0];
  if (!row) return null;
  const { result, ...rest } = row;
  const of = (kind: Row['kind']) => (row.kind === kind && row.state === 'done' ? result : null);
  return {
    ...rest,
    book: of('book') as Simulation['book'],
    replay: of('replay') as Simulation['replay'],
    account: of('account') as Simulation['account'],
  };
}

/** The receivable of an account that a version could be tried on; null when one is unknown or they are of different receivables. */
export async function triedReceivable(db: Queryable, versionId: string, accountId: string): Promise<string | null> {
  const { rows } = await db.query<{ code: string }>(
    `SELECT v.receivable_code AS code FROM rule_version v JOIN account a ON a.receivable_code = v.receivable_code WHERE v.id = $1 AND a.id = $2`,
    [versionId, accountId],
  );
  return rows[0]?.code ?? null;
}
