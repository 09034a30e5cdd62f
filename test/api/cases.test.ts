import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { addDays, instantAt } from '../../domain/time.ts';
import { openApp, type TestApp } from '../helpers/app.ts';
import { testDatabase } from '../helpers/database.ts';
import { type Desk, login } from '../helpers/desk.ts';
import { paymentsReach } from '../helpers/facts.ts';
import { aTask } from '../helpers/queue.ts';
import { aResult, type CaseReply, claimed } from '../helpers/results.ts';
import { devServer } from '../helpers/temporal.ts';

let centre: TestApp;
let one: Desk;
let two: Desk;
afterAll(() => centre.stop());
const { db } = await testDatabase();
const env = await devServer();
const TODAY = '2026-11-26';
let homes = 0;

beforeAll(async () => {
  centre = await openApp({ db, env });
  await paymentsReach(db, 'city_tax', instantAt(TODAY, '06:00'));
  [one, two] = await Promise.all([login(centre.app, 'operator1'), login(centre.app, 'operator2')]);
}, 60_000);

/** Each test begins with nobody holding anything. */
beforeEach(() =>
  db.query(
    `UPDATE contact_unit SET lease_holder = NULL, lease_claim_id = NULL, lease_task_id = NULL, lease_phase = NULL, lease_since = NULL, lease_until = NULL`,
  ),
);

function newTask(priority = 1) {
  homes += 1;
  return aTask(db, { household: `H${homes}`, priority });
}

async function facts(): Promise<Record<string, number>> {
  const tables = [
    'ledger',
    'contact',
    'contact_line',
    'promise',
    'task',
    'decision',
    'nudge',
    'intent',
    'message',
    'hand_over',
    'sms',
    'letter',
  ];
  const { rows } = await db.query<Record<string, number>>(
    `SELECT ${tables.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`).join(', ')}, (SELECT sum(fact_version) FROM account) AS facts`,
  );
  return rows[0]!;
}

test('next gives the best case with everything the screen shows, and the same one again until it is done', async () => {
  await newTask(1);
  const best = await newTask(90);
  const { status, body } = await one.post<CaseReply>('/api/tasks/next');
  expect(status).toBe(200);
  expect(body.claim.task_id).toBe(best.taskId);
  expect(body.phones[0]!.number).toBe('09012345670');
  const again = await one.post<CaseReply>('/api/tasks/next');
  expect(again.body.claim).toMatchObject({ claim_id: body.claim.claim_id, version: body.claim.version });
  expect(await one.get('/api/cases/current')).toMatchObject({ body: { claim: { claim_id: body.claim.claim_id } } });

  const other = await two.post<CaseReply>('/api/tasks/next');
  expect(other.body.claim.task_id).not.toBe(best.taskId);
  const release = { version: other.body.claim.version, task_id: other.body.claim.task_id, reason: 'break' };
  expect(await two.post(`/api/cases/${other.body.claim.claim_id}/release`, release)).toMatchObject({ status: 204 });
  expect(await two.post('/api/tasks/next')).toMatchObject({ status: 404, body: { code: 'no_task' } });

  const result = aResult(body, best);
  expect(await one.post(`/api/cases/${body.claim.claim_id}/result`, result)).toMatchObject({ status: 200 });
  expect(await one.get('/api/cases/current')).toMatchObject({ status: 200, body: null });
});

test('a result sent again with the same claim answers the same and writes nothing', async () => {
  const task = await newTask();
  const found = await claimed(one, task.taskId);
  const result = aResult(found, task, { text: '試験の記録' });
  const first = await one.post(`/api/cases/${found.claim.claim_id}/result`, result);
  const before = await facts();
  const second = await one.post(`/api/cases/${found.claim.claim_id}/result`, result);
  expect([second.status, second.body]).toEqual([200, first.body]);
  expect(await facts()).toEqual(before);
});

test('a preview names the wait and changes nothing', async () => {
  const task = await newTask();
  const found = await claimed(one, task.taskId);
  const before = await facts();
  const { status, body } = await one.post<{ waiting_for: string; account_id: string }[]>(
    `/api/cases/${found.claim.claim_id}/preview`,
    aResult(found, task),
  );
  expect(status).toBe(200);
  expect(body).toHaveLength(1);
  expect(body[0]!.account_id).toBe(task.accountId);
  expect(body[0]!.waiting_for).toEqual(expect.any(String));
  expect(await facts()).toEqual(before);
  await one.post(`/api/cases/${found.claim.claim_id}/result`, aResult(found, task));
});

test('a case that somebody else took answers 409 with who and since when, and the draft survives', async () => {
  const task = await newTask();
  const mine = await claimed(one, task.taskId);
  const draft = { outcome: 'promise', text: '試験の下書き' };
  expect(
    await one.send('PUT', `/api/cases/${mine.claim.claim_id}/draft`, { task_id: task.taskId, content: draft }),
  ).toMatchObject({ status: 200 });
  expect(await two.post(`/api/tasks/${task.taskId}/claim`)).toMatchObject({
    status: 409,
    body: { code: 'stale_lease', params: { holder: '丸山 菜月', since: expect.stringMatching(/^\d\d:\d\d$/) } },
  });

  await db.query(`UPDATE contact_unit SET lease_until = clock_timestamp() - interval '1 second' WHERE id = $1`, [
    task.unitId,
  ]);
  const theirs = await claimed(two, task.taskId);
  const late = await one.post(`/api/cases/${mine.claim.claim_id}/result`, aResult(mine, task));
  expect(late).toMatchObject({ status: 409, body: { code: 'stale_lease', params: { holder: '五十嵐 亮' } } });
  expect(
    await one.post(`/api/cases/${mine.claim.claim_id}/heartbeat`, {
      version: mine.claim.version,
      task_id: task.taskId,
    }),
  ).toMatchObject({ status: 409 });

  await two.post(`/api/cases/${theirs.claim.claim_id}/release`, {
    version: theirs.claim.version,
    task_id: task.taskId,
    reason: 'other',
  });
  expect((await claimed(one, task.taskId)).draft).toEqual(draft);
  await db.query(`UPDATE contact_unit SET lease_until = clock_timestamp() - interval '1 second' WHERE id = $1`, [
    task.unitId,
  ]);
});

test('an old version of the own claim is lost, too', async () => {
  const task = await newTask();
  const found = await claimed(one, task.taskId);
  const result = aResult(found, task, { version: found.claim.version - 1 });
  expect(await one.post(`/api/cases/${found.claim.claim_id}/result`, result)).toMatchObject({
    status: 409,
    body: { code: 'lease_lost' },
  });
  expect(await one.post(`/api/tasks/${(await newTask()).taskId}/claim`)).toMatchObject({
    status: 409,
    body: { code: 'already_claimed' },
  });
  await one.post(`/api/cases/${found.claim.claim_id}/result`, aResult(found, task));
});

test('a promise must lie within the next sixty days', async () => {
  const task = await newTask();
  const found = await claimed(one, task.taskId);
  const promiseFor = (promised_for: string) =>
    aResult(found, task, {
      outcome: 'promise',
      spoke_with: 'self',
      promise: { promised_for, amounts: [{ account_id: task.accountId, amount: 10_000 }] },
    });
  for (const day of [addDays(TODAY, -1), addDays(TODAY, 61)])
    for (const verb of ['preview', 'result'])
      expect(await one.post(`/api/cases/${found.claim.claim_id}/${verb}`, promiseFor(day))).toMatchObject({
        status: 422,
        body: { code: 'promise_date', params: { days: 60 } },
      });
  expect(await one.post(`/api/cases/${found.claim.claim_id}/result`, promiseFor(addDays(TODAY, 7)))).toMatchObject({
    status: 200,
  });
  const { rows } = await db.query('SELECT promised_for, amount, state FROM promise WHERE account_id = $1', [
    task.accountId,
  ]);
  expect(rows).toEqual([{ promised_for: addDays(TODAY, 7), amount: 10_000, state: 'open' }]);
});

test('a call-back is agreed within the operating hours to come', async () => {
  const task = await newTask();
  const found = await claimed(one, task.taskId);
  const callback = (at: Date) =>
    aResult(found, task, { outcome: 'callback_requested', spoke_with: 'self', callback: { at, mine: true } });
  for (const at of [
    instantAt(addDays(TODAY, 1), '07:00'),
    instantAt(addDays(TODAY, 1), '22:00'),
    instantAt(addDays(TODAY, -1), '10:00'),
  ])
    expect(await one.post(`/api/cases/${found.claim.claim_id}/result`, callback(at))).toMatchObject({
      status: 422,
      body: { code: 'outside_operating_hours' },
    });
  expect(
    await one.post(`/api/cases/${found.claim.claim_id}/result`, callback(instantAt(addDays(TODAY, 1), '14:00'))),
  ).toMatchObject({ status: 200 });
});

test('a result may name nothing that is not of this home', async () => {
  const task = await newTask();
  const stranger = await newTask();
  const found = await claimed(one, task.taskId);
  const before = await facts();
  for (const wrong of [
    { account_ids: [stranger.accountId] },
    { account_ids: [randomUUID()] },
    { phone_id: randomUUID() },
    { phone_id: stranger.phoneIds[0]! },
    { call_id: randomUUID() },
  ])
    expect(await one.post(`/api/cases/${found.claim.claim_id}/result`, aResult(found, task, wrong))).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
  const twice = aResult(found, task, { account_ids: [task.accountId, task.accountId] });
  expect(await one.post(`/api/cases/${found.claim.claim_id}/result`, twice)).toMatchObject({ status: 400 });
  expect(await facts()).toEqual(before);
  const draft = { task_id: randomUUID(), content: {} };
  expect(await one.send('PUT', `/api/cases/${found.claim.claim_id}/draft`, draft)).toMatchObject({ status: 404 });
  await one.post(`/api/cases/${found.claim.claim_id}/result`, aResult(found, task));
});

test('a promise for an account that was not spoken about, or made by nobody, is refused rather than dropped', async () => {
  const task = await newTask();
  const found = await claimed(one, task.taskId);
  const promise = { promised_for: addDays(TODAY, 7), amounts: [{ account_id: task.accountId, amount: 10_000 }] };
  const elsewhere = { ...promise, amounts: [{ account_id: randomUUID(), amount: 10_000 }] };
  for (const wrong of [
    { outcome: 'promise', spoke_with: 'self', promise: elsewhere },
    { outcome: 'promise', spoke_with: null, promise },
  ] as const)
    expect(await one.post(`/api/cases/${found.claim.claim_id}/result`, aResult(found, task, wrong))).toMatchObject({
      status: 400,
    });
  await one.post(`/api/cases/${found.claim.claim_id}/result`, aResult(found, task));
});
