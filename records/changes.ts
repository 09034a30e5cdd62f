import type { LedgerAct } from '../domain/codes.ts';
import type { Queryable } from '../prisma/database.ts';
import type { Actor } from './ledger.ts';

export interface AccountChange {
  accountId: string;
  /** Codes, yen, ISO dates, ids and counts only */
  detail: Record<string, unknown>;
}

export interface Changes {
  /** Business instant */
  at: Date;
  actor: Actor;
  act: LedgerAct;
  subject: { kind: string; id: string };
  accounts: readonly AccountChange[];
}

/** One ledger row per changed account in one statement: what `appendLedger` does for a file of thousands. */
export async function recordChanges(tx: Queryable, { at, actor, act, subject, accounts }: Changes): Promise<void> {
  if (accounts.length === 0) return;
  await tx.query(
    `INSERT INTO ledger (at, actor_kind, actor_id, act, account_id, episode_id, subject_kind, subject_id, detail)
     SELECT $1, $2, $3, $4, t.id, e.id, $5, $6, t.detail
       FROM unnest($7::uuid[], $8::jsonb[]) AS t(id, detail)
       LEFT JOIN episode e ON e.account_id = t.id AND e.closed_at IS NULL`,
    [
      at,
      actor.kind,
      'id' in actor ? (actor.id ?? null) : null,
      act,
      subject.kind,
      subject.id,
      accounts.map(({ accountId }) => accountId),
      accounts.map(({ detail }) => JSON.stringify(detail)),
    ],
  );
}
