import { beforeAll, expect, test } from '@jest/globals';
import { testCity } from '../../helpers/city.ts';
import { testDatabase } from '../../helpers/database.ts';
import { aDebtor, aLine, aPayment, cityExchange, fileRow, setClock } from '../../helpers/exchange.ts';

const { db } = await testDatabase();
const clock = setClock('2026-09-30T10:00:00+09:00');
const city = cityExchange(db, clock);
const people = Array.from({ length: 5_000 }, (_, index) => String(100_000 + index));
const lines = people.flatMap((no, index) =>
  ['1', '2'].slice(0, index % 5 < 3 ? 2 : 1).map((period) => aLine(no, { period, noticeNo: no })),
);

beforeAll(() => testCity(db));

test('a city’s first night of 5,000 debtors and 8,000 lines is taken in whole', async () => {
  const day = (date: string) => `2026-09-${date}T06:00:00+09:00`;
  const debtors = people.map((no, index) => aDebtor(no, { householdNo: String(index >> 1) }));
  await city.send('debtors', day('01'), debtors);
  await city.send('arrears', day('01'), lines);
  const payments = people.slice(0, 2_000).map((no) => aPayment(no, no, { noticeNo: no, amount: 10_000 }));
  await city.send('payments', day('02'), payments);
  const next = lines.slice(100).map((line) => ({ ...line, outstanding: line.outstanding - 5_000 }));
  await city.send('arrears', day('03'), next);

  const { rows } = await db.query<{ id: string }>(`SELECT id FROM exchange_file ORDER BY received_at, as_of`);
  expect(rows).toHaveLength(4);
  expect(await fileRow(db, rows[3]!.id)).toMatchObject({ row_count: 7_900, changed_count: 7_900, removed_count: 100 });
}, 300_000);
