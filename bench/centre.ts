import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomBytes } from 'node:crypto';
import { Client } from '@temporalio/client';
import { pino } from 'pino';
import { businessClock } from '../activities/clock.ts';
import { dataConverter } from '../activities/codec.ts';
import { startRelay } from '../activities/relay.ts';
import { httpSms } from '../activities/sms/http-adapter.ts';
import { buildWorker } from '../activities/worker.ts';
import { instantAt } from '../domain/time.ts';
import type { Database } from '../prisma/database.ts';
import { createRenderer } from '../reports/render.ts';
import { startSmsSimulator } from '../test/sim/sms/simulator.ts';
import { installation, type BenchTemporal } from './servers.ts';

/** An operating day, in its hours. */
const OPENING = instantAt('2026-09-01', '10:00');
const LOOK_MS = 40;

/** The product at work: its worker with every task queue and its relay, in this process. */
export interface Centre {
  now(): Promise<Date>;
  /** Resolves when every fact is decided about */
  settled(): Promise<void>;
}

/** The business clock begins on a day in September, so that no figure depends on the day it is measured on. */
export async function openCentre(
  closing: AsyncDisposableStack,
  { db, temporal, folder }: { db: Database; temporal: BenchTemporal; folder: string },
): Promise<Centre> {
  await db.query('UPDATE installation SET clock_offset_ms = $1', [OPENING.getTime() - Date.now()]);
  await db.query('UPDATE receivable SET payments_as_of = $1', [OPENING]);
  const clock = businessClock(db);
  const codecKeys = [{ id: 'bench', key: randomBytes(32) }];
  const client = new Client({ connection: temporal.connection, dataConverter: dataConverter(codecKeys) });
  const carrier = await startSmsSimulator({ port: 0, token: 'bench' });
  closing.defer(() => carrier.close());
  const renderer = await createRenderer({ tempDir: path.join(folder, 'print') });
  closing.defer(() => renderer.close());
  const sms = httpSms({ url: carrier.url, token: 'bench' });
  const worker = await buildWorker({
    ...{ connection: temporal.native, namespace: 'default', client, installation, db, clock, codecKeys, sms, renderer },
  });
  const ended = worker.run();
  closing.defer(async () => {
    worker.shutdown();
    await ended;
  });
  // Unthrottled: what the relay may start in a second is a setting, what is measured is what the path bears.
  const relay = startRelay({ db, client, installation, log: pino({ level: 'silent' }), startsPerSecond: Infinity });
  closing.defer(() => relay.stop());

  async function undecided(): Promise<number> {
    const { rows } = await db.query<{ count: number }>(
      'SELECT count(*)::integer AS count FROM account WHERE fact_version > decided_version',
    );
    return rows[0]!.count;
  }

  return {
    now: () => clock.now(),
    async settled() {
      while ((await undecided()) > 0) await sleep(LOOK_MS);
    },
  };
}
