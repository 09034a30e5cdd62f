import { type Database, transaction, type Tx } from '../../prisma/database.ts';
import {
  lastSeal,
  lockSeals,
  realNow,
  rememberAnchored,
  rememberKeys,
  storeSeal,
  unsealedRows,
} from '../../records/seal.ts';
import { anchorSeals, settleAnchor } from './anchoring.ts';
import type { AnchorPort } from './anchor.ts';
import { type SealKeys, sealKeys } from './keys.ts';
import { merkleRoot } from './merkle.ts';
import { rowLeaf, signStatement } from './statement.ts';

/** Rows of a seal at most: one transaction each. */
const BATCH = 1_000;

export interface SealDeps {
  db: Database;
  installation: string;
  /** File of the keys; read anew each pass, so that a rotated key signs from then on */
  keysFile: string;
  anchors: readonly AnchorPort[];
}

export interface Sealed {
  rows: number;
  seals: number;
  /** Lines written into anchors */
  anchored: number;
}

/**
 * Seals every committed row of the ledger that is in no seal yet, then writes the new seals into every anchor. Repeating or interrupting it
 * does no harm: a seal that its anchor misses is written there by the next pass. Throws when an anchor knows seals that this database
 * does not and no restore explains it: nothing is sealed then.
 */
export async function sealLedger(deps: SealDeps, beat: () => void = () => undefined): Promise<Sealed> {
  const keys = await sealKeys(deps.keysFile, await realNow(deps.db));
  await transaction(deps.db, async (tx) => {
    await lockSeals(tx);
    await rememberKeys(tx, keys.public);
    for (const anchor of deps.anchors) await settleAnchor(tx, anchor, { ...deps, keys });
  });
  const result: Sealed = { rows: 0, seals: 0, anchored: 0 };
  for (;;) {
    const rows = await transaction(deps.db, (tx) => sealBatch(tx, deps, keys));
    if (rows === 0) break;
    result.rows += rows;
    result.seals += 1;
    beat();
  }
  for (const anchor of deps.anchors) result.anchored += await anchorOne(deps.db, anchor);
  return result;
}

/** Returns how many rows it sealed. */
async function sealBatch(tx: Tx, { installation }: SealDeps, keys: SealKeys): Promise<number> {
  await lockSeals(tx);
  const last = await lastSeal(tx);
  const rows = await unsealedRows(tx, BATCH);
  if (rows.length === 0) return 0;
  const first_position = last ? last.first_position + last.count : 1;
  const items = rows.map((row, at) => ({ id: row['id'] ?? '', leaf: rowLeaf(first_position + at, row) }));
  const statement = {
    ...{ installation, no: (last?.no ?? 0) + 1, first_position, count: rows.length },
    root: merkleRoot(items.map(({ leaf }) => leaf)).toString('hex'),
    previous: last?.hash ?? null,
    sealed_at: (await realNow(tx)).toISOString(),
    key_id: keys.id,
  };
  await storeSeal(tx, signStatement(statement, keys.privateKey), items);
  return rows.length;
}

async function anchorOne(db: Database, anchor: AnchorPort): Promise<number> {
  return transaction(db, async (tx) => {
    await lockSeals(tx);
    const written = await anchorSeals(tx, anchor);
    if (written) await rememberAnchored(tx, anchor.place, written.from, written.to);
    return written ? written.to - written.from + 1 : 0;
  });
}
