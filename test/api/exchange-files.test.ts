import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { writeExchangeFile } from '../../activities/exchange/write.ts';
import { exchangeFileName } from '../../domain/exchange-layout.ts';
import { openApp, type TestApp } from '../helpers/app.ts';
import { testDatabase } from '../helpers/database.ts';
import { type Desk, listUrl, login } from '../helpers/desk.ts';
import { aDebtor } from '../helpers/exchange.ts';
import { devServer } from '../helpers/temporal.ts';

let centre: TestApp;
let deputy: Desk;
let tax: Desk;
let care: Desk;
afterAll(() => centre.stop());
const { db } = await testDatabase();
const env = await devServer();
const asOf = new Date('2026-11-26T06:00:00+09:00');
const name = (sequence: number, sender = 'tax') => exchangeFileName({ sender, interface: 'debtors', sequence, asOf });
const URL = '/api/exchange-files';

beforeAll(async () => {
  centre = await openApp({ db, env, worker: true });
  [deputy, tax, care] = (await Promise.all(['deputy', 'tax', 'care'].map((login_) => login(centre.app, login_)))) as [
    Desk,
    Desk,
    Desk,
  ];
}, 120_000);

interface File {
  id: string;
  state: string;
  error_count: number;
  added_count: number;
}

async function fileIn(id: string, ...states: string[]): Promise<File> {
  for (let tries = 0; tries < 150; tries += 1) {
    const { body } = await deputy.get<File[]>(listUrl('exchange-files', { filter: { id: [id] } }));
    if (states.includes(body[0]!.state)) return body[0]!;
    await sleep(200);
  }
  throw new Error(`Never ${states.join()}`);
}

async function people(): Promise<number> {
  const { rows } = await db.query<{ n: number }>('SELECT count(*) AS n FROM debtor');
  return rows[0]!.n;
}

test('a file with errors is listed row by row and cannot be taken in; the good one is accepted right after', async () => {
  const good = writeExchangeFile('debtors', [aDebtor('1111111111'), aDebtor('2222222222')]).toString();
  const bad = Buffer.from(good.replace('9508550', 'not a postcode'));
  const sent = await tax.upload<{ id: string }>(URL, name(1), bad);
  expect(sent.status).toBe(201);
  const { id } = sent.body;
  const file = await fileIn(id, 'checked', 'rejected');
  expect(file.error_count).toBeGreaterThan(0);
  const errors = await tax.get<{ row_no: number; column_name: string; message_ja: string }[]>(`${URL}/${id}/errors`);
  expect(errors.body[0]).toMatchObject({ row_no: 2, message_ja: expect.any(String) });
  expect(JSON.stringify(errors.body)).not.toContain('試験 太郎');
  const csv = await tax.get<string>(`${URL}/${id}/errors.csv`);
  expect(csv.headers['content-type']).toContain('text/csv');
  expect(csv.body).toContain('行,項目,内容と対処');
  const refused = await tax.post(`${URL}/${id}/commit`);
  expect([409, 422]).toContain(refused.status);
  expect(['file_rejected', 'wrong_state']).toContain(refused.body.code);
  expect(await people()).toBe(0);

  const next = await tax.upload<{ id: string }>(URL, name(1), Buffer.from(good));
  expect(next.status).toBe(201);
  expect(await fileIn(next.body.id, 'checked')).toMatchObject({ error_count: 0, added_count: 2 });
  expect(await people()).toBe(0);
  expect(await tax.post(`${URL}/${next.body.id}/commit`)).toMatchObject({ status: 202 });
  await fileIn(next.body.id, 'committed');
  expect(await people()).toBe(2);
  expect(await tax.post(`${URL}/${next.body.id}/commit`)).toMatchObject({ status: 409, body: { code: 'wrong_state' } });
  expect(await tax.upload(URL, name(1), Buffer.from(good))).toMatchObject({
    status: 409,
    body: { code: 'file_taken' },
  });
}, 90_000);

test('a taken number with other content is refused with what to do', async () => {
  const other = writeExchangeFile('debtors', [aDebtor('3333333333')]);
  expect(await deputy.upload(URL, name(1), other)).toMatchObject({
    status: 409,
    body: { code: 'file_sequence', params: { sequence: 1 } },
  });
});

test('a file may be refused by hand; nothing of it is applied', async () => {
  const sent = await deputy.upload<{ id: string }>(URL, name(2), writeExchangeFile('debtors', [aDebtor('4444444444')]));
  await fileIn(sent.body.id, 'checked');
  const before = await people();
  expect(await deputy.post(`${URL}/${sent.body.id}/reject`)).toMatchObject({ status: 202 });
  await fileIn(sent.body.id, 'rejected');
  expect(await people()).toBe(before);
}, 60_000);

test('another form of name, a missing file and an empty one are told apart from the good', async () => {
  const bytes = writeExchangeFile('debtors', [aDebtor('5555555555')]);
  expect(await deputy.upload(URL, '住民.csv', bytes)).toMatchObject({ status: 422, body: { code: 'file_name' } });
  expect(await deputy.upload(URL, name(3, 'nobody'), bytes)).toMatchObject({
    status: 422,
    body: { code: 'file_name' },
  });
  expect(await deputy.post(URL, {})).toMatchObject({ status: 400, body: { code: 'bad_request' } });
  const empty = await deputy.upload<{ id: string }>(URL, name(4), Buffer.alloc(0));
  expect(empty.status).toBeLessThan(500);
});

test('a clerk sends and sees only the own department’s files', async () => {
  const bytes = writeExchangeFile('debtors', [aDebtor('6666666666')]);
  expect(await care.upload(URL, name(9), bytes)).toMatchObject({ status: 403, body: { code: 'other_department' } });
  expect((await care.get(URL)).body).toEqual([]);
  const { body } = await tax.get<File[]>(URL);
  expect(body.length).toBeGreaterThan(0);
  for (const path of ['errors', 'errors.csv'])
    expect(await care.get(`${URL}/${body[0]!.id}/${path}`)).toMatchObject({
      status: 403,
      body: { code: 'other_department' },
    });
  expect(await care.post(`${URL}/${body[0]!.id}/commit`)).toMatchObject({
    status: 403,
    body: { code: 'other_department' },
  });
});
