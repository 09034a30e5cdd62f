import { type Database, type Queryable, transaction } from '../prisma/database.ts';
import { type FoundEffect, parkFound } from '../records/found-effect.ts';
import { keyTag } from '../records/intent-id.ts';
import { beginRecovery, endRecovery, wakeAll } from '../records/recovery.ts';
import { businessClock } from './clock.ts';
import type { EffectJournal } from './effect-journal.ts';
import type { Herd } from './nudging.ts';
import type { SmsPort } from './sms/port.ts';
import { endUnknownRuns } from './unknown-runs.ts';

/** Clocks of others differ from ours, and a text may have been on its way. */
const MARGIN_MS = 60 * 60_000;
/** Numbers on letters that were printed in the lost time must not come again. */
const LOST_REFERENCES = 1_000;

/**
 * Whether this database lives on another timeline than when it was last seen: restored to an earlier moment, or a replica took over. Then
 * the gate is closed until `compareRecords` is through. Each process asks at boot, before it acts.
 */
export async function noticeRestore(db: Database): Promise<boolean> {
  const at = await businessClock(db).now();
  return transaction(db, async (tx) => {
    const { rows } = await tx.query<{ known: string | null; timeline: string }>(
      `SELECT i.database_timeline AS known, s.system_identifier || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8) AS timeline
         FROM installation i, pg_control_system() s FOR UPDATE OF i`,
    );
    const { known, timeline } = rows[0]!;
    if (known === timeline) return false;
    await tx.query('UPDATE installation SET database_timeline = $1', [timeline]);
    if (known === null) return false;
    await tx.query('DELETE FROM heartbeat'); // of processes of then
    await beginRecovery(tx, { kind: 'database_restored', at, reachesTo: await lastFact(tx, at) });
    return true;
  });
}

/** Business time of the last fact that is here. */
export async function lastFact(tx: Queryable, at: Date): Promise<Date> {
  const { rows } = await tx.query<{ at: Date }>('SELECT at FROM ledger ORDER BY id DESC LIMIT 1');
  return rows[0]?.at ?? at;
}

export interface CompareDeps extends Herd {
  db: Database;
  sms: SmsPort;
  journal: EffectJournal;
}

/**
 * After a restore: every text in the provider's records and every ring and sheet in our own since the last fact that this database does
 * not know is parked for a person, never repeated; then every workflow is told to decide anew and the gate opens. Returns how many were
 * found; harmless when repeated; throws when the provider cannot be asked (the gate stays closed).
 */
export async function compareRecords({ db, sms, journal, ...herd }: CompareDeps): Promise<number> {
  const { rows } = await db.query<{ id: number; reaches_to: Date }>(
    `SELECT id, reaches_to FROM recovery WHERE ended_at IS NULL AND kind = 'database_restored' ORDER BY id`,
  );
  let effects = 0;
  for (const { id, reaches_to } of rows) {
    const since = new Date(reaches_to.getTime() - MARGIN_MS);
    const found = [...(await sms.sentSince(since)).flatMap(textFound), ...(await journal.since(since)).map(entryFound)];
    for (const effect of found) {
      if ((await transaction(db, (tx) => parkFound(tx, id, effect))) !== 'known') effects += 1;
    }
    await endUnknownRuns(db, herd);
    await finish(db, id, effects);
  }
  return effects;
}

async function finish(db: Database, recoveryId: number, effects: number): Promise<void> {
  const at = await businessClock(db).now();
  await transaction(db, async (tx) => {
    await tx.query(`SELECT nextval('letter_reference_no') FROM generate_series(1, $1::integer)`, [LOST_REFERENCES]);
    await endRecovery(tx, recoveryId, { episodes: await wakeAll(tx, 'database_restored', at), effects });
  });
}

type Text = Awaited<ReturnType<SmsPort['sentSince']>>[number];

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A text without our tags is somebody else's. */
function textFound({ ref, tags: [intentId, key = ''], to, body, at }: Text): FoundEffect[] {
  if (!intentId || !UUID.test(intentId)) return [];
  return [{ kind: 'sms', sourceKey: ref, intentId, key, at, number: to, body }];
}

function entryFound({ kind, intentId, key, at }: Awaited<ReturnType<EffectJournal['since']>>[number]): FoundEffect {
  return { kind, sourceKey: intentId, intentId, key, at: new Date(at) };
}

/** Of a batch's letters, for the journal. */
export async function lettersLeaving(tx: Queryable, batchId: string): Promise<{ intentId: string; key: string }[]> {
  const { rows } = await tx.query<{ id: string; episodeId: string; step: number; attempt: number }>(
    `SELECT i.id, i.episode_id AS "episodeId", i.step, i.attempt FROM letter l JOIN intent i ON i.id = l.intent_id
      WHERE l.batch_id = $1 AND l.state = 'printed'`,
    [batchId],
  );
  return rows.map(({ id, ...key }) => ({ intentId: id, key: keyTag(key) }));
}
