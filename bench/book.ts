import { randomInt, randomUUID } from 'node:crypto';
import { type Database, transaction } from '../prisma/database.ts';
import { openEpisodes } from '../records/episode.ts';

export interface Debt {
  accountId: string;
  unitId: string;
}

/** Every so many debtors live in the home of the one before. */
const SHARED_HOMES = 5;

/**
 * So many debtors of city tax with a mobile number and three overdue lines of ¥10,000 whose reminders' term is over; no episodes yet.
 * Set-based, as the intake writes.
 */
export async function seedDebts(db: Database, count: number, at: Date): Promise<Debt[]> {
  const homes = Array.from({ length: count }, () => randomUUID());
  const debts = homes.map((home, index) => ({
    accountId: randomUUID(),
    debtorId: randomUUID(),
    unitId: index % SHARED_HOMES === SHARED_HOMES - 1 ? homes[index - 1]! : home,
  }));
  const first = randomInt(1e9, 8e9);
  const columns = [
    debts.map((debt) => debt.accountId),
    debts.map((debt) => debt.debtorId),
    debts.map((debt) => debt.unitId),
  ];
  await transaction(db, async (tx) => {
    await tx.query(`INSERT INTO contact_unit (id, household_no) SELECT DISTINCT u, u::text FROM unnest($1::uuid[]) u`, [
      columns[2],
    ]);
    await tx.query(
      `INSERT INTO debtor (id, addressee_no, kind, name, kana, kana_key, postcode, address, ward, contact_unit_id)
       SELECT d, ($3::bigint + n)::text, 'person', '試験 太郎', 'シケン タロウ', 'シケンタロウ', '9508550', '新潟市中央区学校町通1番町602番地1', '中央区', u
         FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS t(d, u, n)`,
      [columns[1], columns[2], first],
    );
    await tx.query(
      `INSERT INTO phone (debtor_id, number, kind, obtained_on)
       SELECT d, '090' || lpad(n::text, 8, '0'), 'mobile', '2026-04-01' FROM unnest($1::uuid[]) WITH ORDINALITY AS t(d, n)`,
      [columns[1]],
    );
    await tx.query(
      `INSERT INTO account (id, debtor_id, receivable_code) SELECT a, d, 'city_tax' FROM unnest($1::uuid[], $2::uuid[]) AS t(a, d)`,
      [columns[0], columns[1]],
    );
    await tx.query(
      `INSERT INTO arrears_line (account_id, tax_item_code, assessed_year, taxed_year, notice_no, period, due_date, demand_date, assessed,
                                 outstanding, outstanding_as_of)
       SELECT a, 'resident_tax', 2026, 2026, 'T' || n, p, '2026-06-30', '2026-07-20', 10000, 10000, $2
         FROM unnest($1::uuid[]) WITH ORDINALITY AS t(a, n), generate_series(1, 3) p`,
      [columns[0], at],
    );
  });
  return debts;
}

/** Opens their episodes in one transaction, as the intake does: the facts from which everything else follows. */
export async function openBook(db: Database, debts: readonly Debt[], at: Date): Promise<void> {
  const ids = debts.map((debt) => debt.accountId);
  await transaction(db, (tx) => openEpisodes(tx, ids, at));
}
