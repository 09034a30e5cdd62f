import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { openBooks } from '../../activities/books.ts';
import { businessClock } from '../../activities/clock.ts';
import { dataConverter } from '../../activities/codec.ts';
import { httpSms } from '../../activities/sms/http-adapter.ts';
import { createGateway } from '../../activities/telephony/gateway.ts';
import { buildWorker } from '../../activities/worker.ts';
import { type App, buildApp } from '../../api/app.ts';
import type { Clock } from '../../domain/clock.ts';
import { instantAt } from '../../domain/time.ts';
import type { Database } from '../../prisma/database.ts';
import { createRenderer } from '../../reports/render.ts';
import { startAsteriskSimulator } from '../sim/asterisk/simulator.ts';
import type { Script } from '../sim/asterisk/script.ts';
import { startSmsSimulator } from '../sim/sms/simulator.ts';
import { testCity } from './city.ts';

export const CALLBACK_SECRET = 'callback';
export const METRICS_TOKEN = 'metrics';

export interface TestApp {
  app: App;
  db: Database;
  clock: Clock;
  stop(): Promise<void>;
}

export interface TestAppOptions {
  db: Database;
  env: TestWorkflowEnvironment;
  /** What debtors do when they are rung */
  answer?: Script;
  /** For letters and files, which workflows work on */
  worker?: boolean;
  /** Of Temporal's own pages */
  temporalUiUrl?: string;
  codecToken?: string;
  /** After how long without an act a session ends */
  idleMinutes?: number;
  /** Bytes left for the data folder */
  diskFree?: () => Promise<number>;
  /** Business time at the beginning: 10:00 of a weekday unless said otherwise */
  startAt?: Date;
}

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The API on a reference city where nobody owes anything yet, with the line simulated at the wire. Stop it before its database goes. */
export async function openApp(options: TestAppOptions): Promise<TestApp> {
  const {
    db,
    env,
    answer,
    idleMinutes,
    temporalUiUrl,
    codecToken,
    diskFree,
    startAt = instantAt('2026-11-26', '10:00'),
  } = options;
  await testCity(db);
  await db.query('UPDATE installation SET clock_offset_ms = $1', [startAt.getTime() - Date.now()]);
  const clock = businessClock(db);
  const asterisk = await startAsteriskSimulator({
    port: 0,
    speed: 20,
    now: () => clock.now(),
    ...(answer ? { answer } : {}),
  });
  const { url, user, password } = asterisk;
  const gateway = createGateway({ db, clock, log: quiet, ari: { url, user, password } });
  gateway.start();
  const folder = await mkdtemp(path.join(tmpdir(), 'oshirase-app-'));
  const renderer = await createRenderer({ chromiumPath: undefined, fontDir: undefined, tempDir: folder });
  const codecKeys = [{ id: 'test', key: randomBytes(32) }];
  const temporal = new Client({ connection: env.connection, dataConverter: dataConverter(codecKeys) });
  const common = { db, clock, renderer };
  const app = await buildApp({
    ...{ ...common, books: openBooks(), installationId: 'test', temporal, gateway },
    ...{
      sessionSecret: randomBytes(32).toString('hex'),
      smsCallbackSecret: CALLBACK_SECRET,
      metricsToken: METRICS_TOKEN,
      logLevel: 'silent',
    },
    ...(idleMinutes === undefined ? {} : { idleMinutes }),
    ...(temporalUiUrl ? { temporalUiUrl } : {}),
    ...(codecToken ? { codecToken } : {}),
    ...(diskFree ? { diskFree } : {}),
  });
  const stopWorker = options.worker ? await startWorker() : null;

  async function startWorker(): Promise<() => Promise<void>> {
    const sms = await startSmsSimulator({ port: 0, token: 'token', now: () => clock.now() });
    const worker = await buildWorker({
      ...{
        ...common,
        connection: env.nativeConnection,
        namespace: 'default',
        client: temporal,
        installation: 'test',
        codecKeys,
      },
      sms: httpSms({ url: sms.url, token: 'token' }),
    });
    const ran = worker.run();
    return async () => {
      worker.shutdown();
      await ran;
      await sms.close();
    };
  }

  return {
    ...{ app, db, clock },
    async stop() {
      await app.close();
      await stopWorker?.();
      await gateway.stop();
      await asterisk.stop();
      await renderer.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
