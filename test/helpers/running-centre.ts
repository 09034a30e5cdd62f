import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll } from '@jest/globals';
import { type GatewayClient, gatewayClient } from '../../activities/telephony/gateway-client.ts';
import type { Step } from '../../domain/rules.ts';
import type { Database } from '../../prisma/database.ts';
import { demoPassword } from '../../prisma/reference/staff.ts';
import { freePort } from '../../setup/ports.ts';
import { type AsteriskSimulator, startAsteriskSimulator } from '../sim/asterisk/simulator.ts';
import { type SmsSimulator, startSmsSimulator } from '../sim/sms/simulator.ts';
import { testCity } from './city.ts';
import { paymentsReach } from './facts.ts';
import { type OwnProcess, ownProcess } from './processes.ts';
import { temporalServer } from './temporal.ts';
import { rulesInForce } from './rules.ts';

export interface RunningCentre {
  sms: SmsSimulator;
  asterisk: AsteriskSimulator;
  line: GatewayClient;
  processes: OwnProcess[];
  /** Starts worker, gateway and API, and waits until all are ready */
  start(): Promise<void>;
  /** Status of one of the API's pages; 0 when it does not answer */
  statusOf(page: string): Promise<number>;
  isLineUp(): Promise<boolean>;
  logIn(): Promise<{ status: number; code?: string }>;
}

/** Each account of the city tax gets one text and then waits for a month. */
const textFirst: Step = {
  ...{ no: 1, name: 'SMS', condition: { field: 'has_mobile', is: true }, channel: 'sms', session: 'any' },
  ...{ attempts: 1, spacing: 1, waitAfter: 30 },
};

/**
 * The product's own processes on a reference city at business time `at`, with exchange and provider simulated at the wire. `imports`: what the
 * processes load first. Call it at the file's top level; it ends with the file.
 */
export async function runningCentre(
  { db, url }: { db: Database; url: string },
  at: Date,
  imports: string[] = [],
): Promise<RunningCentre> {
  const temporal = await temporalServer();
  const folder = await mkdtemp(path.join(tmpdir(), 'oshirase-centre-'));
  const sms = await startSmsSimulator({ port: 0, token: 'token', now: async () => at });
  const asterisk = await startAsteriskSimulator({ port: 0, speed: 20 });
  const port = await freePort();
  const gateway = `http://127.0.0.1:${await freePort()}`;
  await testCity(db);
  await db.query('UPDATE installation SET clock_offset_ms = $1', [at.getTime() - Date.now()]);
  await rulesInForce(db, { steps: [textFirst] }, 'city_tax');
  for (const code of ['city_tax', 'health']) await paymentsReach(db, code, at);

  const settings = () => ({
    ...{ DATABASE_URL: url, TEMPORAL_ADDRESS: temporal.address, DATA_DIR: folder, SERVE_UI: 'false' },
    ...{ SMS_URL: sms.url, SMS_TOKEN: 'token', SMS_PER_SECOND: '3', PORT: String(port), HOST: '127.0.0.1' },
    ...{ ASTERISK_URL: asterisk.url, ASTERISK_USER: asterisk.user, ASTERISK_PASSWORD: asterisk.password },
    ...{ GATEWAY_URL: gateway, GATEWAY_SECRET: 'secret' },
  });
  const mains = ['activities/main.ts', 'activities/telephony/main.ts', 'api/main.ts'];
  const processes = mains.map((main) => ownProcess(main, settings, imports));
  afterAll(async () => {
    await Promise.all(processes.map((process) => process.stop('SIGKILL')));
    await Promise.all([sms.close(), asterisk.stop()]);
    await rm(folder, { recursive: true, force: true });
  });

  const statusAt = async (address: string) => (await fetch(address).catch(() => null))?.status ?? 0;
  const centre: RunningCentre = {
    ...{ sms, asterisk, processes, line: gatewayClient({ url: gateway, secret: 'secret' }) },
    statusOf: (page) => statusAt(`http://127.0.0.1:${port}${page}`),
    isLineUp: async () => (await statusAt(`${gateway}/healthz`)) === 200,
    async start() {
      for (const process of processes) process.start();
      await soon(async () => (await centre.statusOf('/readyz')) === 200, 'the API is ready');
      await soon(() => centre.isLineUp(), 'the line is up');
      await soon(async () => {
        const { rowCount } = await db.query(`SELECT FROM heartbeat WHERE process = 'worker'`);
        return rowCount === 1;
      }, 'the worker is ready');
    },
    async logIn() {
      const body = JSON.stringify({ login: 'operator1', password: demoPassword });
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
      const response = await fetch(`http://127.0.0.1:${port}/api/session`, init).catch(() => null);
      const { code } = ((await response?.json()) ?? {}) as { code?: string };
      return { status: response?.status ?? 0, ...(code ? { code } : {}) };
    },
  };
  return centre;
}

/** Waits until it holds; a text is tried again every two minutes at the latest, a decision every minute. */
export async function soon(holds: () => Promise<boolean>, what: string): Promise<void> {
  for (const limit = performance.now() + 190_000; !(await holds()); await pause(100)) {
    if (performance.now() > limit) throw new Error(`Not in time: ${what}`);
  }
}
