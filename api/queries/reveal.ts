import type { Queryable } from '../../prisma/database.ts';

export const revealable = ['name', 'address', 'birth_date', 'addressee_no', 'kana'] as const;
export type Revealable = (typeof revealable)[number];

const columns: Record<Revealable, string> = {
  name: 'd.name',
  address: `substr(d.postcode, 1, 3) || '-' || substr(d.postcode, 4) || ' ' || d.address`,
  birth_date: 'd.birth_date::text',
  addressee_no: 'd.addressee_no',
  kana: 'd.kana',
};

/** One field of a debtor in clear, and whether the asking person may see the debtor at all. */
export async function revealField(
  db: Queryable,
  debtorId: string,
  field: Revealable,
  receivables: string[] | null,
): Promise<{ value: string | null; dv_protected: boolean; visible: boolean } | null> {
  const { rows } = await db.query<{ value: string | null; dv_protected: boolean; visible: boolean }>(
    `SELECT ${columns[field]} AS value, d.dv_protected,
            $2::text[] IS NULL OR EXISTS (SELECT FROM account a WHERE a.debtor_id = d.id AND a.receivable_code = ANY($2)) AS visible
       FROM debtor d WHERE d.id = $1`,
    [debtorId, receivables],
  );
  return rows[0] ?? null;
}
