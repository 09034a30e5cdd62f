import { randomInt, randomUUID } from 'node:crypto';
import type { HoldKind, PaymentMethod } from '../../domain/codes.ts';
import { type Database, transaction } from '../../prisma/database.ts';
import { touchAccounts } from '../../records/account.ts';
import { openEpisodes } from '../../records/episode.ts';

export interface LineSeed {
  dueDate: string;
  demandDate?: string | null;
  outstanding: number;
}

export interface AccountSeed {
  receivable?: string;
  /** Business instant at which the lines became known and the episode opens */
  at: Date;
  lines?: LineSeed[];
  /** National numbers; mobiles are those of 11 digits beginning 070/080/090 */
  phones?: string[];
  company?: boolean;
  /** Of another account, to share its home or be the same person */
  debtorId?: string;
  unitId?: string;
}

export interface SeededAccount {
  accountId: string;
  debtorId: string;
  unitId: string;
  episodeId: string;
  lineIds: string[];
  phoneIds: string[];
}

const taxItemOf: Record<string, string> = {
  city_tax: 'resident_tax',
  health: 'health_premium',
  elderly: 'elderly_premium',
  care: 'care_premium',
  childcare: 'childcare_fee',
};

/** One debtor with an account, its overdue lines and its open episode, as the intake would leave them. */
export async function anAccount(db: Database, seed: AccountSeed): Promise<SeededAccount> {
  const receivable = seed.receivable ?? 'city_tax';
  const lines = seed.lines ?? [{ dueDate: '2026-06-30', demandDate: '2026-07-20', outstanding: 30_000 }];
  return transaction(db, async (tx) => {
    const unitId = seed.unitId ?? (await id(tx.query(`INSERT INTO contact_unit DEFAULT VALUES RETURNING id`)));
    const debtorId =
      seed.debtorId ??
      (await id(
        tx.query(
          `INSERT INTO debtor (addressee_no, kind, name, kana, kana_key, postcode, address, ward, contact_unit_id)
           VALUES ($1, $2, '試験 太郎', 'シケン タロウ', 'シケンタロウ', '9508550', '新潟市中央区学校町通1番町602番地1', '中央区', $3) RETURNING id`,
          [String(randomInt(1e9, 1e10)), seed.company ? 'company' : 'person', unitId],
        ),
      ));
    const phoneIds: string[] = [];
    for (const number of seed.phones ?? ['09012345670']) {
      const kind = /^0[789]0/.test(number) ? 'mobile' : 'landline';
      phoneIds.push(
        await id(
          tx.query(
            `INSERT INTO phone (debtor_id, number, kind, obtained_on) VALUES ($1, $2, $3, '2026-04-01') RETURNING id`,
            [debtorId, number, kind],
          ),
        ),
      );
    }
    const accountId = await id(
      tx.query('INSERT INTO account (debtor_id, receivable_code) VALUES ($1, $2) RETURNING id', [debtorId, receivable]),
    );
    const lineIds: string[] = [];
    for (const [index, line] of lines.entries()) {
      lineIds.push(
        await id(
          tx.query(
            `INSERT INTO arrears_line (account_id, tax_item_code, assessed_year, taxed_year, notice_no, period, due_date, demand_date,
                                       assessed, outstanding, outstanding_as_of)
             VALUES ($1, $2, 2026, 2026, $3, $4, $5, $6, $7, $7, $8) RETURNING id`,
            [
              accountId,
              taxItemOf[receivable] ?? receivable,
              `T${randomUUID().slice(0, 8)}`,
              String(index + 1),
              line.dueDate,
              line.demandDate ?? null,
              line.outstanding,
              seed.at,
            ],
          ),
        ),
      );
    }
    await openEpisodes(tx, [accountId], seed.at);
    const episodeId = await id(
      tx.query('SELECT id FROM episode WHERE account_id = $1 AND closed_at IS NULL', [accountId]),
    );
    return { accountId, debtorId, unitId, episodeId, lineIds, phoneIds };
  });
}

/** The city's payment data of a receivable reaches to this instant; wakes every open account of it that waits for data. */
export async function paymentsReach(db: Database, receivable: string, asOf: Date): Promise<void> {
  await transaction(db, async (tx) => {
    await tx.query('UPDATE receivable SET payments_as_of = $2 WHERE code = $1', [receivable, asOf]);
    const { rows } = await tx.query<{ id: string }>(
      `SELECT id FROM account WHERE receivable_code = $1 AND waiting_for = 'payment_data'`,
      [receivable],
    );
    await touchAccounts(
      tx,
      rows.map((row) => row.id),
      'payment_data',
    );
  });
}

export interface PaymentSeed {
  accountId: string;
  lineId: string;
  amount: number;
  paidOn: string;
  postedAt: Date;
  method?: PaymentMethod;
}

/** A final payment of one line, allocated, as the payments file brings it. */
export async function aPayment(db: Database, seed: PaymentSeed): Promise<string> {
  return transaction(db, async (tx) => {
    const paymentId = await id(
      tx.query(
        `INSERT INTO payment (receivable_code, payment_key, account_id, stage, amount, paid_on, posted_at, method, addressee_no, notice_no, period)
         SELECT a.receivable_code, $2, a.id, 'final', $3, $4, $5, $6, d.addressee_no, l.notice_no, l.period
           FROM account a JOIN debtor d ON d.id = a.debtor_id JOIN arrears_line l ON l.id = $7 WHERE a.id = $1 RETURNING id`,
        [
          seed.accountId,
          randomUUID(),
          seed.amount,
          seed.paidOn,
          seed.postedAt,
          seed.method ?? 'convenience',
          seed.lineId,
        ],
      ),
    );
    await tx.query('INSERT INTO payment_allocation (payment_id, line_id, principal) VALUES ($1, $2, $3)', [
      paymentId,
      seed.lineId,
      seed.amount,
    ]);
    await touchAccounts(tx, [seed.accountId], 'payment');
    return paymentId;
  });
}

export async function aHold(
  db: Database,
  hold: { debtorId: string; accountId: string; kind: HoldKind; from: string; until?: string },
): Promise<string> {
  return transaction(db, async (tx) => {
    const holdId = await id(
      tx.query(
        `INSERT INTO hold (scope, debtor_id, account_id, kind, blocks_call, blocks_sms, blocks_letter, blocks_export, from_date, until_date,
                           reason, source)
         VALUES ('account', $1, $2, $3, true, true, true, false, $4, $5, 'test', 'centre') RETURNING id`,
        [hold.debtorId, hold.accountId, hold.kind, hold.from, hold.until ?? null],
      ),
    );
    await touchAccounts(tx, [hold.accountId], 'hold');
    return holdId;
  });
}

async function id(answer: Promise<{ rows: { id: string }[] }>): Promise<string> {
  const { rows } = await answer;
  const row = rows[0];
  if (!row) throw new Error('Nothing came back');
  return row.id;
}
