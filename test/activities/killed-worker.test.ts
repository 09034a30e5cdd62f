import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { instantAt } from '../../domain/time.ts';
import { testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';
import { anAccount, paymentsReach } from '../helpers/facts.ts';
import { temporalServer } from '../helpers/temporal.ts';
import { type SmsSimulator, startSmsSimulator } from '../sim/sms/simulator.ts';
import { rulesInForce } from '../helpers/rules.ts';

const ACCOUNTS = 30;
const LONG_MS = 180_000;
const { db, url } = await testDatabase();
const temporal = await temporalServer();
const startAt = instantAt('2026-09-07', '10:00');
let simulator: SmsSimulator;
let dataDir: string;
let worker: ChildProcess | undefined;

beforeAll(async () => {
  simulator = await startSmsSimulator({ port: 0, token: 'token' });
  dataDir = await mkdtemp(path.join(tmpdir(), 'oshirase-kill-'));
  await testCity(db);
  await db.query('UPDATE installation SET clock_offset_ms = $1', [startAt.getTime() - Date.now()]);
  await paymentsReach(db, 'city_tax', startAt);
  await rulesInForce(db, {
    steps: [
      {
        no: 1,
        name: 'SMS',
        condition: { field: 'has_mobile', is: true },
        channel: 'sms',
        session: 'any',
        attempts: 1,
        spacing: 1,
        waitAfter: 30,
      },
    ],
  });
});
afterAll(async () => {
  await kill();
  await simulator.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** The product's own worker process. */
function startWorker(): void {
  worker = spawn(process.execPath, [fileURLToPath(new URL('../../activities/main.ts', import.meta.url))], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: url,
      TEMPORAL_ADDRESS: temporal.address,
      DATA_DIR: dataDir,
      SMS_URL: simulator.url,
      SMS_TOKEN: 'token',
      LOG_LEVEL: 'error',
    },
    stdio: 'ignore',
  });
}

async function kill(): Promise<void> {
  if (!worker || worker.exitCode !== null || worker.signalCode !== null) return;
  worker.kill('SIGKILL');
  await once(worker, 'exit');
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(50);
}

async function count(sql: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(`SELECT count(*)::integer AS count FROM ${sql}`);
  return rows[0]!.count;
}

test(
  'a worker killed in the middle of sending loses no account and sends no text twice',
  async () => {
    for (let seeded = 0; seeded < ACCOUNTS; seeded += 1)
      await anAccount(db, { at: startAt, phones: [`090123${1_000 + seeded}0`] });

    startWorker();
    await until(async () => simulator.texts.length >= 5);
    await kill();
    const sentBefore = simulator.texts.length;
    expect(sentBefore).toBeLessThan(ACCOUNTS);

    startWorker();
    await until(async () => (await count(`intent WHERE state IN ('confirmed','unknown')`)) === ACCOUNTS);
    // What the killed relay had claimed is claimed again after a minute.
    await until(async () => (await count(`episode WHERE workflow_started_at IS NULL`)) === 0);
    await kill();

    const sent = simulator.texts.length;
    const tags = simulator.texts.flatMap((text) => text.tags);
    expect(new Set(tags).size).toBe(tags.length);
    expect(new Set(simulator.texts.map((text) => text.to)).size).toBe(sent);
    expect(await count('intent')).toBe(ACCOUNTS);
    expect(await count(`intent WHERE state = 'confirmed'`)).toBe(sent);
    expect(await count(`contact WHERE outcome = 'sms_accepted'`)).toBe(sent);
    expect(await count(`ledger WHERE act = 'sms_planned'`)).toBe(ACCOUNTS);
  },
  LONG_MS,
);
