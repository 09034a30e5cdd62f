import { type Database, transaction, type Tx } from '../../prisma/database.ts';
import { lockSeals, readSealKeys, readSeals, realNow } from '../../records/seal.ts';
import { itemPages, unsealedPages } from '../../records/seal-rows.ts';
import type { AnchorLine, AnchorPort } from './anchor.ts';
import type { LedgerLine, RowLine } from './lines.ts';

export interface ExportOptions {
  anchors: readonly AnchorPort[];
  installation: string;
}

type Anchored = { place: string; lines: (AnchorLine | null)[] }[];

/**
 * The whole ledger with its seals as they are at one moment, line by line; what an export holds and what a verifier of the live database
 * reads. Nothing may be sealed while the moment is taken, so that anchors and seals belong together.
 */
export async function* ledgerLines(db: Database, options: ExportOptions): AsyncGenerator<LedgerLine> {
  const tx = await db.connect();
  try {
    const anchored = await atOneMoment(db, tx, options.anchors);
    yield* headLines(tx, options, anchored);
    yield* sealLines(tx);
  } finally {
    await tx.query('ROLLBACK').catch(() => undefined);
    tx.release();
  }
}

/** Begins the snapshot on `tx` while nobody seals, and reads the anchors. */
export async function atOneMoment(db: Database, tx: Tx, anchors: readonly AnchorPort[]): Promise<Anchored> {
  return transaction(db, async (lock) => {
    await lockSeals(lock);
    await tx.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    await tx.query('SELECT 1 FROM installation'); // takes the snapshot
    return Promise.all(anchors.map(async (anchor) => ({ place: anchor.place, lines: await anchor.read() })));
  });
}

export async function* headLines(
  tx: Tx,
  { installation }: ExportOptions,
  anchored: Anchored,
  accountId?: string,
): AsyncGenerator<LedgerLine> {
  const account = accountId ? { account_id: accountId } : {};
  yield {
    kind: 'head',
    format: 'oshirase-ledger/1',
    installation,
    exported_at: (await realNow(tx)).toISOString(),
    ...account,
  };
  for (const key of await readSealKeys(tx)) yield { kind: 'key', ...key };
  for (const { place, lines } of anchored) for (const line of lines) yield { kind: 'anchor', place, line };
}

async function* sealLines(tx: Tx): AsyncGenerator<LedgerLine> {
  const count = { seals: 0, rows: 0, unsealed: 0 };
  const items = rowLines(tx);
  let item = await items.next();
  for await (const seal of allSeals(tx)) {
    yield { kind: 'seal', ...seal };
    count.seals += 1;
    for (; !item.done && item.value.position < seal.first_position + seal.count; item = await items.next()) {
      yield item.value;
      count.rows += 1;
    }
  }
  for (; !item.done; item = await items.next()) {
    yield item.value;
    count.rows += 1;
  }
  for await (const rows of unsealedPages(tx)) {
    for (const row of rows) yield { kind: 'unsealed', row };
    count.unsealed += rows.length;
  }
  yield { kind: 'end', ...count };
}

async function* rowLines(tx: Tx): AsyncGenerator<RowLine> {
  for await (const page of itemPages(tx)) for (const item of page) yield { kind: 'row', ...item };
}

export async function* allSeals(tx: Tx) {
  for (let after = 0; ;) {
    const page = await readSeals(tx, after, 1_000);
    if (page.length === 0) return;
    yield* page;
    after = page.at(-1)!.no;
  }
}
