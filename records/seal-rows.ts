import type { LedgerRow } from '../activities/seal/statement.ts';
import type { Tx } from '../prisma/database.ts';
import { ledgerRowSql } from './seal.ts';

const PAGE = 2_000;

export interface SealedItem {
  seal: number;
  position: number;
  id: string;
  leaf: string;
  /** Null when the ledger has no such row any more */
  row: LedgerRow | null;
}

/** Everything that was sealed, by position, a page at a time. */
export async function* itemPages(tx: Tx): AsyncGenerator<SealedItem[]> {
  yield* pages<SealedItem>(
    tx,
    'sealed_item',
    `SELECT i.seal_no AS seal, i.position, i.ledger_id::text AS id, encode(i.leaf, 'hex') AS leaf,
            CASE WHEN l.id IS NOT NULL THEN ${ledgerRowSql} END AS row
       FROM seal_item i LEFT JOIN ledger l ON l.id = i.ledger_id ORDER BY i.position`,
  );
}

/** Rows in no seal yet, by id. */
export async function* unsealedPages(tx: Tx): AsyncGenerator<LedgerRow[]> {
  const statement = `SELECT ${ledgerRowSql} AS row FROM ledger l
    WHERE NOT EXISTS (SELECT FROM seal_item i WHERE i.ledger_id = l.id) ORDER BY l.id`;
  for await (const page of pages<{ row: LedgerRow }>(tx, 'unsealed_row', statement)) yield page.map(({ row }) => row);
}

/** An account's sealed rows, by position. */
export async function accountItems(tx: Tx, accountId: string): Promise<SealedItem[]> {
  const { rows } = await tx.query<SealedItem>(
    `SELECT i.seal_no AS seal, i.position, l.id::text AS id, encode(i.leaf, 'hex') AS leaf, ${ledgerRowSql} AS row
       FROM ledger l JOIN seal_item i ON i.ledger_id = l.id WHERE l.account_id = $1 ORDER BY i.position`,
    [accountId],
  );
  return rows;
}

/** An account's rows in no seal yet, by id. */
export async function accountUnsealed(tx: Tx, accountId: string): Promise<LedgerRow[]> {
  const { rows } = await tx.query<{ row: LedgerRow }>(
    `SELECT ${ledgerRowSql} AS row FROM ledger l
      WHERE l.account_id = $1 AND NOT EXISTS (SELECT FROM seal_item i WHERE i.ledger_id = l.id) ORDER BY l.id`,
    [accountId],
  );
  return rows.map(({ row }) => row);
}

/** The leaves of a seal, in order. */
export async function sealLeaves(tx: Tx, no: number): Promise<Buffer[]> {
  const { rows } = await tx.query<{ leaf: Buffer }>('SELECT leaf FROM seal_item WHERE seal_no = $1 ORDER BY position', [
    no,
  ]);
  return rows.map(({ leaf }) => leaf);
}

async function* pages<Row extends object>(tx: Tx, cursor: string, select: string): AsyncGenerator<Row[]> {
  await tx.query(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${select}`);
  for (;;) {
    const { rows } = await tx.query<Row>(`FETCH ${PAGE} FROM ${cursor}`);
    if (rows.length === 0) break;
    yield rows;
  }
  await tx.query(`CLOSE ${cursor}`);
}
