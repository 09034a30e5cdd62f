import type { ExchangeProblem } from '../../domain/exchange-problem.ts';
import type { Queryable } from '../../prisma/database.ts';

/** A damaged file may have as many errors as cells; the sender needs the first ones and their number. */
const keptProblems = 1_000;

/** Writes the list that the sender gets back, in the order of the file, and its true length on the file. */
export async function saveProblems(tx: Queryable, fileId: string, problems: readonly ExchangeProblem[]): Promise<void> {
  await tx.query('UPDATE exchange_file SET error_count = $2 WHERE id = $1', [fileId, problems.length]);
  const first = [...problems].sort((left, right) => left.row - right.row).slice(0, keptProblems);
  await tx.query(
    `INSERT INTO exchange_error (file_id, row_no, column_name, code, params)
     SELECT $1, (e->>'row')::integer, e->>'column', e->>'code', coalesce(e->'params', '{}')
       FROM jsonb_array_elements($2::jsonb) AS t(e) ON CONFLICT DO NOTHING`,
    [fileId, JSON.stringify(first)],
  );
}
