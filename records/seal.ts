import type { Finding } from '../activities/seal/finding.ts';
import type { LedgerRow, Seal } from '../activities/seal/statement.ts';
import type { PublicSealKey } from '../activities/seal/keys.ts';
import type { Queryable } from '../prisma/database.ts';

/** Of pg_advisory_xact_lock: one sealer at a time, and no anchor between a verifier's two looks. */
const LOCK = 4_018_006_931;
const INSTANT = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;
const MILLIS = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;

/** Every column of `ledger l` in a form that no setting of server or session changes; jsonb is text, so that no digit of it is lost. */
export const ledgerRowSql = `json_build_object(
  'id', l.id::text, 'recorded_at', to_char(l.recorded_at AT TIME ZONE 'UTC', ${INSTANT}), 'at', to_char(l.at AT TIME ZONE 'UTC', ${INSTANT}),
  'actor_kind', l.actor_kind, 'actor_id', l.actor_id::text, 'act', l.act, 'account_id', l.account_id::text, 'episode_id', l.episode_id::text,
  'subject_kind', l.subject_kind, 'subject_id', l.subject_id::text, 'reasons', l.reasons::text, 'detail', l.detail::text,
  'transaction_id', l.transaction_id::text)`;

/** Nobody else seals or anchors until this transaction ends. Its isolation must be READ COMMITTED: what it reads next is seen after the lock. */
export async function lockSeals(tx: Queryable): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
}

/** Committed rows in no seal yet, by id. A row that commits later with a smaller id is found the next time. */
export async function unsealedRows(tx: Queryable, limit: number): Promise<LedgerRow[]> {
  const { rows } = await tx.query<{ row: LedgerRow }>(
    `SELECT ${ledgerRowSql} AS row FROM ledger l
      WHERE NOT EXISTS (SELECT FROM seal_item i WHERE i.ledger_id = l.id) ORDER BY l.id LIMIT $1`,
    [limit],
  );
  return rows.map(({ row }) => row);
}

export type LastSeal = Pick<Seal, 'no' | 'hash' | 'first_position' | 'count'>;

export async function lastSeal(tx: Queryable): Promise<LastSeal | null> {
  const { rows } = await tx.query<LastSeal>(
    'SELECT no, hash, first_position, count FROM seal ORDER BY no DESC LIMIT 1',
  );
  return rows[0] ?? null;
}

export async function storeSeal(tx: Queryable, seal: Seal, items: { id: string; leaf: Buffer }[]): Promise<void> {
  await tx.query(
    `INSERT INTO seal (no, first_position, count, root, previous, sealed_at, key_id, hash, signature)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[seal.no, seal.first_position, seal.count, seal.root, seal.previous, seal.sealed_at],
      ...[seal.key_id, seal.hash, seal.signature],
    ],
  );
  await tx.query(
    `INSERT INTO seal_item (position, ledger_id, seal_no, leaf)
     SELECT $1 + place - 1, id, $2, leaf FROM unnest($3::bigint[], $4::bytea[]) WITH ORDINALITY AS t(id, leaf, place)`,
    [seal.first_position, seal.no, items.map(({ id }) => id), items.map(({ leaf }) => leaf)],
  );
}

/** Seals after a number, in order. The installation is the one of this database. */
export async function readSeals(tx: Queryable, after: number, limit: number): Promise<Seal[]> {
  const { rows } = await tx.query<Seal>(
    `SELECT (SELECT id FROM installation) AS installation, no, first_position, count, root, previous,
            to_char(sealed_at AT TIME ZONE 'UTC', ${MILLIS}) AS sealed_at, key_id, hash, signature
       FROM seal WHERE no > $1 ORDER BY no LIMIT $2`,
    [after, limit],
  );
  return rows;
}

export async function readSealKeys(tx: Queryable): Promise<PublicSealKey[]> {
  const { rows } = await tx.query<PublicSealKey>(
    `SELECT id, public_key, to_char(made_at AT TIME ZONE 'UTC', ${MILLIS}) AS made_at, endorsed_by, endorsement FROM seal_key k ORDER BY k.made_at, id`,
  );
  return rows;
}

export async function rememberKeys(tx: Queryable, keys: readonly PublicSealKey[]): Promise<void> {
  for (const { id, public_key, made_at, endorsed_by, endorsement } of keys) {
    await tx.query(
      `INSERT INTO seal_key (id, public_key, made_at, endorsed_by, endorsement) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
      [id, public_key, made_at, endorsed_by, endorsement],
    );
  }
}

/** Notes that these seals stand in a place outside. */
export async function rememberAnchored(tx: Queryable, place: string, from: number, to: number): Promise<void> {
  await tx.query(
    'INSERT INTO seal_anchor (place, seal_no) SELECT $1, no FROM seal WHERE no BETWEEN $2 AND $3 ON CONFLICT DO NOTHING',
    [place, from, to],
  );
}

export interface LedgerCheck {
  ok: boolean;
  rows: number;
  seals: number;
  unsealed: number;
  took_ms: number;
  findings: Finding[];
}

export async function storeCheck(tx: Queryable, check: LedgerCheck): Promise<void> {
  const { ok, rows, seals, unsealed, took_ms, findings } = check;
  await tx.query(
    'INSERT INTO seal_check (ok, rows, seals, unsealed, took_ms, findings) VALUES ($1, $2, $3, $4, $5, $6)',
    [ok, rows, seals, unsealed, took_ms, JSON.stringify(findings)],
  );
}

/** Real time to the millisecond, which JavaScript can hold. */
export async function realNow(tx: Queryable): Promise<Date> {
  const { rows } = await tx.query<{ now: Date }>(`SELECT date_trunc('milliseconds', clock_timestamp()) AS now`);
  return rows[0]!.now;
}

/** Whether this database was noticed to be restored after that instant (activities/restored-database.ts). */
export async function wasRestoredAfter(tx: Queryable, instant: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `SELECT FROM recovery WHERE kind = 'database_restored' AND recorded_at > $1 LIMIT 1`,
    [instant],
  );
  return rowCount !== 0;
}
