import { beforeAll, describe, expect, test } from '@jest/globals';
import type { HoldRow } from '../../../domain/exchange-layout.ts';
import { testCity } from '../../helpers/city.ts';
import { testDatabase } from '../../helpers/database.ts';
import { transaction } from '../../../prisma/database.ts';
import { recordReturnedMail } from '../../../records/returned-mail.ts';
import { aSentLetter } from '../../helpers/sent-letter.ts';
import { aDebtor, aLine, cityExchange, fileRow, setClock } from '../../helpers/exchange.ts';

const { db } = await testDatabase();
const clock = setClock('2026-09-01T10:00:00+09:00');
const city = cityExchange(db, clock);
const asOf = '2026-09-01T06:00:00+09:00';

beforeAll(() => testCity(db));

async function unitOf(addresseeNo: string) {
  const { rows } = await db.query<{ id: string; household_no: string | null; dv_protected: boolean }>(
    `SELECT u.id, u.household_no, d.dv_protected FROM debtor d JOIN contact_unit u ON u.id = d.contact_unit_id WHERE d.addressee_no = $1`,
    [addresseeNo],
  );
  return rows[0]!;
}

async function accountOf(addresseeNo: string, receivable = 'city_tax') {
  const { rows } = await db.query<{ id: string; fact_version: number; addressee_name: string | null; state: string }>(
    `SELECT a.* FROM account a JOIN debtor d ON d.id = a.debtor_id WHERE d.addressee_no = $1 AND a.receivable_code = $2`,
    [addresseeNo, receivable],
  );
  return rows[0]!;
}

describe('a contact unit', () => {
  test('is the household of those who share its number, and of nobody else', async () => {
    await city.send('debtors', asOf, [
      aDebtor('101', { householdNo: '9001' }),
      aDebtor('102', { householdNo: '9001' }),
      aDebtor('103'),
      aDebtor('104', { kind: 'company', householdNo: '9001' }),
      aDebtor('105', { householdNo: '9001', dvProtected: true }),
    ]);
    const [first, second, unknown, company, hidden] = await Promise.all(
      ['101', '102', '103', '104', '105'].map(unitOf),
    );
    expect(first).toMatchObject({ household_no: '9001' });
    expect(second?.id).toBe(first?.id);
    for (const alone of [unknown, company, hidden]) expect(alone).toMatchObject({ household_no: null });
    expect(new Set([unknown?.id, company?.id, hidden?.id]).size).toBe(3);
  });

  test('stays when another department does not know the household', async () => {
    const before = await unitOf('101');
    await city.send('debtors', asOf, [aDebtor('101')], { sender: 'care' });
    expect(await unitOf('101')).toEqual(before);
  });

  test('is left by who becomes protected, and only the sender’s 0 ends the protection', async () => {
    await city.send('debtors', asOf, [aDebtor('102', { householdNo: '9001', dvProtected: true })]);
    expect(await unitOf('102')).toMatchObject({ household_no: null, dv_protected: true });
    await city.send('debtors', asOf, [aDebtor('102', { householdNo: '9001' })], { sender: 'care' });
    expect(await unitOf('102')).toMatchObject({ household_no: null, dv_protected: true });
    await city.send('debtors', asOf, [aDebtor('102', { householdNo: '9001', dvProtected: false })]);
    expect(await unitOf('102')).toMatchObject({ household_no: expect.any(String), dv_protected: false });
  });
});

test('a debtor that did not change is not counted and nudges nobody', async () => {
  await city.send('debtors', asOf, [aDebtor('110'), aDebtor('111')]);
  await city.send('arrears', asOf, [aLine('110'), aLine('111')]);
  const before = await accountOf('111');
  const { id } = await city.send('debtors', asOf, [
    aDebtor('110', { name: '試験 次郎' }),
    aDebtor('111'),
    aDebtor('112'),
  ]);
  expect(await fileRow(db, id)).toMatchObject({ added_count: 1, changed_count: 1, removed_count: 0 });
  expect(await accountOf('111')).toEqual(before);
});

test('a new address clears the mark of returned mail', async () => {
  await db.query(`UPDATE debtor SET returned_mail_at = now() WHERE addressee_no IN ('110', '111')`);
  await city.send('debtors', asOf, [
    aDebtor('110', { address: '新潟市東区下木戸1丁目4番1号' }),
    aDebtor('111', { ward: '東区' }),
  ]);
  const { rows } = await db.query(
    `SELECT addressee_no, returned_mail_at IS NULL AS cleared FROM debtor WHERE addressee_no IN ('110', '111') ORDER BY 1`,
  );
  expect(rows).toEqual([
    { addressee_no: '110', cleared: true },
    { addressee_no: '111', cleared: false },
  ]);
});

test('a new address ends the task to find one; a new 送付先 clears the mark as well', async () => {
  const { rows: staff } = await db.query<{ id: string }>(`SELECT id FROM staff WHERE login = 'operator1'`);
  const at = new Date('2026-08-20T15:00:00+09:00');
  const now = await clock.now();
  for (const addresseeNo of ['115', '116']) {
    const letter = await aSentLetter(db, { at, staffId: staff[0]!.id });
    await db.query('UPDATE debtor SET addressee_no = $2 WHERE id = $1', [letter.debtorId, addresseeNo]);
    await transaction(db, (tx) =>
      recordReturnedMail(
        tx,
        { kind: 'staff', id: staff[0]!.id },
        { letterId: letter.letterId, returnedOn: '2026-08-31', reason: 'moved', at: now },
      ),
    );
  }
  const tasks = async () => {
    const { rows } = await db.query<{ addressee_no: string; state: string; stopped: boolean }>(
      `SELECT d.addressee_no, t.state, d.returned_mail_at IS NOT NULL AS stopped FROM task t JOIN account a ON a.id = t.account_id
         JOIN debtor d ON d.id = a.debtor_id WHERE t.kind = 'address' ORDER BY 1`,
    );
    return rows;
  };
  expect(await tasks()).toEqual([
    { addressee_no: '115', state: 'open', stopped: true },
    { addressee_no: '116', state: 'open', stopped: true },
  ]);
  const { rows: same } = await db.query<{ postcode: string; address: string }>(
    `SELECT postcode, address FROM debtor WHERE addressee_no = '116'`,
  );
  await city.send('debtors', asOf, [
    aDebtor('115', { address: '新潟市東区下木戸1丁目4番1号' }),
    aDebtor('116', { ...same[0]!, sendToPostcode: '9500911', sendToAddress: '新潟市中央区笹口1丁目' }),
  ]);
  expect(await tasks()).toEqual([
    { addressee_no: '115', state: 'done', stopped: false },
    { addressee_no: '116', state: 'done', stopped: false },
  ]);
});

test('送付先 belongs to the sender’s receivables and waits for the arrears', async () => {
  await city.send('debtors', asOf, [
    aDebtor('120', {
      sendToName: '相続 花子',
      sendToPostcode: '9500911',
      sendToAddress: '新潟市中央区笹口1丁目',
      representative: 'heir',
    }),
  ]);
  expect(await accountOf('120')).toMatchObject({ addressee_name: '相続 花子', state: 'closed' });
  expect(await accountOf('120', 'care')).toBeUndefined();
  await city.send('debtors', asOf, [aDebtor('120')], { sender: 'care' });
  expect(await accountOf('120')).toMatchObject({ addressee_name: '相続 花子' });
  await city.send('debtors', asOf, [aDebtor('120')]);
  expect(await accountOf('120')).toMatchObject({ addressee_name: null });
});

test('the city’s 有効 does not revive a number that the centre found dead, unless it was obtained later', async () => {
  const phone = { addresseeNo: '110', number: '090-0000-4417', owner: 'self', status: 'active' } as const;
  const status = async () =>
    (await db.query<{ number: string; kind: string; status: string }>('SELECT number, kind, status FROM phone')).rows;
  await city.send('phones', asOf, [{ ...phone, obtainedOn: '2026-04-01' }]);
  expect(await status()).toEqual([{ number: '09000004417', kind: 'mobile', status: 'active' }]);
  await db.query(`UPDATE phone SET status = 'dead'`);
  await city.send('phones', asOf, [{ ...phone, obtainedOn: '2026-04-01', owner: 'household' }]);
  expect(await status()).toMatchObject([{ status: 'dead' }]);
  await city.send('phones', asOf, [{ ...phone, obtainedOn: '2026-08-20' }]);
  expect(await status()).toMatchObject([{ status: 'active' }]);
});

describe('a hold', () => {
  const hold: HoldRow = {
    holdNo: 'H1',
    addresseeNo: '110',
    scope: 'account',
    receivable: '市税',
    kind: 'instalments',
    blocksCall: true,
    blocksSms: true,
    blocksLetter: true,
    blocksExport: false,
    fromDate: '2026-09-01',
    reason: '分納中',
  };

  test('is set, left alone when nothing changed, and released, each with its nudge', async () => {
    const version = (await accountOf('110')).fact_version;
    await city.send('holds', asOf, [hold]);
    expect((await accountOf('110')).fact_version).toBe(version + 1);
    const same = await city.send('holds', asOf, [hold, { ...hold, holdNo: 'H2', addresseeNo: '111', scope: 'debtor' }]);
    expect(await fileRow(db, same.id)).toMatchObject({ added_count: 1, changed_count: 0, removed_count: 0 });
    expect((await accountOf('110')).fact_version).toBe(version + 1);
    const ended = await city.send('holds', asOf, [{ ...hold, releasedOn: '2026-09-01' }]);
    expect(await fileRow(db, ended.id)).toMatchObject({ removed_count: 1 });
    expect((await accountOf('110')).fact_version).toBe(version + 2);
    const { rows } = await db.query(`SELECT source_key, released_at IS NULL AS runs FROM hold ORDER BY 1`);
    expect(rows).toEqual([
      { source_key: 'tax:H1', runs: false },
      { source_key: 'tax:H2', runs: true },
    ]);
  });

  test('whose 停止 are left empty blocks what its kind blocks', async () => {
    const empty = { blocksCall: null, blocksSms: null, blocksLetter: null, blocksExport: null };
    await city.send('holds', asOf, [
      { ...hold, ...empty, holdNo: 'D1', kind: 'collection_grace' },
      { ...hold, ...empty, holdNo: 'D2', kind: 'dv_protection', blocksCall: true },
    ]);
    const { rows } = await db.query(
      `SELECT kind, blocks_call, blocks_sms, blocks_letter, blocks_export FROM hold WHERE source_key LIKE 'tax:D%' ORDER BY source_key`,
    );
    expect(rows).toEqual([
      { kind: 'collection_grace', blocks_call: true, blocks_sms: true, blocks_letter: true, blocks_export: false },
      { kind: 'dv_protection', blocks_call: true, blocks_sms: true, blocks_letter: true, blocks_export: true },
    ]);
  });

  test('for DV protection takes the person out of the home at once, and no 0 of a file ends it before the hold', async () => {
    const member = (addresseeNo: string) => aDebtor(addresseeNo, { householdNo: '9100', dvProtected: false });
    await city.send('debtors', asOf, [member('120'), member('121')]);
    const dv: HoldRow = { ...hold, holdNo: 'V1', addresseeNo: '121', scope: 'debtor', kind: 'dv_protection' };
    await city.send('holds', asOf, [{ ...dv, untilDate: '2027-03-31' }]);
    expect(await unitOf('121')).toMatchObject({ household_no: null, dv_protected: true });
    expect(await unitOf('120')).toMatchObject({ household_no: expect.any(String), dv_protected: false });
    await city.send('debtors', asOf, [member('120'), { ...member('121'), name: '改名 花子' }]);
    expect(await unitOf('121')).toMatchObject({ household_no: null, dv_protected: true });
    await city.send('holds', asOf, [{ ...dv, untilDate: '2027-03-31', releasedOn: '2026-09-01' }]);
    await city.send('debtors', asOf, [member('120'), member('121')]);
    expect(await unitOf('121')).toMatchObject({ household_no: expect.any(String), dv_protected: false });
  });

  test('of one line names it', async () => {
    const { receivable, taxItem, noticeNo, period } = aLine('111');
    const line = {
      ...hold,
      holdNo: 'H3',
      addresseeNo: '111',
      scope: 'line',
      receivable,
      taxItem,
      noticeNo,
      period,
    } as const;
    expect((await city.send('holds', asOf, [line])).state).toBe('committed');
    expect((await db.query(`SELECT FROM hold WHERE line_id IS NOT NULL`)).rowCount).toBe(1);
  });
});
