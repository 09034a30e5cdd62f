import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ChannelStopRow } from '../../api/schemas/channel-stop.ts';
import type { RuleVersion } from '../../api/schemas/rule-version.ts';
import type { Simulation } from '../../api/schemas/simulation.ts';
import type { RuleMigration } from '../../api/schemas/rule-migration.ts';
import { openApp, type TestApp } from '../helpers/app.ts';
import { testDatabase } from '../helpers/database.ts';
import { type Desk, login } from '../helpers/desk.ts';
import { anAccount, paymentsReach } from '../helpers/facts.ts';
import { devServer } from '../helpers/temporal.ts';

let centre: TestApp;
let manager: Desk;
let deputy: Desk;
afterAll(() => centre.stop());
const { db } = await testDatabase();
const env = await devServer();

beforeAll(async () => {
  centre = await openApp({ db, env, worker: true });
  manager = await login(centre.app, 'manager');
  deputy = await login(centre.app, 'deputy');
  const at = await centre.clock.now();
  await paymentsReach(db, 'care', at);
  for (let no = 0; no < 3; no += 1) await anAccount(db, { at, receivable: 'care' });
}, 60_000);

async function activeOf(code: string): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT id FROM rule_version WHERE receivable_code = $1 AND status = 'active'`,
    [code],
  );
  return rows[0]!.id;
}

async function until<T>(look: () => Promise<T>, isSo: (found: T) => boolean): Promise<T> {
  for (let tries = 0; tries < 300; tries += 1) {
    const found = await look();
    if (isSo(found)) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('It did not happen');
}

const version = async (desk: Desk, id: string) => (await desk.get<RuleVersion>(`/api/rule-versions/${id}`)).body;

test('one account is tried under a version by a manager, of its own receivable only, and reading it is logged', async () => {
  const { rows } = await db.query<{ id: string; receivable_code: string }>(
    `SELECT id, receivable_code FROM account WHERE receivable_code = 'care' LIMIT 1`,
  );
  const account_id = rows[0]!.id;
  const of = async (code: string) => ({ kind: 'account', rule_version_id: await activeOf(code), account_id });
  expect((await deputy.post('/api/simulations', await of('care'))).status).toBe(403);
  expect((await manager.post('/api/simulations', await of('city_tax'))).status).toBe(404);
  const asked = await manager.post<{ id: string }>('/api/simulations', await of('care'));
  const path = `/api/simulations/${asked.body.id}`;
  const { account } = await until(
    async () => (await manager.get<Simulation>(path)).body,
    ({ state }) => state === 'done',
  );
  expect(account).toMatchObject({ account_id, follows: 1 });
  expect(account!.after).toEqual(account!.before);
  expect(account!.after[0]!.moments[0]!.reasons.length).toBeGreaterThan(0);
  const read = await db.query(
    `SELECT FROM operation_log WHERE function = 'view' AND target_kind = 'account' AND target_id = $1`,
    [account_id],
  );
  expect(read.rowCount).toBe(1);
});

test('a change goes from draft to approval, each page saying what is next and for whom', async () => {
  const { body: created } = await manager.post<{ id: string }>('/api/rule-versions', { like: await activeOf('care') });
  const { id } = created;
  const drafted = await version(manager, id);
  expect(drafted).toMatchObject({
    status: 'draft',
    version: 2,
    revision: 1,
    verbs: { edit: null, request: 'unchanged' },
  });
  expect(drafted.stages.map(({ stage, state }) => `${stage} ${state}`)).toEqual([
    'drafted done',
    'checked due',
    'simulated open',
    'requested open',
    'approved open',
    'effective open',
    'active open',
    'retired open',
  ]);
  const content = { ...drafted.content, restAfterHold: 4 };
  expect(
    (await manager.send('PATCH', `/api/rule-versions/${id}`, { revision: 1, content, note: '休みを延ばす' })).status,
  ).toBe(204);
  const stale = await manager.send('PATCH', `/api/rule-versions/${id}`, { revision: 1, content });
  expect([stale.status, stale.body.code]).toEqual([409, 'stale_revision']);
  expect((await manager.post(`/api/rule-versions/${id}/check`)).body).toEqual(expect.any(Array));

  const asked = await manager.post<{ id: string }>('/api/simulations', { kind: 'book', rule_version_id: id, days: 10 });
  expect(asked.status).toBe(202);
  const simulation = await until(
    async () => (await manager.get<Simulation>(`/api/simulations/${asked.body.id}`)).body,
    ({ state }) => state === 'done',
  );
  expect(simulation).toMatchObject({ done: 3, total: 3, book: { accounts: 3, changed: 0 } });
  expect((await manager.post(`/api/simulations/${asked.body.id}/cancel`)).status).toBe(409);
  const changes = await manager.get(`/api/simulation-changes?filter={"simulation_id":"${asked.body.id}"}`);
  expect([changes.status, changes.body]).toEqual([200, []]);

  const ready = await version(manager, id);
  expect(ready.verbs).toMatchObject({ request: null, approve: 'no_right' });
  const request = { content_hash: ready.content_hash, effective_from: '2026-12-01', reason: '休みを延ばす' };
  expect((await manager.post(`/api/rule-versions/${id}/request`, request)).status).toBe(204);
  expect((await version(deputy, id)).verbs).toMatchObject({ approve: null, decline: null, edit: 'no_right' });
  expect((await manager.post(`/api/rule-versions/${id}/approve`, { content_hash: ready.content_hash })).status).toBe(
    403,
  );
  expect((await deputy.post(`/api/rule-versions/${id}/approve`, { content_hash: ready.content_hash })).status).toBe(
    204,
  );
  const approved = await version(manager, id);
  expect(approved).toMatchObject({
    status: 'approved',
    requested_by_name: expect.any(String),
    approver_name: expect.any(String),
  });
  expect(approved.events.map(({ act }) => act)).toEqual([
    'rule_drafted',
    'rule_edited',
    'rule_checked',
    'rule_simulated',
    'rule_requested',
    'rule_approved',
  ]);
});

test('each line says how many open accounts meet its condition', async () => {
  const { body } = await manager.get<{ version: number[]; base: null }>(
    `/api/rule-versions/${await activeOf('care')}/matches`,
  );
  expect(body).toEqual({ version: [3, 0, 0, 3, 0, 3], base: null });
  expect((await manager.get('/api/rule-versions/00000000-0000-4000-8000-000000000000/matches')).status).toBe(404);
});

test('what was not written by anybody has its stages too, and an unknown id is not found', async () => {
  const first = await version(manager, await activeOf('city_tax'));
  expect(first.stages.map(({ stage, state }) => `${stage} ${state}`)).toEqual(['active done', 'retired open']);
  expect((await manager.get('/api/rule-versions/00000000-0000-4000-8000-000000000000')).status).toBe(404);
});

describe('an emergency stop', () => {
  test('is one person’s, shown to all, refuses what goes out and ends with a reason', async () => {
    const operator = await login(centre.app, 'operator1');
    const body = { channel: 'call', receivable_code: 'care', reason: '苦情' };
    expect((await operator.post('/api/channel-stops', body)).status).toBe(403);
    const { status, body: stop } = await deputy.post<{ id: string }>('/api/channel-stops', body);
    expect(status).toBe(201);
    expect((await manager.post('/api/channel-stops', body)).status).toBe(409);
    const { body: open } = await operator.get<ChannelStopRow[]>('/api/channel-stops?filter={"open":true}');
    expect(open).toMatchObject([{ id: stop.id, channel: 'call', receivable_code: 'care', ended_at: null }]);
    expect((await manager.post(`/api/channel-stops/${stop.id}/end`, { reason: '解決' })).status).toBe(204);
    const { body: current } = await operator.get<ChannelStopRow[]>('/api/channel-stops?filter={"current":true}');
    expect(current).toMatchObject([{ id: stop.id, untold: true, told: 0, to_tell: null }]);
    expect((await manager.post(`/api/channel-stops/${stop.id}/end`, { reason: '解決' })).status).toBe(409);
    const unknown = { ...body, receivable_code: 'of_nobody' };
    expect((await manager.post('/api/channel-stops', unknown)).status).toBe(400);
  });
});

test('moving running accounts is previewed by its workflow and can be given up', async () => {
  const { status, body } = await manager.post<{ id: string }>('/api/rule-migrations', {
    to_version_id: await activeOf('care'),
    reason: '試す',
  });
  expect(status).toBe(201);
  const look = async () => (await deputy.get<RuleMigration>(`/api/rule-migrations/${body.id}`)).body;
  const previewed = await until(look, ({ state }) => state === 'previewed');
  expect(previewed).toMatchObject({ accounts: 0, may_approve: true });
  const items = await deputy.get(`/api/rule-migration-items?filter={"migration_id":"${body.id}","changed":true}`);
  expect([items.status, items.body]).toEqual([200, []]);
  expect((await manager.post(`/api/rule-migrations/${body.id}/discard`)).status).toBe(204);
  expect((await manager.get('/api/rule-migrations?filter={"receivable_code":"care"}')).body).toMatchObject([
    { id: body.id, state: 'discarded' },
  ]);
});
