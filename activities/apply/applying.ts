import type { LedgerAct, Reason } from '../../domain/codes.ts';
import type { AccountFacts } from '../../domain/facts.ts';
import type { Queryable } from '../../prisma/database.ts';
import { appendLedger } from '../../records/ledger.ts';
import type { Subject } from '../subject.ts';

/** What every SQL-only act gets: the decision's transaction, under the account's lock, and why it is done. */
export interface Applying {
  tx: Queryable;
  subject: Subject;
  facts: AccountFacts;
  /** Business time of the decision */
  now: Date;
  decisionId: string;
  reasons: Reason[];
}

/** `busy`: another transaction holds what the act needs, nothing was changed. */
export type Applied = 'done' | 'busy';

/** The act's ledger row: by rule, with the decision's reasons. */
export async function log(
  { tx, subject, now, reasons, decisionId }: Applying,
  act: LedgerAct,
  target: { kind: string; id: string },
  detail: Record<string, unknown> = {},
): Promise<void> {
  await appendLedger(tx, {
    at: now,
    actor: { kind: 'rule' },
    act,
    accountId: subject.accountId,
    episodeId: subject.episodeId,
    subject: target,
    reasons,
    detail: { ...detail, decisionId },
  });
}
