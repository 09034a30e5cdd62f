import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { Advice } from './advice.ts';
import { type Guarded, startGuarded } from './guarded.ts';
import { temporalCli } from './temporal-binaries.ts';

export interface TemporalOptions {
  port: number;
  /** Of Temporal's own pages; without it there are none */
  uiPort?: number;
  /** Where those pages ask for payloads in clear, without /decode */
  codecEndpoint?: string;
  /** Kept over restarts in this file; without it in memory */
  file?: string;
  /** Of the server's dynamic configuration, as `limit.historyCount.suggestContinueAsNew` */
  settings?: Readonly<Record<string, string | number>>;
  log: string;
}

export interface Temporal {
  address: string;
  ended: Promise<void>;
  stop(): Promise<void>;
}

const START_MS = 60_000;
const ANSWER_MS = 1_000;
const PAUSE_MS = 500;
const STARTS = 3;
const DURABLE = ['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'];

/** Starts a Temporal development server on the loopback and waits until its namespace `default` answers. */
export async function startTemporal(options: TemporalOptions): Promise<Temporal> {
  const { port, uiPort, codecEndpoint, file, settings = {}, log } = options;
  const address = `127.0.0.1:${port}`;
  const ui = uiPort ? ['--ui-port', String(uiPort), '--ui-disable-news-fetch'] : ['--headless'];
  const codec = uiPort && codecEndpoint ? ['--ui-codec-endpoint', codecEndpoint] : [];
  const store = file ? ['--db-filename', file, ...DURABLE] : [];
  const args = [
    'server',
    'start-dev',
    '--ip',
    '127.0.0.1',
    '--port',
    String(port),
    ...ui,
    ...codec,
    ...store,
    ...Object.entries(settings).flatMap(([key, value]) => ['--dynamic-config-value', `${key}=${value}`]),
    '--log-level',
    'error',
  ];
  for (let start = 1; ; start += 1) {
    const server = startGuarded(await temporalCli(), args, { log });
    if (await answering(address, server)) {
      return { address, ended: server.ended, stop: () => server.stop() };
    }
    // Besides its port it listens on some of its own choice; another process may take one of them before it does.
    const again = server.hasEnded() && start < STARTS;
    await server.stop();
    if (!again) throw await notStarted(log, server);
    await sleep(PAUSE_MS);
  }
}

/** Waits until the server answers; false when it ended before, or has not for a minute. */
async function answering(address: string, server: Guarded): Promise<boolean> {
  for (const limit = Date.now() + START_MS; !(await answers(address)); await sleep(100)) {
    if (server.hasEnded() || Date.now() >= limit) return false;
  }
  return true;
}

async function notStarted(log: string, server: Guarded): Promise<Advice> {
  return new Advice(
    `Temporal が起動しません。記録: ${log}`,
    `Temporal does not start; see ${log}. Start again, or set TEMPORAL_ADDRESS to a server of yours.\n${await server.lastWords()}`,
  );
}

async function answers(address: string): Promise<boolean> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: ANSWER_MS });
    try {
      await connection.withDeadline(Date.now() + ANSWER_MS, () =>
        connection.workflowService.describeNamespace({ namespace: 'default' }),
      );
      return true;
    } finally {
      await connection.close();
    }
  } catch {
    return false;
  }
}
