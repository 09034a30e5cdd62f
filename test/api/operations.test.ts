import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Operations } from '../../api/schemas/operations.ts';
import { instantAt } from '../../domain/time.ts';
import { beginRecovery, endRecovery } from '../../records/recovery.ts';
import { ensureSchedules } from '../../activities/schedules.ts';
import { storeCheck } from '../../records/seal.ts';
import { beat } from '../../records/heartbeat.ts';
import { openApp, METRICS_TOKEN, type TestApp } from '../helpers/app.ts';
import { testDatabase } from '../helpers/database.ts';
import { type Desk, login } from '../helpers/desk.ts';
import { anAccount, type SeededAccount } from '../helpers/facts.ts';
import { devServer } from '../helpers/temporal.ts';

let tested: TestApp;
afterAll(() => tested.stop()); // before its database goes
const { db } = await testDatabase();
const env = await devServer();
const at = instantAt('2026-11-26', '10:00');
let manager: Desk;
let account: SeededAccount;
let unknownId: string;

beforeAll(async () => {
  tested = await openApp({ db, env });
  manager = await login(tested.app, 'manager');
  account = await anAccount(db, { at, phones: ['09044440000'] });
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO intent (kind, account_id, episode_id, contact_unit_id, step, attempt, state, planned_at, attempted_at)
     VALUES ('ring', $1, $2, $3, 1, 1, 'unknown', $4, $4) RETURNING id`,
    [account.accountId, account.episodeId, account.unitId, at],
  );
  unknownId = rows[0]!.id;
  await beat(db, { process: 'worker', instance: randomUUID(), state: 'up', startedAt: new Date() });
  await db.query(
    `INSERT INTO exchange_file (sender, interface, sequence, as_of, file_name, encoding, sha256, state, received_at, committed_at)
     VALUES ('tax', 'payments', 1, $1, 'x', 'utf8', 'x', 'committed', $1, $1)`,
    [instantAt('2026-10-01', '10:00')],
  );
});

const page = async () => (await manager.get<Operations>('/api/system')).body;
const check = async (code: string) => (await page()).checks.find((found) => found.code === code);

test('says what runs, what lags and how old the data are', async () => {
  const shown = await page();
  expect(shown.worst).toBe('bad');
  expect(await check('database')).toMatchObject({ state: 'ok' });
  expect(await check('temporal')).toMatchObject({ state: 'ok' });
  expect(await check('worker')).toMatchObject({ state: 'ok', count: 1 });
  expect(await check('gateway')).toMatchObject({ state: 'bad', count: 0 });
  expect(await check('nudges')).toMatchObject({ count: 1 });
  expect(await check('unknown')).toMatchObject({ count: 1 });
  expect(await check('backup')).toMatchObject({ state: 'off' });
  expect(shown.as_of).toMatchObject([{ department_code: 'tax', interface: 'payments', state: 'bad' }]);
});

test('is for managers, auditors and administrators', async () => {
  for (const name of ['auditor', 'admin']) {
    expect((await (await login(tested.app, name)).get('/api/system')).status).toBe(200);
  }
  for (const name of ['operator1', 'tax']) {
    expect((await (await login(tested.app, name)).get('/api/system')).status).toBe(403);
  }
});

test('an effect of unknown outcome is listed without personal data and leaves the list by a word', async () => {
  expect((await page()).unknown).toEqual([
    {
      id: unknownId,
      kind: 'ring',
      account_id: account.accountId,
      name_ja: '市税',
      name_en: expect.any(String),
      at: at.toISOString(),
      found: false,
    },
  ]);
  expect((await manager.post(`/api/intents/${unknownId}/reconcile`, { went_out: true })).status).toBe(204);
  expect((await page()).unknown).toEqual([]);
});

test('what was found after a restore and belongs to no case is looked into by a person, once', async () => {
  const recovery = await beginRecovery(db, { kind: 'database_restored', at, reachesTo: at });
  expect(await check('recovery')).toMatchObject({ state: 'warn' });
  await endRecovery(db, recovery, { episodes: 1, effects: 1 });
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO found_effect (kind, source_key, happened_at, number, recovery_id) VALUES ('sms', 'r1', $1, '09099990000', $2) RETURNING id`,
    [at, recovery],
  );
  const [found] = (await page()).unknown;
  expect(found).toMatchObject({ id: rows[0]!.id, account_id: null, found: true });
  expect(JSON.stringify(await page())).not.toContain('0909999');
  const operator = await login(tested.app, 'operator1');
  expect((await operator.post(`/api/found-effects/${found!.id}/settle`, {})).status).toBe(403);
  expect((await manager.post(`/api/found-effects/${found!.id}/settle`, {})).status).toBe(204);
  expect((await manager.post(`/api/found-effects/${found!.id}/settle`, {})).status).toBe(409);
  expect((await page()).unknown).toEqual([]);
  expect((await page()).recoveries).toMatchObject([{ kind: 'database_restored', effects: 1 }]);
});

test("the ledger's checks are shown with what they found, and an auditor has it checked now", async () => {
  await storeCheck(db, {
    ...{ ok: false, rows: 3, seals: 1, unsealed: 0, took_ms: 12 },
    findings: [{ code: 'row_changed', seal: 1, position: 2, id: '7' }],
  });
  expect((await page()).ledger_checks).toMatchObject([
    { ok: false, rows: 3, findings: [{ ja: '封印1・2番目・台帳番号7の行は封印の後に書き換えられています' }] },
  ]);
  expect(await check('seal_check')).toMatchObject({ state: 'bad' });
  await ensureSchedules(env.client, 'test');
  const auditor = await login(tested.app, 'auditor');
  expect((await auditor.post('/api/ledger-checks', {})).status).toBe(202);
  const { info } = await env.client.schedule.getHandle('test/schedule/checkledger').describe();
  expect(info.recentActions).toHaveLength(1);
  expect((await (await login(tested.app, 'operator1')).post('/api/ledger-checks', {})).status).toBe(403);
});

test('the metrics say the same to who has the token, and nothing personal', async () => {
  const ask = (authorization?: string) =>
    tested.app.inject({ url: '/metrics', headers: authorization ? { authorization } : {} });
  expect((await ask()).statusCode).toBe(403);
  expect((await ask('Bearer wrong')).statusCode).toBe(403);
  const { body, headers, statusCode } = await ask(`Bearer ${METRICS_TOKEN}`);
  expect(statusCode).toBe(200);
  expect(headers['content-type']).toContain('text/plain');
  expect(body).toContain('oshirase_state{check="temporal"} 0');
  expect(body).toContain('oshirase_state{check="gateway"} 2');
  expect(body).toContain('oshirase_count{check="nudges"}');
  expect(body).toMatch(/oshirase_data_age_seconds\{department="tax",interface="payments"\} \d{7}/);
  expect(body).toContain('oshirase_api_process_cpu_seconds_total');
  // Whole numbers: a time in seconds may hold any three digits.
  for (const secret of ['09044440000', '09099990000', '試験', account.accountId]) expect(body).not.toContain(secret);
});
