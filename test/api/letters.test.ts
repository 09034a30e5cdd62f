import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addDays, instantAt } from '../../domain/time.ts';
import { openApp, type TestApp } from '../helpers/app.ts';
import { testDatabase } from '../helpers/database.ts';
import { type Desk, listUrl, login } from '../helpers/desk.ts';
import { paymentsReach, type SeededAccount } from '../helpers/facts.ts';
import { aPlannedLetter } from '../helpers/planned-letter.ts';
import { devServer } from '../helpers/temporal.ts';

let centre: TestApp;
let one: Desk;
let two: Desk;
let deputy: Desk;
let tax: Desk;
let care: Desk;
afterAll(() => centre.stop());
const { db } = await testDatabase();
const env = await devServer();
const TODAY = '2026-11-26';
const letters: (SeededAccount & { letterId: string })[] = [];
let batchId: string;
let noteId: string;

interface Batch {
  id: string;
  state: string;
  letters: number;
  has_pdf: boolean;
}

beforeAll(async () => {
  centre = await openApp({ db, env, worker: true });
  [one, two, deputy, tax, care] = (await Promise.all(
    ['operator1', 'operator2', 'deputy', 'tax', 'care'].map((name) => login(centre.app, name)),
  )) as [Desk, Desk, Desk, Desk, Desk];
  await paymentsReach(db, 'city_tax', instantAt(TODAY, '06:00'));
  for (let count = 0; count < 3; count += 1)
    letters.push(await aPlannedLetter(db, { at: instantAt('2026-11-20', '09:00') }));
}, 120_000);

async function batch(): Promise<Batch> {
  return (await one.get<Batch[]>(listUrl('letter-batches', { filter: { id: [batchId] } }))).body[0]!;
}

function check(desk: Desk, index: number, round: 1 | 2, result: 'match' | 'mismatch' = 'match', reason?: string) {
  return desk.post(`/api/letters/${letters[index]!.letterId}/checks`, { round, result, reason: reason ?? null });
}

test('the deputy opens the day’s batch of what waits, once; the workflow cuts it off and renders it', async () => {
  expect((await one.get('/api/letters/waiting')).body).toEqual([
    expect.objectContaining({ receivable_code: 'city_tax', letters: 3, total: 90_000 }),
  ]);
  expect(await one.post('/api/letter-batches', { receivable_code: 'city_tax' })).toMatchObject({ status: 403 });
  const opened = await deputy.post<{ id: string }>('/api/letter-batches', { receivable_code: 'city_tax' });
  expect(opened.status).toBe(201);
  batchId = opened.body.id;
  for (let tries = 0; tries < 300 && (await batch()).state !== 'rendered'; tries += 1) await sleep(200);
  expect(await batch()).toMatchObject({ state: 'rendered', letters: 3, has_pdf: true });
  expect(await deputy.post('/api/letter-batches', { receivable_code: 'city_tax' })).toMatchObject({
    status: 404,
    body: { code: 'not_found' },
  });
}, 90_000);

test('the PDF opens in the page and every look is logged; another department’s clerk gets none', async () => {
  const pdf = await one.get<string>(`/api/letter-batches/${batchId}/pdf`);
  expect([pdf.status, pdf.headers['content-type'], pdf.headers['content-disposition']]).toEqual([
    200,
    'application/pdf',
    'inline',
  ]);
  expect(pdf.body.slice(0, 5)).toBe('%PDF-');
  const { rows } = await db.query(`SELECT count FROM operation_log WHERE function = 'export' AND target_id = $1`, [
    batchId,
  ]);
  expect(rows).toEqual([{ count: 3 }]);
  expect(await care.get(`/api/letter-batches/${batchId}/pdf`)).toMatchObject({
    status: 403,
    body: { code: 'other_department' },
  });
  expect(await tax.get(`/api/letter-batches/${batchId}/pdf`)).toMatchObject({ status: 200 });
});

test('nothing is checked before it is printed, and it is printed once', async () => {
  expect(await check(one, 0, 1)).toMatchObject({ status: 409, body: { code: 'wrong_state' } });
  expect(await one.post(`/api/letter-batches/${batchId}/printed`)).toMatchObject({ status: 204 });
  expect(await one.post(`/api/letter-batches/${batchId}/printed`)).toMatchObject({
    status: 409,
    body: { code: 'wrong_state' },
  });
});

test('two different people check an envelope; the same one twice is refused', async () => {
  expect(await check(two, 0, 2)).toMatchObject({ status: 409, body: { code: 'wrong_state' } });
  expect(await check(one, 0, 1)).toMatchObject({ status: 204 });
  expect(await check(two, 0, 1)).toMatchObject({ status: 409, body: { code: 'already_done' } });
  expect(await check(one, 0, 2)).toMatchObject({ status: 409, body: { code: 'same_person' } });
  expect(await check(two, 0, 2)).toMatchObject({ status: 204 });
  expect(await check(deputy, 0, 2)).toMatchObject({ status: 409 });
});

test('a mismatch needs its reason and takes the envelope out; one may be pulled by hand', async () => {
  expect(await check(one, 1, 1, 'mismatch')).toMatchObject({ status: 400, body: { params: { field: 'reason' } } });
  expect(await check(one, 1, 1, 'mismatch', '宛名と本文が違う')).toMatchObject({ status: 204 });
  expect((await batch()).state).toBe('printed');
  const pull = `/api/letters/${letters[2]!.letterId}/pull`;
  expect(await one.post(pull, { reason: '  ' })).toMatchObject({ status: 400 });
  expect(await one.post(pull, { reason: '本日納付の連絡' })).toMatchObject({ status: 204 });
  expect(await one.post(pull, { reason: '本日納付の連絡' })).toMatchObject({
    status: 409,
    body: { code: 'wrong_state' },
  });
  expect((await batch()).state).toBe('checked');
});

test('handing over is the letter’s day 0: a contact with its window of ninety days', async () => {
  const handed = await one.post<{ id: string }>('/api/delivery-notes', { department_code: 'tax' });
  expect(handed.status).toBe(201);
  noteId = handed.body.id;
  expect(await one.post('/api/delivery-notes', { department_code: 'tax' })).toMatchObject({
    status: 404,
    body: { code: 'not_found' },
  });
  const { rows } = await db.query(
    `SELECT c.account_id, c.outcome, w.channel, w.from_date, w.to_date FROM contact c JOIN effect_window w ON w.contact_id = c.id`,
  );
  expect(rows).toEqual([
    {
      account_id: letters[0]!.accountId,
      outcome: 'letter_handed_over',
      channel: 'letter',
      from_date: TODAY,
      to_date: addDays(TODAY, 90),
    },
  ]);
  const note = await one.get<string>(`/api/delivery-notes/${noteId}/pdf`);
  expect([note.status, note.body.slice(0, 5)]).toEqual([200, '%PDF-']);
}, 60_000);

test('only the department’s own clerk receives it, once', async () => {
  const receive = `/api/delivery-notes/${noteId}/receive`;
  expect(await deputy.post(receive)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  expect(await care.post(receive)).toMatchObject({ status: 403, body: { code: 'other_department' } });
  expect(await care.get(`/api/delivery-notes/${noteId}/pdf`)).toMatchObject({ status: 403 });
  expect((await care.get('/api/delivery-notes')).body).toEqual([]);
  expect(await tax.post(receive)).toMatchObject({ status: 204 });
  expect(await tax.post(receive)).toMatchObject({ status: 409, body: { code: 'already_done' } });
  expect((await batch()).state).toBe('received');
});
