import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { instantAt } from '../../domain/time.ts';
import { openApp, type TestApp } from '../helpers/app.ts';
import { testDatabase } from '../helpers/database.ts';
import { type Desk, listUrl, login } from '../helpers/desk.ts';
import { anAccount, type SeededAccount } from '../helpers/facts.ts';
import { devServer } from '../helpers/temporal.ts';

let centre: TestApp;
let one: Desk;
let tax: Desk;
let care: SeededAccount;
afterAll(() => centre.stop());
const { db } = await testDatabase();
const env = await devServer();
const at = instantAt('2026-11-20', '09:00');

interface Row {
  id: string;
  balance: number;
  receivable_code: string;
  name: string;
}

beforeAll(async () => {
  centre = await openApp({ db, env });
  [one, tax] = await Promise.all([login(centre.app, 'operator1'), login(centre.app, 'tax')]);
  for (const outstanding of [10_000, 50_000, 30_000])
    await anAccount(db, {
      at,
      lines: [{ dueDate: '2026-06-30', outstanding }],
      phones: [`0901111${outstanding / 10}`],
    });
  care = await anAccount(db, { at, receivable: 'care', phones: ['0250000017'] });
  await db.query(
    `UPDATE debtor SET addressee_no = '1234567890', name = '越後 花子', kana = 'エチゴ ハナコ', kana_key = 'エチゴハナコ' WHERE id = $1`,
    [care.debtorId],
  );
}, 60_000);

async function operations(kind: string) {
  const { rows } = await db.query<{ target_kind: string; count: number; reason: string | null }>(
    'SELECT target_kind, count, reason FROM operation_log WHERE function = $1 ORDER BY id DESC',
    [kind],
  );
  return rows;
}

test('a list sorts, pages and counts', async () => {
  const { body, headers } = await one.get<Row[]>(listUrl('accounts', { sort: ['balance', 'DESC'], range: [0, 1] }));
  expect(body.map(({ balance }) => balance)).toEqual([50_000, 30_000]);
  expect(headers['content-range']).toBe('accounts 0-1/4');
  const next = await one.get<Row[]>(listUrl('accounts', { sort: ['balance', 'DESC'], range: [2, 3] }));
  expect(next.headers['content-range']).toBe('accounts 2-3/4');
  expect(next.body.map(({ id }) => id)).not.toContain(body[0]!.id);
  expect((await one.get<Row[]>(listUrl('accounts', { range: [90, 99] }))).body).toEqual([]);
});

test('a list filters by what it knows, also by many ids', async () => {
  const all = (await one.get<Row[]>(listUrl('accounts'))).body;
  const ids = all.slice(0, 2).map(({ id }) => id);
  expect((await one.get<Row[]>(listUrl('accounts', { filter: { id: ids } }))).body).toHaveLength(2);
  const { body } = await one.get<Row[]>(listUrl('accounts', { filter: { receivable_code: 'care' } }));
  expect(body.map(({ id }) => id)).toEqual([care.accountId]);
});

test('what a list does not know is a bad request, never ignored and never an error of the server', async () => {
  for (const [path, query] of [
    ['accounts', { filter: { unknown: 1 } }],
    ['accounts', { sort: ['unknown', 'ASC'] }],
    ['accounts', { filter: { debtor_id: 'garbage' } }],
    ['accounts', { filter: { id: 'garbage' } }],
    ['accounts', { filter: { search: 'garbage' } }],
    ['contacts', { filter: { on_date: 'garbage' } }],
    ['contacts', { filter: { on_date: '2026-02-31' } }],
    ['payments', { filter: { parked: 'perhaps' } }],
    ['tasks', { filter: { assigned_to: 5 } }],
    ['letter-batches', { filter: { search: randomUUID() } }],
    ['calendar-days', { filter: { search: randomUUID() } }],
  ] as [string, Parameters<typeof listUrl>[1]][]) {
    const { status, body } = await (path === 'operations' ? tax : one).get(listUrl(path, query));
    expect([path, query, status, body.code]).toEqual([path, query, 400, 'bad_request']);
  }
  for (const raw of ['sort=x', 'range=[0]', 'range=[-1,5]', 'filter=[]', 'filter={'])
    expect(await one.get(`/api/accounts?${raw}`)).toMatchObject({ status: 400, body: { code: 'bad_request' } });
});

test('names and numbers in a list are masked, and reading them is logged with how many', async () => {
  const { body } = await one.get<Row[]>(listUrl('accounts'));
  const text = JSON.stringify(body);
  expect(text).not.toContain('花子');
  expect(text).not.toContain('1234567890');
  expect((await operations('view'))[0]).toMatchObject({ target_kind: 'accounts', count: 4 });
});

interface SearchReply {
  id: string;
  count: number;
  debtors: { debtor_id: string; name: string }[];
}

test('a person is found by 宛名番号, its end, telephone, kana of either kind and name', async () => {
  for (const text of ['1234567890', '567890', '0250-000-017', '０２５００００017', 'エチゴ', 'えちご はなこ', '越後']) {
    const { status, body } = await one.post<SearchReply>('/api/search', { text });
    expect([text, status, body.debtors?.map(({ debtor_id }) => debtor_id)]).toEqual([text, 200, [care.debtorId]]);
  }
  expect(await one.post('/api/search', { text: 'あ' })).toMatchObject({ status: 400, body: { code: 'bad_search' } });
  expect(await one.post('/api/search', { text: '%%' })).toMatchObject({ status: 200, body: { count: 0 } });
});

test('a search travels on under an opaque id of the person who searched', async () => {
  const { body } = await one.post<SearchReply>('/api/search', { text: 'エチゴ' });
  expect(JSON.stringify(body)).not.toContain('花子');
  const found = await one.get<Row[]>(listUrl('accounts', { filter: { search: body.id } }));
  expect(found.body.map(({ id }) => id)).toEqual([care.accountId]);
  const two = await login(centre.app, 'operator2');
  expect((await two.get<Row[]>(listUrl('accounts', { filter: { search: body.id } }))).body).toEqual([]);
  expect((await operations('search'))[0]).toMatchObject({ target_kind: 'debtor', count: 1 });
});

test('a clerk’s search finds nobody of another department', async () => {
  expect(await tax.post('/api/search', { text: 'エチゴ' })).toMatchObject({
    status: 200,
    body: { count: 0, debtors: [] },
  });
  const { body } = await tax.get<Row[]>(listUrl('accounts'));
  expect(new Set(body.map(({ receivable_code }) => receivable_code))).toEqual(new Set(['city_tax']));
});

test('masked data is shown one field at a time and each look is logged; of a protected person only with a reason', async () => {
  const url = `/api/debtors/${care.debtorId}/reveal`;
  expect(await one.post(url, { field: 'name' })).toMatchObject({ status: 200, body: { value: '越後 花子' } });
  expect((await operations('reveal'))[0]).toMatchObject({ target_kind: 'debtor.name', reason: null });
  await db.query('UPDATE debtor SET dv_protected = true WHERE id = $1', [care.debtorId]);
  const before = (await operations('reveal')).length;
  for (const reason of [undefined, '', '   '])
    expect(await one.post(url, { field: 'address', reason })).toMatchObject({
      status: 400,
      body: { params: { field: 'reason' } },
    });
  expect(await operations('reveal')).toHaveLength(before);
  expect(await one.post(url, { field: 'address', reason: '本人からの照会' })).toMatchObject({ status: 200 });
  expect((await operations('reveal'))[0]).toMatchObject({ target_kind: 'debtor.address', reason: '本人からの照会' });
  expect(await one.post(url, { field: 'password_hash' })).toMatchObject({ status: 400 });
});
