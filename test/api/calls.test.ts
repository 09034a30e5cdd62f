import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { instantAt } from '../../domain/time.ts';
import { openApp, type TestApp } from '../helpers/app.ts';
import { until } from '../helpers/calls.ts';
import { testDatabase } from '../helpers/database.ts';
import { type Desk, login } from '../helpers/desk.ts';
import { paymentsReach } from '../helpers/facts.ts';
import { aTask } from '../helpers/queue.ts';
import { aResult, type CaseReply, claimed } from '../helpers/results.ts';
import { devServer } from '../helpers/temporal.ts';
import type { FateKind } from '../sim/asterisk/script.ts';

let centre: TestApp;
let one: Desk;
let two: Desk;
let fate: FateKind = 'ring_out';
afterAll(() => centre.stop());
const { db } = await testDatabase();
const env = await devServer();
let homes = 0;

beforeAll(async () => {
  centre = await openApp({ db, env, answer: () => ({ kind: fate }) });
  await paymentsReach(db, 'city_tax', instantAt('2026-11-26', '06:00'));
  [one, two] = await Promise.all([login(centre.app, 'operator1'), login(centre.app, 'operator2')]);
}, 60_000);

type Call = NonNullable<CaseReply['call']> & Record<string, unknown>;

async function aCase() {
  homes += 1;
  const task = await aTask(db, { household: `H${homes}`, priority: 1 });
  const found = await claimed(one, task.taskId);
  const body = { version: found.claim.version, task_id: task.taskId, phone_id: task.phoneIds[0]! };
  return { task, found, calls: `/api/cases/${found.claim.claim_id}/calls`, body };
}

async function ended(id: string): Promise<Call> {
  await until(async () => (await one.get<Call>(`/api/calls/${id}`)).body.state === 'ended');
  return (await one.get<Call>(`/api/calls/${id}`)).body;
}

test('a call that nobody takes proposes its result, which one more action records', async () => {
  fate = 'ring_out';
  const { task, found, calls, body } = await aCase();
  const started = await one.post<Call>(calls, body);
  expect(started.status).toBe(200);
  const call = await ended(started.body.id);
  expect(call).toMatchObject({ proposed_outcome: 'no_answer', number: '09012345670' });
  const current = await one.get<CaseReply>('/api/cases/current');
  expect(current.body.claim.phase).toBe('wrap_up');
  const result = aResult(current.body, task, { call_id: call.id, version: current.body.claim.version });
  expect(await one.post(`/api/cases/${found.claim.claim_id}/preview`, result)).toMatchObject({
    status: 200,
    body: [{ waiting_for: 'call_task' }],
  });
  expect(await one.post(`/api/cases/${found.claim.claim_id}/result`, result)).toMatchObject({ status: 200 });
  const { rows } = await db.query('SELECT outcome, call_id, session FROM contact WHERE account_id = $1', [
    task.accountId,
  ]);
  expect(rows).toEqual([{ outcome: 'no_answer', call_id: call.id, session: 'weekday' }]);
});

test('while a call is up there is no second one, no result and no release; only its operator hangs up', async () => {
  fate = 'answer';
  const { task, found, calls, body } = await aCase();
  const { body: call } = await one.post<Call>(calls, body);
  await until(async () => (await one.get<Call>(`/api/calls/${call.id}`)).body.state === 'talking');
  const { claim } = (await one.get<CaseReply>('/api/cases/current')).body;
  const now = { ...body, version: claim.version };
  expect(await one.post(calls, now)).toMatchObject({ status: 409, body: { code: 'call_running' } });
  const result = aResult(found, task, { version: claim.version, call_id: call.id });
  expect(await one.post(`/api/cases/${claim.claim_id}/result`, result)).toMatchObject({
    status: 409,
    body: { code: 'call_running' },
  });
  const release = { version: claim.version, task_id: task.taskId, reason: 'break' };
  expect(await one.post(`/api/cases/${claim.claim_id}/release`, release)).toMatchObject({
    status: 409,
    body: { code: 'call_running' },
  });
  expect(await two.post(`/api/calls/${call.id}/hang-up`)).toMatchObject({ status: 403, body: { code: 'forbidden' } });

  expect(await one.post(`/api/calls/${call.id}/hang-up`)).toMatchObject({ status: 200 });
  await ended(call.id);
  const after = (await one.get<CaseReply>('/api/cases/current')).body.claim;
  const talked = { ...result, version: after.version, outcome: 'talked_no_promise', spoke_with: 'self' };
  expect(await one.post(`/api/cases/${claim.claim_id}/result`, talked)).toMatchObject({ status: 200 });
});

test('a dead number is marked and the gate refuses to dial it again', async () => {
  fate = 'dead';
  const { task, found, calls, body } = await aCase();
  const { body: started } = await one.post<Call>(calls, body);
  const call = await ended(started.id);
  expect(call.proposed_outcome).toBe('dead_number');
  const { claim } = (await one.get<CaseReply>('/api/cases/current')).body;
  const result = aResult(found, task, { version: claim.version, call_id: call.id, outcome: 'dead_number' });
  expect(await one.post(`/api/cases/${claim.claim_id}/result`, result)).toMatchObject({ status: 200 });
  const { rows } = await db.query('SELECT status FROM phone WHERE id = $1', [task.phoneIds[0]]);
  expect(rows).toEqual([{ status: 'dead' }]);
});

test('the gate refuses a paid account at the last second and says why', async () => {
  const { task, found, calls, body } = await aCase();
  await db.query('UPDATE arrears_line SET outstanding = 0 WHERE account_id = $1', [task.accountId]);
  const refused = await one.post(calls, body);
  expect(refused).toMatchObject({
    status: 422,
    body: { code: 'gate_refused', params: { refusal: expect.any(String) } },
  });
  const { claim } = (await one.get<CaseReply>('/api/cases/current')).body;
  const release = { version: claim.version, task_id: task.taskId, reason: 'not_suitable' };
  expect(await one.post(`/api/cases/${found.claim.claim_id}/release`, release)).toMatchObject({ status: 204 });
});

test('a number of another home is not found', async () => {
  const stranger = await aTask(db, { household: 'stranger', priority: 1 });
  const { task, found, calls, body } = await aCase();
  expect(await one.post(calls, { ...body, phone_id: stranger.phoneIds[0] })).toMatchObject({ status: 404 });
  await one.post(`/api/cases/${found.claim.claim_id}/result`, aResult(found, task));
});
