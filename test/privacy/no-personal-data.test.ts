import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import proto from '@temporalio/proto';
import { codecKeys } from '../../activities/codec-key.ts';
import { dataConverter } from '../../activities/codec.ts';
import { writeExchangeFile } from '../../activities/exchange/write.ts';
import { nudgeDue } from '../../activities/reconciler.ts';
import { runEvents } from '../../api/queries/run-events.ts';
import { exchangeFileName, type ExchangeInterface, type ExchangeRows } from '../../domain/exchange-layout.ts';
import { instantAt } from '../../domain/time.ts';
import { freePort } from '../../setup/ports.ts';
import { scheduleId } from '../../workflows/ids.ts';
import { type BrowserSession, openSession } from '../helpers/browser-session.ts';
import { testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';
import { aDebtor, aLine, aPayment } from '../helpers/exchange.ts';
import { type OwnProcess, ownProcess } from '../helpers/own-process.ts';
import { temporalServer } from '../helpers/temporal.ts';
import { type SmsSimulator, startSmsSimulator } from '../sim/sms/simulator.ts';
import type { Step } from '../../domain/rules.ts';
import { rulesInForce } from '../helpers/rules.ts';

const LONG_MS = 240_000;
const UNTIL_MS = 60_000;
const processes: OwnProcess[] = [];
let simulator: SmsSimulator;
let dataDir: string;
afterAll(async () => {
  await Promise.all(processes.map((one) => one.stop()));
  await simulator.close();
  await rm(dataDir, { recursive: true, force: true });
}, LONG_MS);
const { db, url, owner } = await testDatabase();
const temporal = await temporalServer();
const { History } = proto.temporal.api.history.v1;

/** Invented, and like nothing else in the system. */
const person = {
  name: '雪国 花代',
  kana: 'ユキグニ ハナヨ',
  address: '新潟市西蒲区角田浜987番地6',
  addresseeNo: '9876501234',
  number: '09087650123',
};
const secrets = [...Object.values(person), '雪国', 'ユキグニ', '角田浜', '9087650123', '090-8765-0123'];
const forms = secrets.flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]);

const leaks = (text: string) => forms.filter((form) => text.includes(form));
const leaksOf = (bytes: Uint8Array) => secrets.filter((secret) => Buffer.from(bytes).includes(secret));

let base: string;
let tax: BrowserSession;
let deputy: BrowserSession;

beforeAll(async () => {
  simulator = await startSmsSimulator({ port: 0, token: 'token' });
  dataDir = await mkdtemp(path.join(tmpdir(), 'oshirase-privacy-'));
  await testCity(db);
  await moveTo('2026-09-07', '10:00');
  await rulesInForce(db, { steps }, 'city_tax');
  const port = await freePort();
  base = `http://127.0.0.1:${port}`;
  const settings = {
    ...{ DATABASE_URL: url, TEMPORAL_ADDRESS: temporal.address, DATA_DIR: dataDir, LOG_LEVEL: 'trace' },
    ...{ SMS_URL: simulator.url, SMS_TOKEN: 'token', SERVE_UI: 'false', PORT: String(port), HOST: '127.0.0.1' },
  };
  processes.push(await ownProcess('activities/main.ts', settings), await ownProcess('api/main.ts', settings));
  [tax, deputy] = [await openSession(base, 'tax'), await openSession(base, 'deputy')];
}, LONG_MS);

const step = { session: 'any', attempts: 1, spacing: 1 } as const;
const steps: Step[] = [
  { ...step, no: 1, name: 'SMS', condition: { field: 'has_mobile', is: true }, channel: 'sms', waitAfter: 3 },
  {
    ...step,
    no: 2,
    name: '催告書',
    condition: { field: 'amount', op: '>=', value: 1 },
    channel: 'letter',
    waitAfter: 5,
  },
];

async function moveTo(day: string, time: string): Promise<void> {
  const at = instantAt(day, time);
  await db.query('UPDATE installation SET clock_offset_ms = $1', [at.getTime() - Date.now()]);
  await nudgeDue(db, at);
}

async function until(sql: string): Promise<void> {
  for (const limit = performance.now() + UNTIL_MS; !(await db.query(`SELECT FROM ${sql}`)).rowCount; await pause(100)) {
    if (performance.now() > limit) throw new Error(`Not within a minute: ${sql}`);
  }
}

const taken = new Map<ExchangeInterface, number>();

/** A file of the city's tax system, uploaded and taken in by a clerk. */
async function sent<I extends ExchangeInterface>(
  name: I,
  day: string,
  rows: ExchangeRows[I][],
  spoil = '',
): Promise<void> {
  const sequence = (taken.get(name) ?? 0) + 1;
  const fileName = exchangeFileName({ sender: 'tax', interface: name, sequence, asOf: instantAt(day, '06:00') });
  const bytes = writeExchangeFile(name, rows)
    .toString()
    .replace('9508550', spoil || '9508550');
  const reply = await tax.upload('/api/exchange-files', fileName, Buffer.from(bytes));
  const { id } = (await reply.json()) as { id: string };
  if (spoil) return until(`exchange_file WHERE id = '${id}' AND error_count > 0`);
  await until(`exchange_file WHERE id = '${id}' AND state IN ('checked','unchanged')`);
  await tax.send('POST', `/api/exchange-files/${id}/commit`); // refused when nothing changed
  await until(`exchange_file WHERE id = '${id}' AND state IN ('committed','unchanged')`);
  taken.set(name, sequence);
}

/** From the intake to the close, with a file full of errors, a database that quotes the row, and people who type names where they should not. */
async function wholeLife(): Promise<void> {
  const { addresseeNo, number } = person;
  const resident = aDebtor(addresseeNo, { name: person.name, kana: person.kana, address: person.address });
  await sent('debtors', '2026-09-07', [resident], person.name);
  await sent('debtors', '2026-09-07', [resident]);
  await sent('phones', '2026-09-07', [
    { addresseeNo, number, owner: 'self', status: 'active', obtainedOn: '2026-04-01' },
  ]);

  await owner.query(`CREATE FUNCTION quote_row() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'cannot write to ${person.name} %', NEW.body USING DETAIL = '${number}'; END $$`);
  await owner.query('CREATE TRIGGER quote BEFORE INSERT ON sms FOR EACH ROW EXECUTE FUNCTION quote_row()');
  await sent('payments', '2026-09-07', []);
  await sent('arrears', '2026-09-07', [aLine(addresseeNo)]);
  await until(`stuck_account WHERE reason LIKE 'SQL P0001%'`);
  await owner.query('DROP TRIGGER quote ON sms');
  await db.query(`INSERT INTO nudge (account_id, cause) SELECT account_id, 'retry' FROM stuck_account`);
  await until(`contact WHERE outcome = 'sms_accepted'`);

  await tax.send('GET', `/api/${encodeURIComponent(person.name)}?q=${encodeURIComponent(person.address)}`);
  await deputy.send('GET', `/api/accounts?filter=${encodeURIComponent(JSON.stringify({ name: person.name }))}`);
  await deputy.send('POST', '/api/search', { text: person.addresseeNo });
  await deputy.send('POST', `/api/search`, { text: person.name, [person.name]: number });
  await deputy.send('GET', `/api/debtors/${person.name}`);

  await moveTo('2026-09-14', '10:00');
  await sent('payments', '2026-09-12', []);
  await until(`letter WHERE state = 'planned'`);
  const reply = await deputy.send('POST', '/api/letter-batches', { receivable_code: 'city_tax' });
  expect(reply.status).toBe(201);
  await until(`letter_batch WHERE state = 'rendered'`);

  await moveTo('2026-12-25', '10:00');
  await sent('payments', '2026-12-25', [aPayment('p1', addresseeNo, { paidOn: '2026-09-20' })]);
  await moveTo('2026-12-26', '10:00');
  await until(`episode WHERE closed_at IS NOT NULL`);
}

/** The upkeep has run once, whatever the minute. */
async function upkept(client: Client): Promise<void> {
  const { rows } = await db.query<{ id: string }>('SELECT id FROM installation');
  await client.schedule.getHandle(scheduleId(rows[0]!.id, 'reconcile')).trigger();
  const query = `WorkflowId STARTS_WITH '${rows[0]!.id}/schedule' AND ExecutionStatus = 'Completed'`;
  while ((await client.workflow.count(query)).count === 0) await pause(100);
}

/** What a run shows of a person: in its ids, its raw history, its decoded history, its description. */
async function leaksOfRun(client: Client, workflowId: string, runId: string) {
  const handle = client.workflow.getHandle(workflowId, runId);
  const history = await handle.fetchHistory();
  const { raw, memo, searchAttributes } = await handle.describe();
  const events = JSON.stringify(await runEvents(history, client));
  const shown = [...leaks(workflowId), ...leaks(events), ...leaks(JSON.stringify([raw, memo, searchAttributes]))];
  return { events, found: [...leaksOf(History.encode(history).finish()), ...shown] };
}

test(
  'a whole life leaves no personal data in any history, id, attribute, memo or log',
  async () => {
    await wholeLife();
    const connection = await Connection.connect({ address: temporal.address });
    const client = new Client({ connection, dataConverter: dataConverter(await codecKeys(dataDir)) });
    await upkept(client);
    const kinds = new Set<string>();
    let decoded = '';
    for await (const { raw, workflowId, runId } of client.workflow.list()) {
      kinds.add(workflowId.split('/')[1]!);
      const { events, found } = await leaksOfRun(client, workflowId, runId);
      decoded += events;
      expect([workflowId, found, leaks(JSON.stringify(raw))]).toEqual([workflowId, [], []]);
    }
    expect([...kinds].sort()).toEqual(['account', 'exchange', 'letter-batch', 'schedule']);
    const { rows } = await db.query<{ id: string }>('SELECT id FROM episode');
    expect(decoded).toContain(rows[0]!.id);

    for (const { log } of processes) expect(leaks(log())).toEqual([]);
    expect(processes[0]!.log()).toContain('SQL P0001');
    expect(processes[1]!.log()).toContain('incoming request');
    const { rows: stuck } = await db.query('SELECT reason, place FROM stuck_account');
    expect(leaks(JSON.stringify(stuck))).toEqual([]);
    await connection.close();
  },
  LONG_MS,
);

test('control: the same look finds a name that a run was given, and one that a memo holds', async () => {
  const connection = await Connection.connect({ address: temporal.address });
  const client = new Client({ connection });
  const careless = { taskQueue: 'nobody', workflowId: 'control' };
  const given = await client.workflow.start('careless', { ...careless, args: [person.name] });
  expect((await leaksOfRun(client, 'control', given.firstExecutionRunId)).found).toContain(person.name);
  await given.terminate();
  const noted = await client.workflow.start('careless', { ...careless, memo: { of: person.number } });
  expect((await leaksOfRun(client, 'control', noted.firstExecutionRunId)).found).toContain(person.number);
  await noted.terminate();
  await connection.close();
});
