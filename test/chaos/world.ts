import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { businessClock } from '../../activities/clock.ts';
import type { Clock } from '../../domain/clock.ts';
import { createDatabase, type Database } from '../../prisma/database.ts';
import { migrate } from '../../prisma/migrate.ts';
import { freePort } from '../../setup/ports.ts';
import { type AsteriskSimulator, startAsteriskSimulator } from '../sim/asterisk/simulator.ts';
import { layOut } from './layout.ts';
import { Patience } from './patience.ts';
import { type Armed, startArmed } from './process.ts';
import { CALLBACK_SECRET, openProvider, type Provider, TOKEN } from './provider.ts';
import { openPostgres, openTemporal, type Store } from './store.ts';

export type ProcessName = 'worker' | 'gateway' | 'api';

/** The whole centre as processes of their own, with the truth outside it: what the exchange rang and the carrier took. */
export interface World {
  folder: string;
  db: Database;
  /** Behind the application's back */
  owner: pg.Pool;
  clock: Clock;
  temporal: Client;
  stores: Record<Store['name'], Store>;
  processes: Record<ProcessName, Armed>;
  asterisk: AsteriskSimulator;
  provider: Provider;
  api: string;
  patience: Patience;
  stop(): Promise<void>;
}

export interface WorldOptions {
  /** Modules loaded into every process of the product besides the armed fault points, relative to the repository */
  imports?: string[];
}

export async function openWorld({ imports = [] }: WorldOptions = {}): Promise<World> {
  const folder = await mkdtemp(path.join(tmpdir(), 'oshirase-chaos-'));
  const [postgres, temporal] = await Promise.all([openPostgres(folder), openTemporal(folder)]);
  await migrate(postgres.address);
  const db = createDatabase(postgres.address);
  const owner = quiet(new pg.Pool({ connectionString: postgres.address, max: 8 }));
  await layOut(db, owner);
  const clock = businessClock(db);
  const provider = await openProvider(() => clock.now().catch(() => new Date()));
  const asterisk = await startAsteriskSimulator({
    ...{ port: 0, speed: 20, now: () => clock.now().catch(() => new Date()) },
    answer: (number) => ({
      kind: number.endsWith('1') ? 'answer' : number.endsWith('2') ? 'busy' : 'machine',
      talkMs: 30_000,
    }),
  });
  const [apiPort, gatewayPort] = [await freePort(), await freePort()];
  const api = `http://127.0.0.1:${apiPort}`;
  provider.callBack(`${api}/api/sms-receipts`);

  const env = {
    ...{ DATABASE_URL: postgres.address, TEMPORAL_ADDRESS: temporal.address, DATA_DIR: folder, SERVE_UI: 'false' },
    ...{ ASTERISK_URL: asterisk.url, ASTERISK_USER: asterisk.user, ASTERISK_PASSWORD: asterisk.password },
    ...{ SMS_URL: provider.url, SMS_TOKEN: TOKEN, SMS_CALLBACK_SECRET: CALLBACK_SECRET, SMS_PER_SECOND: '100' },
    ...{ GATEWAY_URL: `http://127.0.0.1:${gatewayPort}`, GATEWAY_SECRET: 'chaos-gateway', HOST: '127.0.0.1' },
    ...{ CODEC_KEY: Buffer.alloc(32, 7).toString('base64'), SESSION_SECRET: 'chaos'.repeat(8), PORT: String(apiPort) },
    NODE_COMPILE_CACHE: path.join(folder, 'compiled'),
  };
  const armed = (name: ProcessName, main: string, preload: string[]) =>
    startArmed({ name, main, preload, folder, env, imports });
  const processes = {
    worker: armed('worker', 'activities/main.ts', ['activities/worker.ts', 'activities/relay.ts', 'setup/services.ts']),
    gateway: armed('gateway', 'activities/telephony/main.ts', ['activities/telephony/gateway.ts', 'setup/services.ts']),
    api: armed('api', 'api/main.ts', ['api/serve.ts']),
  };
  const connection = Connection.lazy({ address: temporal.address });
  await Promise.all(Object.values(processes).map((process) => process.ready()));

  return {
    ...{ folder, db, owner, clock, stores: { postgres, temporal }, processes, asterisk, provider, api },
    patience: new Patience(),
    temporal: new Client({ connection }),
    async stop() {
      await Promise.all(Object.values(processes).map((process) => process.stop()));
      await connection.close();
      await Promise.all([asterisk.stop(), provider.stop(), db.end(), owner.end()]);
      await Promise.all([postgres.stop(), temporal.stop()]);
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
    },
  };
}

/** Connections end on purpose here; the next statement opens another. */
function quiet(pool: pg.Pool): pg.Pool {
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
