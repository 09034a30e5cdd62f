import type { Database } from '../../prisma/database.ts';
import { accountItems, accountUnsealed, sealLeaves } from '../../records/seal-rows.ts';
import { allSeals, atOneMoment, type ExportOptions, headLines } from './export.ts';
import type { LedgerLine, RowLine } from './lines.ts';
import { auditPath } from './merkle.ts';

/**
 * One account's rows, each with the proof that its seal holds it, and the whole chain of seals. It shows that these rows are unchanged, not
 * that the account has no others: that takes the whole ledger.
 */
export async function* accountLines(
  db: Database,
  accountId: string,
  options: ExportOptions,
): AsyncGenerator<LedgerLine> {
  const tx = await db.connect();
  try {
    const anchored = await atOneMoment(db, tx, options.anchors);
    yield* headLines(tx, options, anchored, accountId);
    const items = Map.groupBy(await accountItems(tx, accountId), ({ seal }) => seal);
    const count = { seals: 0, rows: 0, unsealed: 0 };
    for await (const seal of allSeals(tx)) {
      yield { kind: 'seal', ...seal };
      count.seals += 1;
      const rows = items.get(seal.no);
      if (!rows) continue;
      const leaves = await sealLeaves(tx, seal.no);
      for (const row of rows) {
        const path = auditPath(leaves, row.position - seal.first_position);
        const line: RowLine = { kind: 'row', ...row, proof: path.map((beside) => beside.toString('hex')) };
        yield line;
      }
      count.rows += rows.length;
    }
    for (const row of await accountUnsealed(tx, accountId)) {
      yield { kind: 'unsealed', row };
      count.unsealed += 1;
    }
    yield { kind: 'end', ...count };
  } finally {
    await tx.query('ROLLBACK').catch(() => undefined);
    tx.release();
  }
}
