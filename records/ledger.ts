import type { LedgerAct, Reason } from '../domain/codes.ts';
import type { Queryable } from '../prisma/database.ts';

export type Actor =
  { kind: 'staff'; id: string } | { kind: 'rule' } | { kind: 'city'; id?: string } | { kind: 'system' };

export interface LedgerEntry {
  /** Business instant */
  at: Date;
  actor: Actor;
  act: LedgerAct;
  accountId?: string;
  episodeId?: string;
  subject?: { kind: string; id: string };
  reasons?: Reason[];
  /** Codes, yen, ISO dates, ids and HMACs only */
  detail?: Record<string, unknown>;
}

/** Appends one row in the caller's transaction; the application's role can never change it. */
export async function appendLedger(tx: Queryable, entry: LedgerEntry): Promise<number> {
  const { rows } = await tx.query<{ id: number }>({
    name: 'append_ledger',
    text: appendStatement,
    values: [
      entry.at,
      entry.actor.kind,
      'id' in entry.actor ? (entry.actor.id ?? null) : null,
      entry.act,
      entry.accountId ?? null,
      entry.episodeId ?? null,
      entry.subject?.kind ?? null,
      entry.subject?.id ?? null,
      JSON.stringify(entry.reasons ?? []),
      JSON.stringify(entry.detail ?? {}),
    ],
  });
  return rows[0]!.id;
}

/** Prepared once a connection: every fact brings one. */
const appendStatement = `INSERT INTO ledger (at, actor_kind, actor_id, act, account_id, episode_id, subject_kind, subject_id, reasons, detail)
     VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10) RETURNING id`;
