import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../setup/ports.ts';
import { startPostgres } from '../../setup/postgres.ts';
import { startTemporal } from '../../setup/temporal.ts';

/** PostgreSQL or Temporal, durable, started again on the same port and files whenever it was killed. */
export interface Store {
  name: 'postgres' | 'temporal';
  /** The owner's URL, or host:port */
  address: string;
  pid(): Promise<number>;
  kill(): Promise<void>;
  starts(): number;
  /** Waits until it answers, of that start or a later one */
  ready(start?: number): Promise<void>;
  stop(): Promise<void>;
}

interface Running {
  ended: Promise<void>;
  stop(): Promise<void>;
}

export async function openPostgres(folder: string): Promise<Store> {
  const log = path.join(folder, 'postgres.log');
  const options = { folder: path.join(folder, 'postgres'), port: await freePort(), password: 'chaos', log };
  const address = `postgresql://postgres:${options.password}@127.0.0.1:${options.port}/postgres`;
  return keepUp('postgres', address, log, () => startPostgres(options));
}

export async function openTemporal(folder: string): Promise<Store> {
  const log = path.join(folder, 'temporal.log');
  const options = { port: await freePort(), file: path.join(folder, 'temporal.sqlite'), log };
  return keepUp('temporal', `127.0.0.1:${options.port}`, log, () => startTemporal(options));
}

async function keepUp(
  name: Store['name'],
  address: string,
  log: string,
  start: () => Promise<Running>,
): Promise<Store> {
  let stopping = false;
  let starts = 1;
  let running: Running | undefined = await start();

  async function supervise(): Promise<void> {
    while (!stopping) {
      await running?.ended;
      running = undefined;
      while (!stopping && !running) running = await start().catch(() => pause(200).then(() => undefined)); // its children leave late
      starts += 1;
    }
  }
  const supervised = supervise();

  async function ready(from = 1): Promise<void> {
    for (let waited = 0; !running || starts < from; waited += 50) {
      if (waited > 60_000) throw new Error(`${name} does not come up again; see ${log}`);
      await pause(50);
    }
  }

  /** Another line of runs may have just killed it: then that of its next start. */
  async function pid(): Promise<number> {
    for (;;) {
      await ready();
      const noted = await readFile(`${log}.pid`, 'utf8').catch(() => null);
      if (noted) return Number(noted.split('\n')[0]);
      await pause(50);
    }
  }

  return {
    name,
    address,
    pid,
    kill: async () => void process.kill(await pid(), 'SIGKILL'),
    starts: () => starts,
    ready,
    async stop() {
      stopping = true;
      await running?.stop();
      await supervised;
    },
  };
}
