import type { Queryable } from '../../prisma/database.ts';
import type { Cells, RowFault } from './row-rules.ts';

/** The receivables and tax items by code and by name, and which receivables the sender may send. */
export interface References {
  receivables: ReadonlyMap<string, { code: string; own: boolean }>;
  /** Key: `<receivable code>/<code or name>` */
  taxItems: ReadonlyMap<string, string>;
}

export async function loadReferences(tx: Queryable, sender: string): Promise<References> {
  const receivables = await tx.query<{ code: string; name_ja: string; own: boolean }>(
    'SELECT code, name_ja, department_code = $1 AS own FROM receivable WHERE active',
    [sender],
  );
  const items = await tx.query<{ code: string; receivable_code: string; name_ja: string }>(
    'SELECT code, receivable_code, name_ja FROM tax_item',
  );
  return {
    receivables: new Map(
      receivables.rows.flatMap(({ code, name_ja, own }) =>
        [code, name_ja].map((name) => [name, { code, own }] as const),
      ),
    ),
    taxItems: new Map(
      items.rows.flatMap(({ code, receivable_code, name_ja }) =>
        [code, name_ja].map((name) => [`${receivable_code}/${name}`, code] as const),
      ),
    ),
  };
}

/** Replaces names by codes in the row; returns what could not be found. Rows without these columns pass. */
export function resolveReferences(cells: Cells, { receivables, taxItems }: References): RowFault[] {
  const named = cells['receivable'];
  if (typeof named !== 'string') return [];
  const receivable = receivables.get(named);
  if (!receivable) return [{ key: 'receivable', code: 'receivable_unknown' }];
  if (!receivable.own) return [{ key: 'receivable', code: 'receivable_of_other' }];
  cells['receivable'] = receivable.code;

  const item = cells['taxItem'];
  if (typeof item !== 'string') return [];
  const code = taxItems.get(`${receivable.code}/${item}`);
  if (!code) return [{ key: 'taxItem', code: 'tax_item_unknown' }];
  cells['taxItem'] = code;
  return [];
}
