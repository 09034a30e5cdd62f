import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { fileJournal } from '../../activities/effect-journal.ts';
import { lettersLeaving } from '../../activities/restored-database.ts';
import { gatewayClient } from '../../activities/telephony/gateway-client.ts';
import { instantAt } from '../../domain/time.ts';
import { createDatabase, type Database, transaction } from '../../prisma/database.ts';
import { migrate } from '../../prisma/migrate.ts';
import { markPrinted } from '../../records/letter.ts';
import { cutOff, openBatch } from '../../records/letter-batch.ts';
import { reconcileIntent } from '../../records/reconcile.ts';
import { backupFor, backupSet } from '../../setup/backup/set.ts';
import { putBack } from '../../setup/backup/put-back.ts';
import { takeBackup } from '../../setup/backup/take.ts';
import { freePort } from '../../setup/ports.ts';
import { type Postgres, startPostgres } from '../../setup/postgres.ts';
import { storedSecret } from '../../setup/secrets.ts';
import { accountWorkflowId } from '../../workflows/ids.ts';
import { aCallTask, aPlannedCall } from '../helpers/calls.ts';
import { staffId, testCity } from '../helpers/city.ts';
import { anAccount, paymentsReach, type SeededAccount } from '../helpers/facts.ts';
import { aPlannedLetter } from '../helpers/planned-letter.ts';
import { ownProcess } from '../helpers/processes.ts';
import { temporalServer } from '../helpers/temporal.ts';
import { type AsteriskSimulator, startAsteriskSimulator } from '../sim/asterisk/simulator.ts';
import { type SmsSimulator, startSmsSimulator } from '../sim/sms/simulator.ts';
import type { Step } from '../../domain/rules.ts';
import { rulesInForce } from '../helpers/rules.ts';

jest.setTimeout(180_000);

const startAt = instantAt('2026-09-07', '10:00');
const folder = await mkdtemp(path.join(tmpdir(), 'oshirase-drill-'));
const temporal = await temporalServer();
const gatewayUrl = `http://127.0.0.1:${await freePort()}`;
let dataDir = path.join(folder, 'data');
let set: string;
let postgres: Postgres;
let db: Database;
let client: Client;
let sms: SmsSimulator;
let asterisk: AsteriskSimulator;

const settings = () => ({
  ...{ DATABASE_URL: postgres.url, TEMPORAL_ADDRESS: temporal.address, DATA_DIR: dataDir },
  ...{ CODEC_KEY: Buffer.alloc(32).toString('base64'), SMS_URL: sms.url, SMS_TOKEN: 'token' },
  ...{ ASTERISK_URL: asterisk.url, ASTERISK_USER: asterisk.user, ASTERISK_PASSWORD: asterisk.password },
  ...{ GATEWAY_URL: gatewayUrl, GATEWAY_SECRET: 'secret' },
});
const worker = ownProcess('activities/main.ts', settings);
const gateway = ownProcess('activities/telephony/main.ts', settings);

const steps: Step[] = [
  {
    ...{ no: 1, name: 'SMS', condition: { field: 'has_mobile', is: true }, channel: 'sms', session: 'any' },
    ...{ attempts: 1, spacing: 1, waitAfter: 30 },
  },
];

beforeAll(async () => {
  sms = await startSmsSimulator({ port: 0, token: 'token', now: async () => startAt });
  asterisk = await startAsteriskSimulator({ port: 0, speed: 20 });
  const password = await storedSecret(dataDir, 'postgres');
  set = backupSet(path.join(folder, 'backups'), password);
  await writeFile(path.join(dataDir, 'log'), '');
  postgres = await startPostgres({
    ...{ folder: path.join(dataDir, 'postgres'), port: await freePort(), password, log: path.join(dataDir, 'log') },
    archive: set,
  });
  await migrate(postgres.url);
  db = createDatabase(postgres.url);
  await testCity(db);
  await db.query('UPDATE installation SET clock_offset_ms = $1', [startAt.getTime() - Date.now()]);
  await rulesInForce(db, { steps });
  await paymentsReach(db, 'city_tax', startAt);
  client = new Client({ connection: await Connection.connect({ address: temporal.address }) });
});
afterAll(async () => {
  await Promise.all([worker.stop('SIGKILL'), gateway.stop('SIGKILL')]);
  await client?.connection.close();
  await Promise.allSettled([db?.end(), postgres?.stop(), sms?.close(), asterisk?.stop()]);
  await rm(folder, { recursive: true, force: true });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const limit = Date.now() + 60_000; !(await holds().catch(() => false)); await pause(200)) {
    if (Date.now() > limit) throw new Error(`Not in time: ${holds.toString()}`);
  }
}

const debtor = (number: string) => anAccount(db, { at: startAt, phones: [number] });
const textsTo = (number: string) => sms.texts.filter(({ to }) => to === number).length;

async function statusOf({ accountId }: SeededAccount): Promise<string> {
  const workflowId = accountWorkflowId({ installation: 'test', receivable: 'city_tax', accountId, episodeNo: 1 });
  return client.workflow
    .getHandle(workflowId)
    .describe()
    .then(
      ({ status }) => status.name,
      () => 'NONE',
    );
}

async function one<Row extends object>(sql: string, values: unknown[]): Promise<Row> {
  const { rows } = await db.query<Row>(sql, values);
  return rows[0]!;
}

const intentOf = ({ accountId }: SeededAccount) =>
  one<{ id: string; kind: string; state: string }>('SELECT id, kind, state FROM intent WHERE account_id = $1', [
    accountId,
  ]);
const waitOf = async ({ accountId }: SeededAccount) =>
  (await one<{ waiting_for: string }>('SELECT waiting_for FROM account WHERE id = $1', [accountId])).waiting_for;

const [KEPT, TEXTED, NEW] = ['09011110000', '09022220000', '09033330000'];
let kept: SeededAccount;
let texted: SeededAccount;
let lettered: SeededAccount & { letterId: string };
let rung: SeededAccount & { taskId: string };
let unborn: SeededAccount;

test('acts, a backup, more acts: texts, a ring, a letter, a new case, a case closed', async () => {
  kept = await debtor(KEPT);
  worker.start();
  await until(
    async () => textsTo(KEPT) === 1 && (await waitOf(kept)) !== 'sms_result' && (await statusOf(kept)) === 'RUNNING',
  );
  await worker.stop();
  texted = await debtor(TEXTED);
  lettered = await aPlannedLetter(db, { at: startAt });
  rung = await aCallTask(db, { number: '0250000001', at: startAt });
  await takeBackup({ url: postgres.url, dataDir, backupDir: set, say: () => undefined });
});

let moment: Date;
let rings: number;

test('what happens after the moment really goes out', async () => {
  await pause(100);
  moment = new Date();
  await pause(100);
  worker.start();
  gateway.start();
  unborn = await debtor(NEW);
  await until(async () => textsTo(TEXTED) === 1 && textsTo(NEW) === 1 && (await statusOf(unborn)) === 'RUNNING');

  const callId = await aPlannedCall(db, { ...rung, login: 'operator1', phoneId: rung.phoneIds[0]!, at: startAt });
  const line = gatewayClient({ url: gatewayUrl, secret: 'secret' });
  await until(() => line.startCall(callId).then(() => true));
  await until(async () => asterisk.rings.length === 1);
  rings = asterisk.rings.length;

  const actor = { kind: 'staff', id: await staffId(db, 'operator1') } as const;
  await transaction(db, async (tx) => {
    const batchId = await openBatch(tx, actor, 'city_tax', startAt);
    await cutOff(tx, batchId, startAt);
    await tx.query(`UPDATE letter_batch SET state = 'rendered' WHERE id = $1`, [batchId]);
    await tx.query(`UPDATE letter SET state = 'rendered' WHERE batch_id = $1`, [batchId]);
    await markPrinted(tx, actor, batchId, startAt);
    const leaving = await lettersLeaving(tx, batchId);
    expect(leaving).toHaveLength(1);
    const at = startAt.toISOString();
    await fileJournal(path.join(dataDir, 'effects')).note(leaving.map((letter) => ({ kind: 'print', ...letter, at })));
  });

  await db.query('UPDATE arrears_line SET removed_at = $1 WHERE account_id = $2', [startAt, kept.accountId]);
  await db.query(`UPDATE effect_window SET state = 'closed', effect = 0, closed_at = $1 WHERE account_id = $2`, [
    ...[startAt, kept.accountId],
  ]);
  await db.query('UPDATE account SET fact_version = fact_version + 1, nudge_sent_at = NULL WHERE id = $1', [
    kept.accountId,
  ]);
  await db.query(`INSERT INTO nudge (account_id, cause) VALUES ($1, 'test')`, [kept.accountId]);
  await until(async () => (await statusOf(kept)) === 'COMPLETED');
});

test('put back to the moment: Temporal follows the facts, what went out since is parked and not repeated', async () => {
  await Promise.all([worker.stop(), gateway.stop()]);
  await db.end();
  const into = path.join(folder, 'restored');
  const restored = await putBack({
    backup: await backupFor(set, moment),
    into,
    to: moment,
    from: dataDir,
    say: () => undefined,
  });
  await postgres.stop();
  [postgres, dataDir] = [restored, into];
  db = createDatabase(postgres.url);
  expect((await db.query('SELECT FROM intent WHERE account_id = $1', [texted.accountId])).rowCount).toBe(0);
  expect((await db.query('SELECT FROM account WHERE id = $1', [unborn.accountId])).rowCount).toBe(0);

  sms.setMode('unavailable');
  worker.start();
  gateway.start();
  await until(
    async () => (await one<{ n: number }>('SELECT count(*) AS n FROM recovery WHERE ended_at IS NULL', [])).n === 1,
  );
  await until(async () => (await fetch(`${gatewayUrl}/healthz`)).ok);
  const line = gatewayClient({ url: gatewayUrl, secret: 'secret' });
  const callId = await aPlannedCall(db, { ...rung, login: 'operator1', phoneId: rung.phoneIds[0]!, at: startAt });
  await until(() =>
    line.startCall(callId).then(
      () => false,
      ({ code }) => code === 'recovering',
    ),
  );
  sms.setMode('up');

  await until(
    async () => (await one<{ n: number }>('SELECT count(*) AS n FROM recovery WHERE ended_at IS NULL', [])).n === 0,
  );
  await until(async () => (await statusOf(unborn)) === 'COMPLETED' && (await statusOf(kept)) === 'RUNNING');
  await until(async () => (await waitOf(texted)) === 'unknown_intent');
  expect((await intentOf(texted)).state).toBe('unknown');
  expect(await intentOf(lettered)).toMatchObject({ kind: 'print', state: 'unknown' });
  expect(await one('SELECT state, state_reason FROM letter WHERE id = $1', [lettered.letterId])).toEqual({
    ...{ state: 'refused', state_reason: 'printed_before_restore' },
  });
  const ring = await one<{ n: number }>(
    `SELECT count(*) AS n FROM intent WHERE account_id = $1 AND state = 'unknown'`,
    [...[rung.accountId]],
  );
  expect(ring.n).toBe(1);
  expect(await one('SELECT effects FROM recovery', [])).toEqual({ effects: 4 });
  const { rows: losses } = await db.query(
    `SELECT detail->>'loss' AS loss FROM ledger WHERE act = 'run_resumed' AND account_id = $1 ORDER BY id`,
    [kept.accountId],
  );
  expect(losses).toEqual([{ loss: 'database_restored' }, { loss: 'run_ended' }]);
  expect(
    (await db.query(`SELECT FROM ledger WHERE act = 'intent_found' AND account_id = $1`, [texted.accountId])).rowCount,
  ).toBe(1);
  expect([textsTo(KEPT), textsTo(TEXTED), textsTo(NEW), asterisk.rings.length]).toEqual([1, 1, 1, rings]);
});

test('the lost case comes back with the next file: its text is known by the number and not sent again', async () => {
  const again = await debtor(NEW);
  await until(async () => (await waitOf(again)) === 'unknown_intent');
  expect(textsTo(NEW)).toBe(1);
});

test('a person says that the text and the letter went out: they count as sent and the cases go on', async () => {
  const { id } = await intentOf(texted);
  const actor = { kind: 'staff', id: await staffId(db, 'manager') } as const;
  await transaction(db, (tx) => reconcileIntent(tx, actor, { intentId: id, wentOut: true, at: startAt }));
  const letter = await intentOf(lettered);
  await transaction(db, (tx) => reconcileIntent(tx, actor, { intentId: letter.id, wentOut: true, at: startAt }));
  await until(async () => (await waitOf(texted)) === 'after_sms');
  expect(textsTo(TEXTED)).toBe(1);
  expect(await one('SELECT state FROM letter WHERE id = $1', [lettered.letterId])).toEqual({ state: 'handed_over' });
  expect(await one('SELECT outcome FROM contact WHERE account_id = $1', [lettered.accountId])).toEqual({
    ...{ outcome: 'letter_handed_over' },
  });
});
