import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type EffectJournal, fileJournal } from '../../activities/effect-journal.ts';
import { checkFile, commitFile, receiveFile } from '../../activities/exchange/take-in.ts';
import { writeExchangeFile } from '../../activities/exchange/write.ts';
import { createLetterActivities } from '../../activities/letters.ts';
import { httpSms } from '../../activities/sms/http-adapter.ts';
import { createSmsActivities } from '../../activities/sms/send-sms.ts';
import { createGateway } from '../../activities/telephony/gateway.ts';
import { buildGatewayServer } from '../../activities/telephony/gateway-server.ts';
import { instantAt } from '../../domain/time.ts';
import { transaction } from '../../prisma/database.ts';
import { openBatch } from '../../records/letter-batch.ts';
import { createRenderer, type Renderer } from '../../reports/render.ts';
import { aCallTask, aPlannedCall, fixedClock, until } from '../helpers/calls.ts';
import { staffId, testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';
import { aDebtor, fileRow } from '../helpers/exchange.ts';
import { anAccount, paymentsReach } from '../helpers/facts.ts';
import { fillDisk } from '../helpers/full-disk.ts';
import { aPlannedLetter } from '../helpers/planned-letter.ts';
import { aPlannedText } from '../helpers/planned-text.ts';
import { startAsteriskSimulator } from '../sim/asterisk/simulator.ts';
import { startSmsSimulator } from '../sim/sms/simulator.ts';

const { db, owner } = await testDatabase();
const at = instantAt('2026-11-26', '10:00');
const clock = fixedClock(at);
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const full = { code: '53100' };
let folder: string;
let renderer: Renderer;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'oshirase-full-'));
  renderer = await createRenderer({ chromiumPath: undefined, fontDir: undefined, tempDir: path.join(folder, 'print') });
  await testCity(db);
  await paymentsReach(db, 'city_tax', instantAt('2026-11-26', '06:00'));
});
afterAll(async () => {
  await renderer.close();
  await rm(folder, { recursive: true, force: true });
});

async function counted(table: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(`SELECT count(*) FROM ${table}`);
  return rows[0]!.count;
}

test('a file is taken in whole or not at all, and by itself when there is room again', async () => {
  const bytes = writeExchangeFile('debtors', [aDebtor('70000001'), aDebtor('70000002')]);
  const file = await receiveFile(db, clock, { fileName: 'tax_debtors_000001_20261126T0600.csv', bytes });
  expect(await checkFile(db, clock, file)).toMatchObject({ state: 'checked' });
  const before = await counted('debtor');
  const makeRoom = await fillDisk(owner, 'ledger'); // the last thing written
  await expect(commitFile(db, clock, file, null)).rejects.toMatchObject(full);
  expect(await counted('debtor')).toBe(before);
  expect(await fileRow(db, file)).toMatchObject({ state: 'committing', content: expect.any(Buffer) });
  await makeRoom();
  expect(await commitFile(db, clock, file, null)).toMatchObject({ state: 'committed' });
  expect(await counted('debtor')).toBe(before + 2);
});

test('letters that cannot be stored are rendered again: a batch has its whole PDF or none', async () => {
  const { letterId } = await aPlannedLetter(db, { at: instantAt('2026-11-20', '09:00') });
  const actor = { kind: 'staff', id: await staffId(db, 'deputy') } as const;
  const batchId = await transaction(db, (tx) => openBatch(tx, actor, 'city_tax', at));
  const { cutOffBatch, renderBatch } = createLetterActivities({ db, clock, renderer });
  const state = async () =>
    (
      await db.query(
        `SELECT b.state, b.pdf IS NOT NULL AS pdf, l.state AS letter FROM letter_batch b JOIN letter l ON l.batch_id = b.id WHERE l.id = $1`,
        [letterId],
      )
    ).rows;
  await cutOffBatch(batchId);
  const makeRoom = await fillDisk(owner, 'ledger');
  await expect(renderBatch(batchId)).rejects.toMatchObject(full);
  expect(await state()).toEqual([{ state: 'rendering', pdf: false, letter: 'in_batch' }]);
  await makeRoom();
  await renderBatch(batchId);
  expect(await state()).toEqual([{ state: 'rendered', pdf: true, letter: 'rendered' }]);
});

test('a text whose acceptance cannot be written down is found by its tag and not sent again', async () => {
  const simulator = await startSmsSimulator({ port: 0, token: 'token', now: async () => at });
  const sms = httpSms({ url: simulator.url, token: 'token' });
  const { sendSms } = createSmsActivities({ db, clock, sms });
  const intentId = await aPlannedText(db, await anAccount(db, { at }), at);
  const makeRoom = await fillDisk(owner, 'contact');
  await expect(sendSms(intentId)).rejects.toMatchObject(full);
  await expect(sendSms(intentId)).rejects.toMatchObject(full);
  await makeRoom();
  expect(await sendSms(intentId)).toBe('accepted');
  expect(simulator.texts).toHaveLength(1);
  await simulator.close();
});

test('a ring that cannot be noted outside the database does not ring, and says why; the next press does', async () => {
  const asterisk = await startAsteriskSimulator({ port: 0, speed: 20 });
  const { url, user, password } = asterisk;
  const disk = { hasRoom: false };
  const kept = fileJournal(path.join(folder, 'effects'));
  const journal: EffectJournal = {
    ...kept,
    note: (entries) =>
      disk.hasRoom ? kept.note(entries) : Promise.reject(Object.assign(new Error('no room'), { code: 'ENOSPC' })),
  };
  const gateway = createGateway({ db, clock, log: quiet, ari: { url, user, password }, journal });
  const server = buildGatewayServer(gateway, 'secret');
  gateway.start();
  await until(() => gateway.state === 'up');
  const { taskId, phoneIds } = await aCallTask(db, { number: '0250000004', at });
  const press = async () => {
    const callId = await aPlannedCall(db, { login: 'operator1', taskId, phoneId: phoneIds[0]!, at });
    const headers = { 'x-gateway-secret': 'secret' };
    return server.inject({ method: 'POST', url: '/calls', headers, payload: { callId } });
  };
  const refused = await press();
  expect([refused.statusCode, refused.json()]).toEqual([507, { code: 'disk_full', params: {} }]);
  await db.query(`UPDATE call SET state = 'ended', ended_at = $1 WHERE state <> 'ended'`, [at]); // as the reconciler does
  disk.hasRoom = true;
  expect((await press()).statusCode).toBe(204);
  await until(() => asterisk.rings.length === 1);
  expect(await kept.since(new Date(0))).toHaveLength(1);
  await gateway.stop();
  await server.close();
  await asterisk.stop();
});

test('a note that broke off in mid-line does not take the next one with it', async () => {
  const effects = path.join(folder, 'broken');
  const journal = fileJournal(effects);
  const entry = {
    kind: 'ring',
    intentId: '00000000-0000-4000-8000-000000000001',
    key: 'a',
    at: at.toISOString(),
  } as const;
  await journal.note([entry]);
  await appendFile(path.join(effects, '2026-11.jsonl'), '{"kind":"ring","inte');
  await journal.note([{ ...entry, key: 'b' }]);
  expect((await journal.since(at)).map(({ key }) => key)).toEqual(['a', 'b']);
});
