import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { pino } from 'pino';
import { openBooks } from '../../activities/books.ts';
import { businessClock } from '../../activities/clock.ts';
import { dataConverter } from '../../activities/codec.ts';
import { startRelay } from '../../activities/relay.ts';
import { httpSms } from '../../activities/sms/http-adapter.ts';
import { createGateway } from '../../activities/telephony/gateway.ts';
import { buildWorker } from '../../activities/worker.ts';
import { type App, buildApp } from '../../api/app.ts';
import type { Clock } from '../../domain/clock.ts';
import type { Database } from '../../prisma/database.ts';
import { createRenderer } from '../../reports/render.ts';
import { startAsteriskSimulator } from '../sim/asterisk/simulator.ts';
import type { City } from '../sim/city/city.ts';
import { type CityDriver, createCityDriver } from '../sim/city/driver.ts';
import { lineSpeedOf } from '../sim/city/line-speed.ts';
import { loadDemoCity } from '../sim/city/load.ts';
import { createResidents } from '../sim/city/residents.ts';
import { startSmsSimulator } from '../sim/sms/simulator.ts';
import { testCity } from './city.ts';

/** A whole demo in one process, put together as `npm start` does: worker, relay, gateway, API and everything simulated at the wire. */
export interface Town {
  city: City;
  clock: Clock;
  app: App;
  driver: CityDriver;
  stop(): Promise<void>;
}

export interface TownOptions {
  db: Database;
  env: TestWorkflowEnvironment;
  debtors: number;
  seed?: number;
  today?: string;
}

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const SMS = { token: 'token', secret: 'callback' };

export async function openTown({ db, env, debtors, seed = 1, today = '2026-11-26' }: TownOptions): Promise<Town> {
  await testCity(db);
  const city = await loadDemoCity({ db, seed, debtors, today, say: () => undefined });
  const clock = businessClock(db);
  const residents = createResidents(city);
  const now = () => clock.now();
  const asterisk = await startAsteriskSimulator({ port: 0, now, answer: (number, at) => residents.fate(number, at) });
  const sms = await startSmsSimulator({ port: 0, token: SMS.token, now });
  const { url, user, password } = asterisk;
  const gateway = createGateway({ db, clock, log: quiet, ari: { url, user, password } });
  gateway.start();

  const codecKeys = [{ id: 'test', key: randomBytes(32) }];
  const installation = 'test';
  const client = new Client({ connection: env.connection, dataConverter: dataConverter(codecKeys) });
  const folder = await mkdtemp(path.join(tmpdir(), 'oshirase-town-'));
  const renderer = await createRenderer({ chromiumPath: undefined, fontDir: undefined, tempDir: folder });
  const worker = await buildWorker({
    ...{ connection: env.nativeConnection, namespace: 'default', client, installation, db, clock, codecKeys, renderer },
    sms: httpSms({ url: sms.url, token: SMS.token }),
  });
  const ran = worker.run();
  const relay = startRelay({ db, log: pino({ level: 'silent' }), client, installation });
  const books = openBooks();
  const driver = createCityDriver({
    ...{ db, clock, books, city, api: () => app, log: (_words, error) => console.error(error) },
    ...{ lineSpeed: await lineSpeedOf(asterisk.url), budgetMs: 60_000 }, // what must happen in a day happens on a slow machine too
  });
  const app: App = await buildApp({
    ...{
      db,
      clock,
      books,
      installationId: installation,
      temporal: client,
      gateway,
      renderer,
      logLevel: 'silent',
      demo: driver,
    },
    sessionSecret: randomBytes(32).toString('hex'),
    smsCallbackSecret: SMS.secret,
  });
  return {
    ...{ city, clock, app, driver },
    async stop() {
      await driver.idle();
      await app.close();
      await relay.stop();
      worker.shutdown();
      await ran;
      await gateway.stop();
      await asterisk.stop();
      await sms.close();
      await renderer.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
