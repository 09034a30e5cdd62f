import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { gatewayClient } from '../../activities/telephony/gateway-client.ts';
import { instantAt } from '../../domain/time.ts';
import { freePort } from '../../setup/ports.ts';
import { startTemporal, type Temporal } from '../../setup/temporal.ts';
import { accountWorkflowId, scheduleId } from '../../workflows/ids.ts';
import { aCallTask, aPlannedCall } from '../helpers/calls.ts';
import { testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';
import { anAccount, aPayment, paymentsReach, type SeededAccount } from '../helpers/facts.ts';
import { ownProcess } from '../helpers/processes.ts';
import { type AsteriskSimulator, startAsteriskSimulator } from '../sim/asterisk/simulator.ts';
import { type SmsSimulator, startSmsSimulator } from '../sim/sms/simulator.ts';
import type { Step } from '../../domain/rules.ts';
import { rulesInForce } from '../helpers/rules.ts';

jest.setTimeout(180_000);

const { db, url } = await testDatabase();
const startAt = instantAt('2026-09-07', '10:00');
const folder = await mkdtemp(path.join(tmpdir(), 'oshirase-lost-'));
const store = path.join(folder, 'temporal.sqlite');
const [port, gatewayPort] = [await freePort(), await freePort()];
const gatewayUrl = `http://127.0.0.1:${gatewayPort}`;
let sms: SmsSimulator;
let asterisk: AsteriskSimulator;
let temporal: Temporal;
let client: Client;

const settings = () => ({
  ...{ DATABASE_URL: url, TEMPORAL_ADDRESS: `127.0.0.1:${port}`, DATA_DIR: folder },
  ...{ SMS_URL: sms.url, SMS_TOKEN: 'token' },
  ...{ ASTERISK_URL: asterisk.url, ASTERISK_USER: asterisk.user, ASTERISK_PASSWORD: asterisk.password },
  ...{ GATEWAY_URL: gatewayUrl, GATEWAY_SECRET: 'secret' },
});
const worker = ownProcess('activities/main.ts', settings);
const gateway = ownProcess('activities/telephony/main.ts', settings);

/** Each account gets one text and then waits for a month. */
const steps: Step[] = [
  {
    ...{ no: 1, name: 'SMS', condition: { field: 'has_mobile', is: true }, channel: 'sms', session: 'any' },
    ...{ attempts: 1, spacing: 1, waitAfter: 30 },
  },
];

beforeAll(async () => {
  sms = await startSmsSimulator({ port: 0, token: 'token', now: async () => startAt });
  asterisk = await startAsteriskSimulator({ port: 0, speed: 20 });
  await testCity(db);
  await db.query('UPDATE installation SET clock_offset_ms = $1', [startAt.getTime() - Date.now()]);
  await rulesInForce(db, { steps });
  await paymentsReach(db, 'city_tax', startAt);
  await openStore();
  client = new Client({ connection: await Connection.connect({ address: `127.0.0.1:${port}` }) });
});
afterAll(async () => {
  await Promise.all([worker.stop('SIGKILL'), gateway.stop('SIGKILL')]);
  await client.connection.close();
  await Promise.all([temporal.stop(), sms.close(), asterisk.stop()]);
  await rm(folder, { recursive: true, force: true });
});

async function openStore(): Promise<void> {
  temporal = await startTemporal({ port, file: store, log: path.join(folder, 'temporal.log') });
}

async function removeStore(): Promise<void> {
  for (const end of ['', '-wal', '-shm']) await rm(store + end, { force: true });
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const limit = Date.now() + 120_000; !(await holds()); await pause(200)) {
    if (Date.now() > limit) throw new Error(`Not within two minutes: ${holds.toString()}`);
  }
}

let seeded = 0;
function aDebtor(): Promise<SeededAccount> {
  seeded += 1;
  return anAccount(db, { at: startAt, phones: [`090200${1_000 + seeded}0`] });
}

async function statusOf(accountId: string): Promise<string> {
  const workflowId = accountWorkflowId({ installation: 'test', receivable: 'city_tax', accountId, episodeNo: 1 });
  return client.workflow
    .getHandle(workflowId)
    .describe()
    .then(
      ({ status }) => status.name,
      () => 'NONE',
    );
}

async function allRun(): Promise<boolean> {
  const { rows } = await db.query<{ id: string }>(
    'SELECT a.id FROM account a JOIN episode e ON e.account_id = a.id WHERE e.closed_at IS NULL',
  );
  const states = await Promise.all(rows.map(({ id }) => statusOf(id)));
  return states.every((state) => state === 'RUNNING');
}

async function isSettled(): Promise<boolean> {
  const { rowCount } = await db.query(
    `SELECT FROM account a JOIN episode e ON e.account_id = a.id AND e.closed_at IS NULL
      WHERE a.fact_version > a.decided_version OR a.waiting_for IN ('sms_result')
         OR EXISTS (SELECT FROM nudge WHERE sent_at IS NULL)`,
  );
  return rowCount === 0;
}

/** Accounts whose history says that they were resumed for this reason, and how often at most. */
async function resumed(loss: string): Promise<{ accounts: number; most: number }> {
  const { rows } = await db.query<{ accounts: number; most: number }>(
    `SELECT count(*)::integer AS accounts, coalesce(max(n), 0)::integer AS most
       FROM (SELECT account_id, count(*) AS n FROM ledger WHERE act = 'run_resumed' AND detail->>'loss' = $1 GROUP BY 1) AS told`,
    [loss],
  );
  return rows[0]!;
}

/** What really went out, by the simulators' own books. */
const wentOut = () => ({
  texts: new Set(sms.texts.map(({ to }) => to)).size,
  sent: sms.texts.length,
  rings: asterisk.rings.length,
});

const first: SeededAccount[] = [];

test('before anything is lost every account has its text, one its ring, and a run', async () => {
  for (let n = 0; n < 4; n += 1) first.push(await aDebtor());
  worker.start();
  gateway.start();
  await until(async () => sms.texts.length === 4 && (await isSettled()) && (await allRun()));

  const { taskId, phoneIds } = await aCallTask(db, { number: '0250000001', at: startAt });
  const callId = await aPlannedCall(db, { login: 'operator1', taskId, phoneId: phoneIds[0]!, at: startAt });
  const line = gatewayClient({ url: gatewayUrl, secret: 'secret' });
  await until(() =>
    line.startCall(callId).then(
      () => true,
      () => false,
    ),
  );
  await until(async () => asterisk.rings.length === 1);
  await line.control(callId, 'hang-up').catch(() => undefined);
  await until(async () => (await allRun()) && (await isSettled()));
  expect(wentOut()).toEqual({ texts: 4, sent: 4, rings: 1 });
});

test("Temporal's store is deleted: every open episode runs again, nothing goes out twice, each history says so", async () => {
  await worker.stop();
  await temporal.stop();
  await removeStore();
  await openStore();
  expect(await statusOf(first[0]!.accountId)).toBe('NONE');
  worker.start();
  await until(async () => (await allRun()) && (await isSettled()));
  expect(wentOut()).toEqual({ texts: 4, sent: 4, rings: 1 });
  expect(await resumed('temporal_new')).toEqual({ accounts: 5, most: 1 });
});

test('an old copy of the store comes back under a running worker: runs in the past decide anew, missing ones start', async () => {
  await worker.stop();
  await temporal.stop();
  for (const end of ['', '-wal', '-shm'])
    await copyFile(store + end, path.join(folder, `copy${end}`)).catch(() => undefined);
  await openStore();
  worker.start();

  const later = [await aDebtor(), await aDebtor()];
  const [paid] = first;
  await aPayment(db, {
    ...{ accountId: paid!.accountId, lineId: paid!.lineIds[0]!, amount: 30_000 },
    ...{ paidOn: '2026-09-07', postedAt: startAt },
  });
  await db.query('UPDATE effect_window SET state = $1, effect = 0, closed_at = $2 WHERE account_id = $3', [
    ...['closed', startAt, paid!.accountId],
  ]);
  await db.query('UPDATE arrears_line SET removed_at = $1 WHERE account_id = $2', [startAt, paid!.accountId]);
  await db.query(`UPDATE account SET fact_version = fact_version + 1, nudge_sent_at = NULL WHERE id = $1`, [
    paid!.accountId,
  ]);
  await db.query(`INSERT INTO nudge (account_id, cause) VALUES ($1, 'test')`, [paid!.accountId]);
  await until(
    async () => sms.texts.length === 6 && (await isSettled()) && (await statusOf(paid!.accountId)) === 'COMPLETED',
  );
  await temporal.stop();
  await removeStore();
  for (const end of ['', '-wal', '-shm'])
    await copyFile(path.join(folder, `copy${end}`), store + end).catch(() => undefined);
  await openStore();
  expect(await statusOf(later[0]!.accountId)).toBe('NONE');
  expect(await statusOf(paid!.accountId)).toBe('RUNNING');

  await until(async () => (await resumed('temporal_older')).accounts === 6 && (await allRun()) && (await isSettled()));
  await client.workflow.signalWithStart('account', {
    workflowId: accountWorkflowId({
      installation: 'test',
      receivable: 'city_tax',
      accountId: paid!.accountId,
      episodeNo: 1,
    }),
    taskQueue: 'test/main',
    args: [paid!.episodeId],
    signal: 'nudge',
  });
  await until(async () => (await statusOf(paid!.accountId)) === 'COMPLETED');
  expect(wentOut()).toEqual({ texts: 6, sent: 6, rings: 1 });
  expect((await resumed('temporal_older')).most).toBe(1);
});

test('runs terminated by hand: a new fact resumes one at once, the sweep the other', async () => {
  const [, byFact, bySweep] = first;
  for (const { accountId } of [byFact!, bySweep!]) {
    await client.workflow
      .getHandle(accountWorkflowId({ installation: 'test', receivable: 'city_tax', accountId, episodeNo: 1 }))
      .terminate();
  }
  await aPayment(db, {
    ...{ accountId: byFact!.accountId, lineId: byFact!.lineIds[0]!, amount: 1_000 },
    ...{ paidOn: '2026-09-07', postedAt: startAt },
  });
  await until(async () => (await statusOf(byFact!.accountId)) === 'RUNNING');
  expect(await statusOf(bySweep!.accountId)).toBe('TERMINATED');
  await client.schedule.getHandle(scheduleId('test', 'sweep')).trigger();
  await until(async () => (await allRun()) && (await isSettled()));
  expect(await resumed('run_ended')).toEqual({ accounts: 2, most: 1 });
  expect(wentOut()).toEqual({ texts: 6, sent: 6, rings: 1 });
});

test('the namespace is deleted and made again: everything runs there', async () => {
  await worker.stop();
  await client.connection.operatorService.deleteNamespace({ namespace: 'default' });
  worker.start();
  await until(async () => (await resumed('temporal_new')).most === 2 && (await allRun()) && (await isSettled()));
  expect(wentOut()).toEqual({ texts: 6, sent: 6, rings: 1 });
});
