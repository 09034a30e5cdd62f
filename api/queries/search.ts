import type { Queryable } from '../../prisma/database.ts';
import type { SearchWords } from '../routes/search.ts';

export interface Found {
  debtor_id: string;
  name: string;
  addressee_no: string;
  ward: string;
  account_ids: string[];
  balance: number;
}

const MAX_FOUND = 500;

/** Debtors by the end of a 宛名番号, a phone number, kana or the beginning of a name; only those with an account that may be seen. */
export async function searchDebtors(
  db: Queryable,
  { digits, kana, text }: SearchWords,
  receivables: string[] | null,
): Promise<Found[]> {
  const { rows } = await db.query<Found>(
    `SELECT d.id AS debtor_id, d.ward, CASE WHEN d.kind = 'company' THEN d.name ELSE split_part(d.name, ' ', 1) || ' ●●' END AS name,
            repeat('●', greatest(0, length(d.addressee_no) - 4)) || right(d.addressee_no, 4) AS addressee_no,
            array_agg(DISTINCT a.id) AS account_ids, COALESCE(sum(b.balance), 0)::integer AS balance
       FROM debtor d JOIN account a ON a.debtor_id = d.id AND ($4::text[] IS NULL OR a.receivable_code = ANY($4))
       LEFT JOIN line_balance b ON b.account_id = a.id
      WHERE CASE WHEN $1::text IS NOT NULL
                 THEN d.addressee_no LIKE '%' || $1 OR EXISTS (SELECT FROM phone p WHERE p.debtor_id = d.id AND p.number LIKE $1 || '%')
                 WHEN $2::text IS NOT NULL THEN d.kana_key LIKE $2 || '%'
                 ELSE replace(d.name, ' ', '') LIKE replace($3, ' ', '') || '%' END
      GROUP BY d.id ORDER BY balance DESC, d.id LIMIT ${MAX_FOUND}`,
    [digits, kana, text.replace(/[\\%_]/g, '\\$&'), receivables],
  );
  return rows;
}

/** Keeps a search's result for a while under an opaque id and drops the person's searches of past days. */
export async function saveSearch(db: Queryable, staffId: string, debtorIds: string[]): Promise<string> {
  await db.query(`DELETE FROM saved_search WHERE staff_id = $1 AND created_at < clock_timestamp() - interval '1 day'`, [
    staffId,
  ]);
  const { rows } = await db.query<{ id: string }>(
    'INSERT INTO saved_search (staff_id, debtor_ids) VALUES ($1,$2) RETURNING id',
    [staffId, debtorIds],
  );
  return rows[0]!.id;
}
