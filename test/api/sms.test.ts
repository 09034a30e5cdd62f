import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { instantAt } from '../../domain/time.ts';
import { CALLBACK_SECRET, openApp, type TestApp } from '../helpers/app.ts';
import { testDatabase } from '../helpers/database.ts';
import { type Desk, login } from '../helpers/desk.ts';
import { anAccount } from '../helpers/facts.ts';
import { devServer } from '../helpers/temporal.ts';

let centre: TestApp;
let operator: Desk;
afterAll(() => centre.stop());
const { db } = await testDatabase();
const env = await devServer();
const sentAt = instantAt('2026-11-26', '09:30');

beforeAll(async () => {
  centre = await openApp({ db, env });
  operator = await login(centre.app, 'operator1');
  const { accountId, episodeId, unitId, phoneIds } = await anAccount(db, { at: sentAt });
  await db.query(
    `WITH i AS (
       INSERT INTO intent (kind, account_id, episode_id, contact_unit_id, phone_id, step, attempt, state, planned_at, attempted_at, settled_at)
       VALUES ('sms', $1, $2, $3, $4, 2, 1, 'confirmed', $5, $5, $5) RETURNING id)
     INSERT INTO sms (intent_id, account_id, episode_id, phone_id, purpose, body, parts, state, provider_ref, created_at, state_at)
     SELECT id, $1, $2, $4, 'please_call', 'お知らせ', 1, 'accepted', 'ref-1', $5, $5 FROM i`,
    [accountId, episodeId, unitId, phoneIds[0], sentAt],
  );
}, 60_000);

test('the outbox shows every receipt of a text in the order of arrival, with the provider’s own time', async () => {
  const receipt = (result: string, at: string) => ({ id: 'ref-1', result, carrier: 'docomo', result_at: at });
  for (const body of [receipt('received', '2026-11-26T09:31:20+09:00'), receipt('sent', '2026-11-26T09:30:05+09:00')]) {
    const reply = await centre.app.inject({
      method: 'POST',
      url: '/api/sms-receipts',
      headers: { 'x-callback-secret': CALLBACK_SECRET },
      payload: { results: [body] },
    });
    expect(reply.statusCode).toBe(204);
  }
  const { body } = await operator.get<unknown[]>('/api/sms');
  expect(body).toMatchObject([
    {
      state: 'delivered',
      carrier: 'docomo',
      receipts: [
        { no: 1, state: 'delivered', provider_at: '2026-11-26T00:31:20+00:00' },
        { no: 2, state: 'sent', provider_at: '2026-11-26T00:30:05+00:00' },
      ],
    },
  ]);
});
