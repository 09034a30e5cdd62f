import { beforeAll, describe, expect, test } from '@jest/globals';
import { testCity } from '../../helpers/city.ts';
import { testDatabase } from '../../helpers/database.ts';
import { aDebtor, aLine, aPayment, balanceOf, cityExchange, fileRow, setClock } from '../../helpers/exchange.ts';

const { db } = await testDatabase();
const clock = setClock('2026-09-30T10:00:00+09:00');
const city = cityExchange(db, clock);
const day = (date: string, time = '06:00') => `2026-${date}T${time}:00+09:00`;

beforeAll(() => testCity(db));

let lastDebtor = 1000;

/** The book of city tax as it stands, so that the full replacement of one test does not take off another's lines. */
const book = new Map<string, ReturnType<typeof aLine>[]>();

async function owing(asOf: string, ...lines: Parameters<typeof aLine>[1][]): Promise<string> {
  const addresseeNo = String(++lastDebtor);
  await city.send('debtors', asOf, [aDebtor(addresseeNo)]);
  book.set(
    addresseeNo,
    lines.map((line) => aLine(addresseeNo, line)),
  );
  await sendBook(asOf);
  return addresseeNo;
}

async function sendBook(asOf: string) {
  return city.send('arrears', asOf, [...book.values()].flat());
}

async function factVersion(addresseeNo: string): Promise<number> {
  const { rows } = await db.query<{ fact_version: number }>(
    'SELECT a.fact_version FROM account a JOIN debtor d ON d.id = a.debtor_id WHERE d.addressee_no = $1',
    [addresseeNo],
  );
  return rows[0]!.fact_version;
}

async function allocationsOf(paymentKey: string) {
  const { rows } = await db.query<{ period: string; principal: number; late_charge: number }>(
    `SELECT l.period, x.principal, x.late_charge FROM payment p JOIN payment_allocation x ON x.payment_id = p.id JOIN arrears_line l ON l.id = x.line_id
      WHERE p.payment_key = $1 ORDER BY l.period`,
    [paymentKey],
  );
  return rows.map((row) => [row.period, row.principal, row.late_charge]);
}

async function paymentOf(paymentKey: string) {
  const { rows } = await db.query<{ stage: string; account_id: string | null; posted_at: Date }>(
    'SELECT stage, account_id, posted_at FROM payment WHERE payment_key = $1',
    [paymentKey],
  );
  return rows[0]!;
}

test('an overdue line opens an episode that has everything to decide', async () => {
  const no = await owing(day('08-01'), {});
  const { rows } = await db.query(
    `SELECT e.no, l.episode_id = e.id AS joined, a.state, a.fact_version > a.decided_version AS due, v.version
       FROM debtor d JOIN account a ON a.debtor_id = d.id JOIN episode e ON e.account_id = a.id JOIN arrears_line l ON l.account_id = a.id
       JOIN rule_version v ON v.id = e.rule_version_id WHERE d.addressee_no = $1`,
    [no],
  );
  expect(rows).toEqual([{ no: 1, joined: true, state: 'open', due: true, version: 1 }]);
});

test('a line that is not yet due opens none', async () => {
  const no = await owing(day('08-01'), { dueDate: '2026-10-31' });
  const { rowCount } = await db.query(
    'SELECT FROM episode e JOIN account a ON a.id = e.account_id JOIN debtor d ON d.id = a.debtor_id WHERE d.addressee_no = $1',
    [no],
  );
  expect(rowCount).toBe(0);
});

describe('the balance', () => {
  test('falls by a payment after the as-of, and not twice when the book has counted it', async () => {
    const no = await owing(day('08-02'), {});
    await city.send('payments', day('08-03'), [aPayment('B1', no, { amount: 10_000, paidOn: '2026-08-02' })]);
    expect(await balanceOf(db, no)).toBe(20_000);
    book.set(no, [aLine(no, { outstanding: 20_000 })]);
    await sendBook(day('08-04'));
    expect(await balanceOf(db, no)).toBe(20_000);
  });

  test('is the book’s when payment and book have the same as-of', async () => {
    const no = await owing(day('08-05'), { assessed: 30_000, outstanding: 20_000 });
    await city.send('payments', day('08-05'), [aPayment('B2', no, { amount: 10_000, paidOn: '2026-08-04' })]);
    expect(await balanceOf(db, no)).toBe(20_000);
    expect(await allocationsOf('B2')).toEqual([['1', 10_000, 0]]);
  });

  test('comes back when the book’s later as-of still has it', async () => {
    const no = await owing(day('08-06'), {});
    await city.send('payments', day('08-07'), [aPayment('B3', no)]);
    expect(await balanceOf(db, no)).toBe(0);
    await sendBook(day('08-08'));
    expect(await balanceOf(db, no)).toBe(30_000);
  });

  test('is nothing for a line taken off the book, and its late payment still finds it', async () => {
    const no = await owing(day('08-09'), {});
    book.delete(no);
    const { id } = await sendBook(day('08-10'));
    expect(await balanceOf(db, no)).toBe(0);
    expect(await fileRow(db, id)).toMatchObject({ removed_count: 1 });
    await city.send('payments', day('08-10', '07:00'), [aPayment('B4', no, { paidOn: '2026-08-09' })]);
    expect(await allocationsOf('B4')).toEqual([['1', 30_000, 0]]);
    expect(await balanceOf(db, no)).toBe(0);
  });
});

describe('a payment', () => {
  test('in part leaves the rest, carries its late charge and nudges the account', async () => {
    const no = await owing(day('08-11'), {});
    const before = await factVersion(no);
    const partial = aPayment('P1', no, { amount: 12_000, lateCharge: 500 });
    const { id } = await city.send('payments', day('08-12'), [partial]);
    expect(await balanceOf(db, no)).toBe(18_000);
    expect(await allocationsOf('P1')).toEqual([['1', 12_000, 500]]);
    expect(await factVersion(no)).toBe(before + 1);
    const { rows } = await db.query(`SELECT detail FROM ledger WHERE act = 'payment_posted' AND subject_id = $1`, [id]);
    expect(rows).toEqual([{ detail: { payments: 1, amount: 12_000, lateCharge: 500 } }]);
  });

  test('of 速報 and then 確報 is one, posted when the first came, and does not nudge again', async () => {
    const no = await owing(day('08-13'), {});
    await city.send('payments', day('08-14'), [aPayment('P2', no, { stage: 'preliminary' })]);
    const version = await factVersion(no);
    const { id } = await city.send('payments', day('08-15'), [aPayment('P2', no)]);
    expect(await paymentOf('P2')).toMatchObject({ stage: 'final', posted_at: new Date(day('08-14')) });
    expect(await fileRow(db, id)).toMatchObject({ added_count: 0, changed_count: 1 });
    expect(await balanceOf(db, no)).toBe(0);
    expect(await factVersion(no)).toBe(version);
    await city.send('payments', day('08-15', '07:00'), [aPayment('P2', no, { stage: 'preliminary' })]);
    expect(await paymentOf('P2')).toMatchObject({ stage: 'final' });
  });

  test('taken back restores the balance, also when the book had counted it', async () => {
    const no = await owing(day('08-16'), {});
    await city.send('payments', day('08-17'), [aPayment('P3', no, { stage: 'preliminary' })]);
    book.set(no, [aLine(no, { outstanding: 0 })]);
    await sendBook(day('08-18'));
    expect(await balanceOf(db, no)).toBe(0);
    const version = await factVersion(no);
    const { id } = await city.send('payments', day('08-19'), [aPayment('P3', no, { stage: 'cancelled' })]);
    expect(await balanceOf(db, no)).toBe(30_000);
    expect(await factVersion(no)).toBe(version + 1);
    expect(await fileRow(db, id)).toMatchObject({ removed_count: 1 });
    const { rows } = await db.query(`SELECT FROM ledger WHERE act = 'payment_cancelled' AND subject_id = $1`, [id]);
    expect(rows).toHaveLength(1);
  });

  test('sent again after it was taken back counts again', async () => {
    const no = await owing(day('08-20'), {});
    await city.send('payments', day('08-21'), [aPayment('P4', no, { stage: 'preliminary' })]);
    await city.send('payments', day('08-22'), [aPayment('P4', no, { stage: 'cancelled' })]);
    expect(await balanceOf(db, no)).toBe(30_000);
    await city.send('payments', day('08-23'), [aPayment('P4', no)]);
    expect(await balanceOf(db, no)).toBe(0);
  });

  test('corrected in amount is allocated anew', async () => {
    const no = await owing(day('08-24'), {});
    await city.send('payments', day('08-24', '07:00'), [aPayment('P5', no, { stage: 'preliminary', amount: 30_000 })]);
    await city.send('payments', day('08-24', '08:00'), [aPayment('P5', no, { amount: 3_000 })]);
    expect(await balanceOf(db, no)).toBe(27_000);
  });

  test('of more than the line owes stays in part unallocated', async () => {
    const no = await owing(day('08-25'), { period: '1' }, { period: '2', dueDate: '2026-08-10' });
    await city.send('payments', day('08-25', '07:00'), [aPayment('P6', no, { amount: 45_000 })]);
    expect(await allocationsOf('P6')).toEqual([['1', 30_000, 0]]);
    expect(await balanceOf(db, no)).toBe(30_000);
  });

  test('without a notice number goes to the oldest due lines, two of one file one after the other', async () => {
    const no = await owing(day('08-26'), { period: '2', dueDate: '2026-08-10' }, { period: '1' });
    const bare = { noticeNo: null, period: null };
    await city.send('payments', day('08-26', '07:00'), [
      aPayment('P7', no, { ...bare, amount: 20_000, paidOn: '2026-08-25' }),
      aPayment('P8', no, { ...bare, amount: 25_000, paidOn: '2026-08-26' }),
    ]);
    expect(await allocationsOf('P7')).toEqual([['1', 20_000, 0]]);
    expect(await allocationsOf('P8')).toEqual([
      ['1', 10_000, 0],
      ['2', 15_000, 0],
    ]);
    expect(await balanceOf(db, no)).toBe(15_000);
  });

  test('that matches nothing is parked and found when its account arrives', async () => {
    const { id } = await city.send('payments', day('08-27'), [aPayment('P9', '7777', { amount: 1_000 })]);
    expect(await fileRow(db, id)).toMatchObject({ added_count: 1, parked_count: 1 });
    expect((await paymentOf('P9')).account_id).toBeNull();
    await city.send('debtors', day('08-27', '07:00'), [aDebtor('7777')]);
    book.set('7777', [aLine('7777', { outstanding: 29_000 })]);
    await sendBook(day('08-27', '08:00'));
    expect((await paymentOf('P9')).account_id).not.toBeNull();
    expect(await allocationsOf('P9')).toEqual([['1', 1_000, 0]]);
    expect(await balanceOf(db, '7777')).toBe(29_000);
  });

  test('of a notice that is not in arrears is parked, not charged against another line', async () => {
    const no = await owing(day('08-28'), {});
    await city.send('payments', day('08-28', '07:00'), [aPayment('P10', no, { noticeNo: '99999999', period: '3' })]);
    expect((await paymentOf('P10')).account_id).toBeNull();
    expect(await balanceOf(db, no)).toBe(30_000);
  });
});

test('the as-of of the payment data moves even by a file without payments and nudges who waits for it', async () => {
  const no = await owing(day('08-29'), {});
  await db.query(
    `UPDATE account SET waiting_for = 'payment_data' WHERE debtor_id = (SELECT id FROM debtor WHERE addressee_no = $1)`,
    [no],
  );
  const version = await factVersion(no);
  await city.send('payments', day('08-30'), []);
  const { rows } = await db.query(`SELECT code FROM receivable WHERE payments_as_of = $1`, [day('08-30')]);
  expect(rows).toEqual([{ code: 'city_tax' }]);
  expect(await factVersion(no)).toBe(version + 1);
});

test('an unchanged book nudges nobody', async () => {
  await sendBook(day('08-31'));
  const before = await db.query(`SELECT count(*) AS count FROM nudge`);
  await sendBook(day('08-31', '07:00'));
  expect((await db.query(`SELECT count(*) AS count FROM nudge`)).rows).toEqual(before.rows);
});
