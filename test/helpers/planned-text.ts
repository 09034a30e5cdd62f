import type { Queryable } from '../../prisma/database.ts';
import { planIntent } from '../../records/intent.ts';
import type { SeededAccount } from './facts.ts';

/** A text to the account's first number that was decided about and not yet tried; its intent. */
export async function aPlannedText(db: Queryable, account: SeededAccount, at: Date, attempt = 1): Promise<string> {
  const subject = { accountId: account.accountId, episodeId: account.episodeId, contactUnitId: account.unitId };
  const { id } = await planIntent(db, { kind: 'sms', subject, step: 3, attempt, phoneId: account.phoneIds[0], at });
  await db.query(
    `INSERT INTO sms (intent_id, account_id, episode_id, phone_id, purpose, body, parts, state, created_at, state_at)
     VALUES ($1, $2, $3, $4, 'please_call', 'お電話をお願いします。', 1, 'planned', $5, $5)`,
    [id, account.accountId, account.episodeId, account.phoneIds[0], at],
  );
  return id;
}
