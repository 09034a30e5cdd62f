import { beforeAll, describe, expect, test } from '@jest/globals';
import iconv from 'iconv-lite';
import { receiveFile } from '../../../activities/exchange/take-in.ts';
import { writeExchangeFile } from '../../../activities/exchange/write.ts';
import { exchangeFileName, type ExchangeInterface } from '../../../domain/exchange-layout.ts';
import { exchangeProblems } from '../../../domain/exchange-problem.ts';
import { testCity } from '../../helpers/city.ts';
import { testDatabase } from '../../helpers/database.ts';
import { aDebtor, aLine, aPayment, cityExchange, fileRow, setClock } from '../../helpers/exchange.ts';

const { db } = await testDatabase();
const clock = setClock('2026-09-01T10:00:00+09:00');
const city = cityExchange(db, clock);
const asOf = '2026-09-01T06:00:00+09:00';

beforeAll(async () => {
  await testCity(db);
  await city.send('debtors', asOf, [aDebtor('0001'), aDebtor('0002')]);
});

const headings = '宛名番号,債権,税目,調定年度,賦課年度,通知書番号,期別,納期限,督促日,時効完成日,調定額,未納額';
const good = '0001,市税,市・県民税普通徴収,2026,2026,00012345,1,2026-06-30,,,30000,30000';
const change = (column: number, value: string) => good.split(',').with(column, value).join(',');
const file = (...lines: string[]) => Buffer.from([headings, ...lines].join('\r\n'));

async function takeIn(bytes: Buffer, name: ExchangeInterface = 'arrears', at = asOf) {
  const sequence = city.nextSequence('tax', name);
  return city.takeIn(exchangeFileName({ sender: 'tax', interface: name, sequence, asOf: new Date(at) }), bytes);
}

async function problemsOf(id: string) {
  const { rows } = await db.query<{ row_no: number; column_name: string; code: string }>(
    'SELECT row_no, column_name, code FROM exchange_error WHERE file_id = $1 ORDER BY row_no, column_name',
    [id],
  );
  return rows.map((row) => [row.row_no, row.column_name, row.code]);
}

const second = change(0, '0002');
const cases: [name: string, bytes: Buffer, expected: [number, string, string][]][] = [
  ['an empty file', Buffer.alloc(0), [[1, '', 'file_empty']]],
  [
    'another layout',
    Buffer.from('宛名番号,氏名\r\n0001,x'),
    expect.arrayContaining([[1, '', 'heading_unknown']]) as never,
  ],
  [
    'a heading too few',
    Buffer.from(`${headings.replace(',未納額', '')}\r\n${good}`),
    [[1, '未納額', 'heading_missing']],
  ],
  ['a heading twice', Buffer.from(`${headings},債権\r\n${good},市税`), [[1, '債権', 'heading_twice']]],
  [
    'bytes of no encoding',
    Buffer.concat([file(good), Buffer.from('\r\n\xff\xfe', 'latin1')]),
    [[3, '', 'undecodable']],
  ],
  ['a truncated row', file(good, second.slice(0, 40)), [[3, '', 'row_truncated']]],
  ['a comma too many', file(`${good},`), [[2, '', 'row_too_long']]],
  ['an open quotation mark', file(good, `"${second}`), [[3, '', 'quote_open']]],
  ['an empty required cell', file(change(5, '')), [[2, '通知書番号', 'required']]],
  ['letters in 宛名番号', file(change(0, '00A1')), [[2, '宛名番号', 'not_digits']]],
  ['an impossible date', file(change(7, '令和8年2月30日')), [[2, '納期限', 'not_a_day']]],
  ['a negative amount', file(change(11, '-1')), [[2, '未納額', 'negative_amount']]],
  ['an amount that is none', file(change(10, '三万')), [[2, '調定額', 'not_yen']]],
  ['an amount beyond the column', file(change(10, '9999999999')), [[2, '調定額', 'not_yen']]],
  ['more outstanding than assessed', file(change(11, '30001')), [[2, '未納額', 'outstanding_over_assessed']]],
  ['an unknown receivable', file(change(1, '水道料金')), [[2, '債権', 'receivable_unknown']]],
  ['another department’s receivable', file(change(1, '介護保険料')), [[2, '債権', 'receivable_of_other']]],
  ['an unknown tax item', file(change(2, '入湯税')), [[2, '税目', 'tax_item_unknown']]],
  ['an unknown debtor', file(good, change(0, '0999')), [[3, '宛名番号', 'debtor_unknown']]],
  ['a duplicate key', file(good, second, good), [[4, '期別', 'duplicate_key']]],
  ['a year that is none', file(change(3, '26')), [[2, '調定年度', 'not_a_year']]],
];

describe('a bad file', () => {
  test.each(cases)('with %s is refused with its row and column', async (_name, bytes, expected) => {
    const { id, state } = await takeIn(bytes);
    expect(state).toBe('rejected');
    expect(await problemsOf(id)).toEqual(expected);
    expect((await fileRow(db, id)).content).toBeNull();
  });

  test('changes nothing', async () => {
    const { rows } = await db.query('SELECT count(*) AS count FROM arrears_line');
    expect(rows).toEqual([{ count: 0 }]);
    const ledger = await db.query(`SELECT FROM ledger WHERE act = 'lines_changed'`);
    expect(ledger.rowCount).toBe(0);
  });

  test('lists several errors at once, in the order of the file', async () => {
    const { id } = await takeIn(file(change(11, '-5'), change(7, '13/45'), second));
    expect(await problemsOf(id)).toEqual([
      [2, '未納額', 'negative_amount'],
      [3, '納期限', 'not_a_day'],
    ]);
    expect((await fileRow(db, id)).error_count).toBe(2);
  });

  test('of another layout is listed as long as it is counted', async () => {
    const { id } = await takeIn(Buffer.from('列A,列B,列C\r\n1,2,3'));
    const problems = await problemsOf(id);
    expect(problems[0]).toEqual([1, '', 'heading_unknown']);
    expect(problems).toHaveLength((await fileRow(db, id)).error_count);
  });

  test('is followed by the good one', async () => {
    const { id, state } = await takeIn(file(good, second));
    expect(state).toBe('committed');
    expect(await fileRow(db, id)).toMatchObject({ row_count: 2, added_count: 2, error_count: 0 });
  });

  test('has words in both languages for every code', () => {
    for (const texts of Object.values(exchangeProblems)) for (const text of texts) expect(text).not.toBe('');
  });
});

describe('a file as a whole', () => {
  test('is taken in once', async () => {
    const name = 'tax_phones_000900_20260901T0600.csv';
    const bytes = writeExchangeFile('phones', []);
    await city.takeIn(name, bytes);
    await expect(receiveFile(db, clock, { fileName: name, bytes })).rejects.toMatchObject({ code: 'file_taken' });
  });

  test('sent twice before its commit is one file', async () => {
    const sent = { fileName: 'tax_phones_000901_20260901T0600.csv', bytes: writeExchangeFile('phones', []) };
    const [first, again] = [await receiveFile(db, clock, sent), await receiveFile(db, clock, sent)];
    expect(again).toBe(first);
  });

  test('whose number was taken with other content is refused and listed', async () => {
    const bytes = Buffer.from('other');
    const fileName = 'tax_phones_000900_20260901T0600.csv';
    await expect(receiveFile(db, clock, { fileName, bytes })).rejects.toMatchObject({ code: 'file_sequence' });
    const { rows } = await db.query<{ id: string }>(
      `SELECT id FROM exchange_file WHERE interface = 'phones' AND sequence = 900 AND state = 'rejected'`,
    );
    expect(await problemsOf(rows[0]!.id)).toEqual([[1, '', 'sequence_taken']]);
  });

  test.each(['arrears.csv', 'tax_arrears_1_20260231T0600.csv', 'water_arrears_000001_20260901T0600.csv'])(
    'named %s is refused',
    async (fileName) => {
      await expect(receiveFile(db, clock, { fileName, bytes: Buffer.alloc(0) })).rejects.toMatchObject({
        code: 'file_name',
      });
    },
  );

  test('of older data than was taken in is refused', async () => {
    const { id, state } = await takeIn(file(good, second), 'arrears', '2026-08-31T06:00:00+09:00');
    expect(state).toBe('rejected');
    expect(await problemsOf(id)).toEqual([[1, '', 'as_of_backwards']]);
  });

  test('of the future is refused', async () => {
    const { id } = await takeIn(file(good, second), 'arrears', '2026-09-01T10:01:00+09:00');
    expect(await problemsOf(id)).toEqual([[1, '', 'as_of_future']]);
  });

  test('with the content of the last one is 変更なし and moves the as-of on', async () => {
    const { id, state } = await takeIn(file(good, second), 'arrears', '2026-09-01T09:00:00+09:00');
    expect(state).toBe('unchanged');
    expect(await fileRow(db, id)).toMatchObject({ added_count: 0, changed_count: 0, removed_count: 0 });
    const { rows } = await db.query('SELECT DISTINCT outstanding_as_of FROM arrears_line');
    expect(rows).toEqual([{ outstanding_as_of: new Date('2026-09-01T09:00:00+09:00') }]);
  });

  test('in CP932 with quoted newlines, full-width spaces and leading zeros is read as it was meant', async () => {
    const rows = [
      aDebtor('0003', { name: '髙橋　一郎', address: '新潟市中央区\n学校町通1番町', householdNo: '000777' }),
    ];
    const bytes = writeExchangeFile('debtors', rows, 'cp932');
    expect(iconv.decode(bytes, 'cp932')).toContain('"新潟市中央区\n学校町通1番町"');
    expect((await takeIn(bytes, 'debtors')).state).toBe('committed');
    const { rows: stored } = await db.query(
      `SELECT d.addressee_no, d.name, d.address, u.household_no FROM debtor d JOIN contact_unit u ON u.id = d.contact_unit_id
        WHERE d.addressee_no = '0003'`,
    );
    expect(stored).toEqual([
      { addressee_no: '0003', name: '髙橋　一郎', address: '新潟市中央区\n学校町通1番町', household_no: '000777' },
    ]);
  });

  test('counts lines of the file even after a quoted newline', async () => {
    const rows = [aDebtor('0003', { address: '新潟市\n中央区' }), aDebtor('0004', { postcode: '95' })];
    const { id } = await takeIn(writeExchangeFile('debtors', rows), 'debtors');
    expect(await problemsOf(id)).toEqual([[4, '郵便番号', 'not_a_postcode']]);
  });

  test('of payments refuses a payment of nothing and an unknown kind', async () => {
    const text = writeExchangeFile('payments', [aPayment('P1', '0001', { amount: 0 }), aPayment('P2', '0001')])
      .toString()
      .replace(/確報(?=[^確]*$)/, '予報');
    const { id } = await takeIn(Buffer.from(text), 'payments');
    expect(await problemsOf(id)).toEqual([
      [2, '金額', 'amount_zero'],
      [3, '種別', 'code_unknown'],
    ]);
  });

  test('of a hold without its target is refused', async () => {
    const hold = {
      holdNo: 'H1',
      addresseeNo: '0001',
      kind: 'instalments',
      blocksCall: true,
      blocksSms: true,
      blocksLetter: true,
      blocksExport: false,
      fromDate: '2026-09-01',
      reason: '分納中',
    } as const;
    const missing = await takeIn(writeExchangeFile('holds', [{ ...hold, scope: 'account' }]), 'holds');
    expect(await problemsOf(missing.id)).toEqual([[2, '債権', 'required']]);
    const line = { ...hold, ...aLine('0001'), scope: 'line', noticeNo: '9' } as const;
    const unknown = await takeIn(writeExchangeFile('holds', [line]), 'holds');
    expect(await problemsOf(unknown.id)).toEqual([[2, '期別', 'line_unknown']]);
  });
});
