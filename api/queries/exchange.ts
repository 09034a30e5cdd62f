import { type ExchangeProblemCode, exchangeProblemText } from '../../domain/exchange-problem.ts';
import type { Queryable } from '../../prisma/database.ts';
import type { ExchangeErrorRow } from '../schemas/exchange.ts';
import type { ListDefinition } from './list.ts';

export const fileList: ListDefinition = {
  name: 'exchange-files',
  select: `f.id, f.sender, d.name_ja AS sender_name, f.interface, f.sequence, f.as_of, f.file_name, f.encoding, f.sha256, f.state, f.row_count,
           f.done_count, f.added_count, f.changed_count, f.removed_count, f.parked_count, f.error_count, f.received_at, f.committed_at,
           r.name AS received_by_name, c.name AS committed_by_name`,
  from: `exchange_file f JOIN department d ON d.code = f.sender LEFT JOIN staff r ON r.id = f.received_by
    LEFT JOIN staff c ON c.id = f.committed_by`,
  sorts: { id: 'f.id', received_at: 'f.received_at', as_of: 'f.as_of', sequence: 'f.sequence' },
  defaultSort: 'f.received_at DESC, f.id',
  filters: { id: 'f.id::text = ANY(?)', sender: 'f.sender = ?', interface: 'f.interface = ?', state: 'f.state = ?' },
};

/** What is wrong with a file, row by row, in words that say what to do. */
export async function fileErrors(db: Queryable, fileId: string): Promise<ExchangeErrorRow[]> {
  const { rows } = await db.query<{
    row_no: number;
    column_name: string;
    code: ExchangeProblemCode;
    params: Record<string, string | number>;
  }>(
    'SELECT row_no, column_name, code, params FROM exchange_error WHERE file_id = $1 ORDER BY row_no, column_name, code LIMIT 5000',
    [fileId],
  );
  return rows.map(({ params, ...row }) => ({
    ...row,
    message_ja: exchangeProblemText(row.code, params, 'ja'),
    message_en: exchangeProblemText(row.code, params, 'en'),
  }));
}

/** The department that sent a file; null for an unknown id. */
export async function senderOf(db: Queryable, fileId: string): Promise<string | null> {
  const { rows } = await db.query<{ sender: string }>('SELECT sender FROM exchange_file WHERE id = $1', [fileId]);
  return rows[0]?.sender ?? null;
}
