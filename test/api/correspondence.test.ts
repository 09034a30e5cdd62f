import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { instantAt } from '../../domain/time.ts';
import { openApp, type TestApp } from '../helpers/app.ts';
import { testDatabase } from '../helpers/database.ts';
import { type Desk, login } from '../helpers/desk.ts';
import { paymentsReach } from '../helpers/facts.ts';
import { aTask } from '../helpers/queue.ts';
import { aResult, claimed } from '../helpers/results.ts';
import { devServer } from '../helpers/temporal.ts';

let centre: TestApp;
let one: Desk;
let tax: Desk;
let care: Desk;
afterAll(() => centre.stop());
const { db } = await testDatabase();
const env = await devServer();

interface Row {
  id: string;
  state: string;
  kind?: string;
  answer: string | null;
  urgent?: boolean;
  text: string;
  balance: number;
  age_days?: number;
}

beforeAll(async () => {
  centre = await openApp({ db, env });
  await paymentsReach(db, 'city_tax', instantAt('2026-11-26', '06:00'));
  [one, tax, care] = (await Promise.all(['operator1', 'tax', 'care'].map((name) => login(centre.app, name)))) as [
    Desk,
    Desk,
    Desk,
  ];
}, 60_000);

async function sent(path: 'messages' | 'hand-overs', household: string): Promise<Row> {
  const task = await aTask(db, { household, priority: 1 });
  const found = await claimed(one, task.taskId);
  const spoke = { spoke_with: 'self', text: '試験' } as const;
  const more =
    path === 'messages'
      ? {
          ...spoke,
          outcome: 'complaint' as const,
          message: { kind: 'complaint' as const, text: '窓口の対応に苦情', urgent: true },
        }
      : {
          ...spoke,
          outcome: 'referred' as const,
          hand_over: { reason: 'hardship' as const, note: '担当課での相談を希望' },
        };
  const recorded = await one.post(`/api/cases/${found.claim.claim_id}/result`, aResult(found, task, more));
  expect(recorded.status).toBe(200);
  const { body } = await one.get<Row[]>(
    `/api/${path}?filter=${encodeURIComponent(JSON.stringify({ account_id: task.accountId }))}`,
  );
  return body[0]!;
}

async function seenBy(desk: Desk, path: string, id: string): Promise<Row | undefined> {
  return (await desk.get<Row[]>(`/api/${path}`)).body.find((row) => row.id === id);
}

test('a complaint’s message reaches its department, which receives and answers; the centre reads the answer and ends it', async () => {
  const message = await sent('messages', 'complaint');
  expect(message).toMatchObject({ state: 'sent', kind: 'complaint', urgent: true, balance: 30_000 });
  const { rows } = await db.query('SELECT message_id FROM complaint');
  expect(rows).toEqual([{ message_id: message.id }]);
  expect(await seenBy(tax, 'messages', message.id)).toMatchObject({ text: '窓口の対応に苦情' });
  expect(await seenBy(care, 'messages', message.id)).toBeUndefined();

  const url = `/api/messages/${message.id}`;
  expect(await care.post(`${url}/receive`, {})).toMatchObject({ status: 403, body: { code: 'other_department' } });
  expect(await one.post(`${url}/answer`, { text: '本人ではない' })).toMatchObject({
    status: 403,
    body: { code: 'forbidden' },
  });
  expect(await tax.post(`${url}/receive`, {})).toMatchObject({ status: 204 });
  expect(await tax.post(`${url}/receive`, {})).toMatchObject({ status: 409, body: { code: 'wrong_state' } });
  expect(await tax.post(`${url}/answer`, { text: '  ' })).toMatchObject({
    status: 400,
    body: { params: { field: 'text' } },
  });
  expect(await tax.post(`${url}/answer`, { text: '本日お詫びの電話をしました。' })).toMatchObject({ status: 204 });
  expect(await seenBy(one, 'messages', message.id)).toMatchObject({
    state: 'answered',
    answer: '本日お詫びの電話をしました。',
  });
  expect(await one.post(`${url}/done`, {})).toMatchObject({ status: 204 });
  expect(await tax.post(`${url}/answer`, { text: 'もう一度' })).toMatchObject({
    status: 409,
    body: { code: 'wrong_state' },
  });
  expect(await tax.post(`${url}/return`, { text: '返す' })).toMatchObject({ status: 400 });
});

test('a hand-over is the department’s until it is returned with a reason', async () => {
  const handOver = await sent('hand-overs', 'hard');
  expect(handOver).toMatchObject({ state: 'sent', text: '担当課での相談を希望' });
  const url = `/api/hand-overs/${handOver.id}`;
  expect(await one.post(`${url}/done`, {})).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  expect(await care.post(`${url}/receive`, {})).toMatchObject({ status: 403, body: { code: 'other_department' } });
  expect(await tax.post(`${url}/receive`, {})).toMatchObject({ status: 204 });
  expect(await tax.post(`${url}/return`, {})).toMatchObject({ status: 400 });
  expect(await tax.post(`${url}/return`, { text: '分納が決まりました' })).toMatchObject({ status: 204 });
  expect(await tax.post(`${url}/return`, { text: '分納が決まりました' })).toMatchObject({
    status: 409,
    body: { code: 'wrong_state' },
  });
  expect(await seenBy(one, 'hand-overs', handOver.id)).toMatchObject({ state: 'returned' });
});

test('the words stay out of the ledger: only their HMAC is there', async () => {
  const { rows } = await db.query<{ detail: string }>('SELECT detail::text AS detail FROM ledger');
  const ledger = rows.map(({ detail }) => detail).join();
  for (const words of ['窓口の対応', '担当課での相談', 'お詫び', '分納が決まり']) expect(ledger).not.toContain(words);
  expect(ledger).toContain('textHmac');
});

test('its age counts days of the calendar: what was sent last evening is a day old in the morning', async () => {
  const message = await sent('messages', 'aged');
  expect(message.age_days).toBe(0);
  await db.query(
    `UPDATE message SET sent_at = (date_trunc('day', (clock_timestamp() + make_interval(secs => i.clock_offset_ms / 1000.0))
       AT TIME ZONE 'Asia/Tokyo') - interval '1 minute') AT TIME ZONE 'Asia/Tokyo' FROM installation i WHERE message.id = $1`,
    [message.id],
  );
  expect((await seenBy(tax, 'messages', message.id))?.age_days).toBe(1);
});
