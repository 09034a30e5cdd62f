import { createHmac } from 'node:crypto';
import { beforeAll, expect, test } from '@jest/globals';
import { effectOfPeriod } from '../../../api/queries/effect.ts';
import type { HistoryRow } from '../../../domain/exchange-layout.ts';
import { testCity } from '../../helpers/city.ts';
import { testDatabase } from '../../helpers/database.ts';
import { aDebtor, aLine, aPayment, cityExchange, fileRow, setClock } from '../../helpers/exchange.ts';

const { db } = await testDatabase();
const clock = setClock('2026-11-20T10:00:00+09:00');
const city = cityExchange(db, clock);
const asOf = '2026-11-20T06:00:00+09:00';

const call: HistoryRow = {
  recordNo: 'K1',
  addresseeNo: '1',
  receivable: '市税',
  kind: 'call',
  outcome: 'talked_no_promise',
  spokeWith: 'self',
  at: '2026-08-03T05:12:00.000Z',
  session: 'weekday',
  owed: '市・県民税普通徴収:00012345:1:30000',
  text: '折り返しの希望なし',
};

/** One settled account (line paid in September) and one that still owes. */
beforeAll(async () => {
  await testCity(db);
  await city.send('debtors', asOf, [aDebtor('1'), aDebtor('2')]);
  await city.send('arrears', asOf, [
    aLine('1', { outstanding: 0 }),
    aLine('2'),
    aLine('2', { period: '2', dueDate: '2026-10-31' }),
  ]);
});

test('a predecessor’s contacts come in with what was owed, their windows and no decision', async () => {
  const { id, state } = await city.send('history', asOf, [
    call,
    {
      ...call,
      recordNo: 'K2',
      kind: 'letter',
      outcome: 'letter_handed_over',
      at: '2026-08-20T17:00:00+09:00',
      onDate: '2026-08-21',
      text: null,
    },
    { ...call, recordNo: 'K3', addresseeNo: '2', outcome: 'no_answer', text: null },
    { ...call, recordNo: 'K4', addresseeNo: '2', at: '2026-09-01T10:00:00+09:00', owed: null, text: null },
  ]);
  expect(state).toBe('committed');
  expect(await fileRow(db, id)).toMatchObject({ added_count: 4 });
  const { rows } = await db.query(
    `SELECT c.source_key, c.source, c.episode_id, w.channel, w.from_date, w.to_date, w.state,
            (SELECT json_agg(l.outstanding) FROM contact_line l WHERE l.contact_id = c.id) AS owed
       FROM contact c LEFT JOIN effect_window w ON w.contact_id = c.id ORDER BY 1`,
  );
  const common = { source: 'predecessor', episode_id: null };
  const none = { channel: null, from_date: null, to_date: null, state: null };
  expect(rows).toEqual([
    {
      ...common,
      source_key: 'tax:K1',
      channel: 'call',
      from_date: '2026-08-03',
      to_date: '2026-10-02',
      state: 'open',
      owed: [30_000],
    },
    {
      ...common,
      source_key: 'tax:K2',
      channel: 'letter',
      from_date: '2026-08-21',
      to_date: '2026-11-19',
      state: 'open',
      owed: [30_000],
    },
    { ...common, ...none, source_key: 'tax:K3', owed: [30_000] },
    {
      ...common,
      source_key: 'tax:K4',
      channel: 'call',
      from_date: '2026-09-01',
      to_date: '2026-10-31',
      state: 'open',
      owed: [30_000],
    },
  ]);
});

test('the ledger keeps only the HMAC of their text', async () => {
  const text = await db.query<{ contact_id: string; salt: Buffer; text: string }>('SELECT * FROM contact_text');
  const { rows } = await db.query<{ detail: object }>(
    `SELECT detail FROM ledger WHERE act = 'contact_recorded' AND detail ? 'textHmacs'`,
  );
  const { contact_id, salt } = text.rows[0]!;
  const textHmacs = { [contact_id]: createHmac('sha256', salt).update(call.text!).digest('hex') };
  expect(rows.map((row) => row.detail)).toEqual([{ contacts: 2, source: 'predecessor', textHmacs }]);
});

test('payments of past months become their effect, and its windows close with it', async () => {
  await city.send('payments', asOf, [aPayment('Y1', '1', { paidOn: '2026-09-10', lateCharge: 200 })]);
  expect(await effectOfPeriod(db, { from: '2026-09-01', to: '2026-09-30', withInbound: true })).toEqual([
    { receivable_code: 'city_tax', call: 30_000, letter: 30_000, total: 30_000, late_charge: 200, payments: 1 },
  ]);
  const { rows } = await db.query(
    `SELECT c.source_key, w.state, w.effect FROM effect_window w JOIN contact c ON c.id = w.contact_id ORDER BY 1`,
  );
  expect(rows).toEqual([
    { source_key: 'tax:K1', state: 'closed', effect: 30_000 },
    { source_key: 'tax:K2', state: 'closed', effect: 30_000 },
    { source_key: 'tax:K4', state: 'closed', effect: 0 },
  ]);
});

test('a later cancellation restates the closed windows', async () => {
  clock.set('2026-11-21T10:00:00+09:00');
  await city.send('payments', '2026-11-21T06:00:00+09:00', [aPayment('Y1', '1', { stage: 'cancelled' })]);
  const { rows } = await db.query('SELECT effect_before, effect_after FROM restatement');
  expect(rows).toEqual([
    { effect_before: 30_000, effect_after: 0 },
    { effect_before: 30_000, effect_after: 0 },
  ]);
  expect(await effectOfPeriod(db, { from: '2026-09-01', to: '2026-09-30', withInbound: true })).toEqual([]);
});

test('a record that is there already is left alone', async () => {
  const { id } = await city.send('history', '2026-11-21T06:00:00+09:00', [call, { ...call, recordNo: 'K5' }]);
  expect(await fileRow(db, id)).toMatchObject({ added_count: 1, changed_count: 0 });
});

test('a record of a line or an account that the book lacks is refused', async () => {
  const at = '2026-11-21T06:00:00+09:00';
  const { id } = await city.send('history', at, [
    { ...call, recordNo: 'K6', owed: '軽自動車税種別割:1:1:100' },
    { ...call, recordNo: 'K7', owed: '30000円' },
  ]);
  const { rows } = await db.query('SELECT row_no, column_name, code FROM exchange_error WHERE file_id = $1', [id]);
  expect(rows).toEqual([{ row_no: 3, column_name: '未納明細', code: 'owed_form' }]);
  const again = await city.send('history', at, [{ ...call, recordNo: 'K6', owed: '軽自動車税種別割:1:1:100' }]);
  const unknown = await db.query('SELECT row_no, column_name, code FROM exchange_error WHERE file_id = $1', [again.id]);
  expect(unknown.rows).toEqual([{ row_no: 2, column_name: '未納明細', code: 'line_unknown' }]);
});
