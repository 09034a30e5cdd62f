import { problem } from '../domain/problem.ts';
import type { Queryable } from '../prisma/database.ts';
import { touchAccounts } from './account.ts';
import { type Actor, appendLedger } from './ledger.ts';
import { confirmLetter } from './letter.ts';
import { confirmText, dismissText, textOf } from './sms.ts';

export interface Word {
  intentId: string;
  /** What a person found out at the provider or from the debtor */
  wentOut: boolean;
  at: Date;
}

/** A person settles an intent of unknown outcome; it was never repeated by itself. Throws `wrong_state` when it is not unknown. */
export async function reconcileIntent(tx: Queryable, actor: Actor, { intentId, wentOut, at }: Word): Promise<void> {
  const { rows } = await tx.query<{ kind: string; state: string; account_id: string; episode_id: string }>(
    'SELECT kind, state, account_id, episode_id FROM intent WHERE id = $1 FOR UPDATE',
    [intentId],
  );
  const intent = rows[0];
  if (!intent) throw problem('not_found');
  if (intent.state !== 'unknown') throw problem('wrong_state', { state: intent.state });
  if (intent.kind === 'sms') {
    const text = await textOf(tx, intentId);
    await (wentOut ? confirmText(tx, text, `by-hand-${intentId}`, at) : dismissText(tx, text, at));
  } else if (intent.kind === 'print' && wentOut) {
    await confirmLetter(tx, actor, { intentId, at });
  } else {
    await tx.query('UPDATE intent SET state = $2, settled_at = $3 WHERE id = $1', [
      intentId,
      wentOut ? 'confirmed' : 'cancelled',
      at,
    ]);
    await touchAccounts(tx, [intent.account_id], 'reconciled');
  }
  await appendLedger(tx, {
    at,
    actor,
    act: 'intent_reconciled',
    accountId: intent.account_id,
    episodeId: intent.episode_id,
    subject: { kind: 'intent', id: intentId },
    detail: { kind: intent.kind, wentOut },
  });
}
