import type { Queryable } from '../prisma/database.ts';
import { touchAccounts } from './account.ts';
import { announce } from './event.ts';
import { readKeyTag } from './intent-id.ts';
import { appendLedger } from './ledger.ts';
import { leaveOut } from './letter-batch.ts';

/** An outward effect as a provider's records, or our own outside the database, tell it. */
export interface FoundEffect {
  kind: 'ring' | 'sms' | 'print';
  /** The provider's reference, or the intent's id in our own records */
  sourceKey: string;
  intentId: string;
  /** `keyTag` */
  key: string;
  /** Business instant */
  at: Date;
  /** Of a text */
  number?: string;
  body?: string;
}

interface Place {
  accountId: string;
  episodeId: string;
  contactUnitId: string;
  phoneId: string | null;
  step: number;
  attempt: number;
}

/**
 * Looks for what went out among what is known. `known`: nothing to do; `parked`: its intent is now unknown and waits for a person (its account
 * does nothing outward until then); `unplaced`: it belongs to no case here and is kept until its number turns up.
 */
export async function parkFound(
  tx: Queryable,
  recoveryId: number,
  effect: FoundEffect,
): Promise<'known' | 'parked' | 'unplaced'> {
  const { rows } = await tx.query<{ state: string }>('SELECT state FROM intent WHERE id = $1 FOR UPDATE', [
    effect.intentId,
  ]);
  const state = rows[0]?.state;
  if (state === 'confirmed' || state === 'unknown') return 'known';
  const place = state ? null : ((await placeOfKey(tx, effect)) ?? (await placeOfNumber(tx, effect.number)));
  if (state) await doubtIntent(tx, effect);
  else if (place) await insertUnknown(tx, effect, place);
  const isPlaced = Boolean(state ?? place);
  const { rowCount } = await tx.query(
    `INSERT INTO found_effect (kind, source_key, happened_at, number, intent_id, recovery_id) VALUES ($1,$2,$3,$4,$5,$6)
     ON CONFLICT (kind, source_key) DO NOTHING`,
    [
      effect.kind,
      effect.sourceKey,
      effect.at,
      isPlaced ? null : (effect.number ?? null),
      isPlaced ? effect.intentId : null,
      recoveryId,
    ],
  );
  if (!isPlaced) return rowCount ? 'unplaced' : 'known';
  await tellAccount(tx, effect);
  return 'parked';
}

/** Effects that belonged to no case are parked as soon as their number belongs to one. Returns how many. */
export async function placeFound(tx: Queryable): Promise<number> {
  const { rows } = await tx.query<{ id: string; source_key: string; happened_at: Date; number: string }>(
    `SELECT f.id, f.source_key, f.happened_at, f.number FROM found_effect f
      WHERE f.intent_id IS NULL AND f.settled_at IS NULL AND f.kind = 'sms'
        AND EXISTS (SELECT FROM phone p JOIN account a ON a.debtor_id = p.debtor_id
                      JOIN episode e ON e.account_id = a.id AND e.closed_at IS NULL WHERE p.number = f.number) FOR UPDATE OF f`,
  );
  for (const { id, source_key, happened_at, number } of rows) {
    const place = await placeOfNumber(tx, number);
    if (!place) continue;
    const effect = { kind: 'sms', sourceKey: source_key, intentId: id, key: '', at: happened_at, number } as const;
    await insertUnknown(tx, effect, place);
    await tx.query('UPDATE found_effect SET intent_id = $1, number = NULL WHERE id = $1', [id]);
    await tellAccount(tx, effect);
  }
  return rows.length;
}

async function placeOfKey(tx: Queryable, { key }: FoundEffect): Promise<Place | null> {
  const known = readKeyTag(key);
  if (!known) return null;
  const { rows } = await tx.query<Place>(
    `SELECT a.id AS "accountId", e.id AS "episodeId", d.contact_unit_id AS "contactUnitId", NULL AS "phoneId", $2::integer AS step,
            $3::integer AS attempt
       FROM episode e JOIN account a ON a.id = e.account_id JOIN debtor d ON d.id = a.debtor_id WHERE e.id = $1`,
    [known.episodeId, known.step, known.attempt],
  );
  return rows[0] ?? null;
}

/** The open case of somebody with that number; of several the one that was opened last. */
async function placeOfNumber(tx: Queryable, number: string | undefined): Promise<Place | null> {
  const { rows } = await tx.query<Place>(
    `SELECT a.id AS "accountId", e.id AS "episodeId", d.contact_unit_id AS "contactUnitId", p.id AS "phoneId", e.step, 1 AS attempt
       FROM phone p JOIN debtor d ON d.id = p.debtor_id JOIN account a ON a.debtor_id = d.id
       JOIN episode e ON e.account_id = a.id AND e.closed_at IS NULL
      WHERE p.number = $1 ORDER BY e.opened_at DESC LIMIT 1`,
    [number ?? null],
  );
  return rows[0] ?? null;
}

/** Planned or tried here as far as this database knows: now nobody knows better than that it went out. */
async function doubtIntent(tx: Queryable, { kind, intentId, at }: FoundEffect): Promise<void> {
  await tx.query(
    `UPDATE intent SET state = 'unknown', attempted_at = COALESCE(attempted_at, $2), settled_at = NULL, refusal = NULL WHERE id = $1`,
    [intentId, at],
  );
  if (kind === 'sms')
    await tx.query(`UPDATE sms SET state = 'unknown', state_at = $2 WHERE intent_id = $1`, [intentId, at]);
  if (kind === 'print') await withdrawLetter(tx, intentId, at);
}

/** Its sheets were printed in the time that was lost; printing them again would be the second letter. */
async function withdrawLetter(tx: Queryable, intentId: string, at: Date): Promise<void> {
  const { rows } = await tx.query<{ id: string; account_id: string }>(
    `SELECT id, account_id FROM letter WHERE intent_id = $1 AND state IN ('planned','in_batch','rendered') FOR UPDATE`,
    [intentId],
  );
  for (const letter of rows) await leaveOut(tx, letter, 'printed_before_restore', at, 'refused', { kind: 'system' });
}

async function insertUnknown(tx: Queryable, effect: FoundEffect, place: Place): Promise<void> {
  const { kind, intentId, at } = effect;
  // What is planned and not tried could be the same text once more: the found one stands for it.
  await tx.query(
    `WITH gone AS (
       UPDATE intent SET state = 'cancelled', settled_at = $3 WHERE episode_id = $1 AND kind = $2 AND state = 'planned' RETURNING id)
     UPDATE sms SET state = 'refused', state_at = $3 FROM gone WHERE sms.intent_id = gone.id`,
    [place.episodeId, kind, at],
  );
  await haveReached(tx, place, at);
  const phone = place.phoneId ?? (await phoneOf(tx, place.accountId, effect.number));
  await tx.query(
    `INSERT INTO intent (id, kind, account_id, episode_id, contact_unit_id, phone_id, step, attempt, state, planned_at, attempted_at)
     SELECT $1, $2, $3, $4, $5, $6, $7,
            CASE WHEN EXISTS (SELECT FROM intent WHERE kind = $2 AND episode_id = $4 AND step = $7 AND attempt = $8)
                 THEN (SELECT 1 + max(attempt) FROM intent WHERE kind = $2 AND episode_id = $4 AND step = $7) ELSE $8 END,
            'unknown', $9, $9`,
    [intentId, kind, place.accountId, place.episodeId, place.contactUnitId, phone, place.step, place.attempt, at],
  );
  if (kind === 'print') await insertLetter(tx, intentId, place, at);
  if (kind !== 'sms' || !phone) return;
  await tx.query(
    `INSERT INTO sms (intent_id, account_id, episode_id, phone_id, purpose, body, parts, state, created_at, state_at)
     VALUES ($1,$2,$3,$4,'please_call',$5,1,'unknown',$6,$6)`,
    [intentId, place.accountId, place.episodeId, phone, effect.body ?? '', at],
  );
}

/** What went out at a step says that the case had come to it by then; entering it again would do it again. */
async function haveReached(tx: Queryable, { episodeId, step }: Place, at: Date): Promise<void> {
  await tx.query(
    `UPDATE episode SET step = $2, step_entered_at = CASE WHEN step = $2 THEN LEAST(step_entered_at, $3) ELSE $3 END
      WHERE id = $1 AND closed_at IS NULL AND $2 > 0 AND (step <= $2 OR step_entered_at IS NULL)`,
    [episodeId, step, at],
  );
}

/** The paper carries a number that is lost; the row gets one of its own. */
async function insertLetter(tx: Queryable, intentId: string, { accountId, episodeId }: Place, at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO letter (reference_no, intent_id, account_id, episode_id, state, state_reason, created_at, state_at)
     VALUES ('N' || nextval('letter_reference_no'), $1, $2, $3, 'refused', 'printed_before_restore', $4, $4)`,
    [intentId, accountId, episodeId, at],
  );
}

async function phoneOf(tx: Queryable, accountId: string, number: string | undefined): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT p.id FROM phone p JOIN account a ON a.debtor_id = p.debtor_id WHERE a.id = $1 ORDER BY p.number = $2 DESC, p.id LIMIT 1`,
    [accountId, number ?? null],
  );
  return rows[0]?.id ?? null;
}

async function tellAccount(tx: Queryable, { kind, intentId, at }: FoundEffect): Promise<void> {
  const { rows } = await tx.query<{ account_id: string; episode_id: string }>(
    'SELECT account_id, episode_id FROM intent WHERE id = $1',
    [intentId],
  );
  const { account_id, episode_id } = rows[0]!;
  await appendLedger(tx, {
    at,
    actor: { kind: 'system' },
    act: 'intent_found',
    accountId: account_id,
    episodeId: episode_id,
    subject: { kind: 'intent', id: intentId },
    detail: { kind },
  });
  await touchAccounts(tx, [account_id], 'intent_found');
  if (kind === 'sms') await announce(tx, { noun: 'sms' });
}
