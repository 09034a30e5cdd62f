import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { instantAt } from '../../domain/time.ts';
import { openApp, type TestApp } from '../helpers/app.ts';
import { testDatabase } from '../helpers/database.ts';
import { type Desk, listUrl, login } from '../helpers/desk.ts';
import { aSentLetter } from '../helpers/sent-letter.ts';
import { devServer } from '../helpers/temporal.ts';

let centre: TestApp;
let operator: Desk;
let tax: Desk;
let letter: Awaited<ReturnType<typeof aSentLetter>>;
afterAll(() => centre.stop());
const { db } = await testDatabase();
const env = await devServer();

beforeAll(async () => {
  centre = await openApp({ db, env });
  operator = await login(centre.app, 'operator1');
  tax = await login(centre.app, 'tax');
  const { rows } = await db.query<{ id: string }>(`SELECT id FROM staff WHERE login = 'operator1'`);
  letter = await aSentLetter(db, { at: instantAt('2026-11-20', '15:00'), staffId: rows[0]!.id });
}, 60_000);

const find = (text: string) => operator.post<{ id: string; same_address: boolean }[]>('/api/letters/find', { text });
const page = async () =>
  (await tax.get<{ returned_mail_at: string | null }>(`/api/accounts/${letter.accountId}`)).body.returned_mail_at;

test('the returned envelope is found by its 参照番号 in any width or by the whole 宛名番号; the words stay out of the log', async () => {
  const wide = letter.referenceNo.replace(/./g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
  for (const text of [letter.referenceNo, letter.referenceNo.slice(1), wide, letter.addresseeNo])
    expect(await find(text)).toMatchObject({ status: 200, body: [{ id: letter.letterId, same_address: true }] });
  expect((await find(letter.addresseeNo.slice(-4))).body).toEqual([]);
  expect(await operator.post('/api/letters/find', { text: 'N' })).toMatchObject({ status: 400 });
  const { rows } = await db.query(
    `SELECT DISTINCT function, target_kind, reason FROM operation_log WHERE count = 1 AND function = 'search'`,
  );
  expect(rows).toEqual([{ function: 'search', target_kind: 'letters', reason: null }]);
});

test('a return is recorded once, with a known reason and a day that can be', async () => {
  const path = `/api/letters/${letter.letterId}/returned`;
  expect(await operator.post(path, { returned_on: '2026-11-25', reason: 'because' })).toMatchObject({ status: 400 });
  expect(await operator.post(path, { returned_on: '令和8年', reason: 'moved' })).toMatchObject({ status: 400 });
  expect(await operator.post(path, { returned_on: '2026-11-19', reason: 'moved' })).toMatchObject({
    status: 422,
    body: { code: 'return_date', params: { from: '2026-11-20' } },
  });
  expect(await operator.post(path, { returned_on: '2026-11-25', reason: 'moved' })).toMatchObject({ status: 204 });
  expect(await operator.post(path, { returned_on: '2026-11-25', reason: 'moved' })).toMatchObject({
    status: 409,
    body: { code: 'already_done' },
  });
});

test('everybody sees it: the list of returned letters, the address task, the account’s page', async () => {
  expect((await tax.get(listUrl('letters', { filter: { returned: true } }))).body).toMatchObject([
    { id: letter.letterId, state_reason: 'moved', returned_at: '2026-11-24T15:00:00.000Z' },
  ]);
  expect((await operator.get(listUrl('tasks', { filter: { kind: 'address', state: 'open' } }))).body).toMatchObject([
    { account_id: letter.accountId },
  ]);
  expect(await page()).not.toBeNull();
});

test('a mistake is taken back with its reason', async () => {
  const path = `/api/letters/${letter.letterId}/returned/correct`;
  expect(await operator.post(path, { reason: ' ' })).toMatchObject({ status: 400 });
  expect(await operator.post(path, { reason: '別の封筒でした' })).toMatchObject({ status: 204 });
  expect(await operator.post(path, { reason: '別の封筒でした' })).toMatchObject({
    status: 409,
    body: { code: 'wrong_state' },
  });
  expect(await page()).toBeNull();
  expect((await operator.get(listUrl('tasks', { filter: { kind: 'address', state: 'open' } }))).body).toEqual([]);
});
