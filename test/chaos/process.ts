import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { type Order, ORDER_FILE, PRELOAD } from './order.ts';

const root = path.join(import.meta.dirname, '../..');

/** One of the product's processes, armed, and followed by the next whenever it ends, as systemd does. */
export interface Armed {
  name: string;
  /** Counts its starts: one more means that it was gone meanwhile */
  starts(): number;
  /** Waits until it says that it is ready, of that start or a later one */
  ready(start?: number): Promise<void>;
  kill(): void;
  arm(order: Order): void;
  /** Whether the order was carried out; one that was not is taken back */
  disarm(): boolean;
  hasFired(): boolean;
  /** Times it ended by itself, which nobody had asked for */
  ownEnds(): number;
  stop(): Promise<void>;
}

export interface ArmedOptions {
  name: string;
  /** Relative to the repository, as the following */
  main: string;
  /** What a spare loads before it begins */
  preload: string[];
  /** Further hooks */
  imports: string[];
  folder: string;
  env: Record<string, string>;
}

interface Child {
  process: ChildProcess;
  log: string;
}

export function startArmed({ name, main, folder, env, imports, preload }: ArmedOptions): Armed {
  const orders = path.join(folder, `${name}.order.json`);
  let spawned = 0;
  let starts = 0;
  let isUp = false;
  let stopping = false;
  let ownEnds = 0;
  let given = 0;
  let spare = spawnSpare();
  let running = spare;

  function spawnSpare(): Child {
    spawned += 1;
    const log = path.join(folder, `${name}.log.${spawned}`);
    const out = openSync(log, 'w');
    const modules = [...imports, 'test/chaos/arm.ts'].flatMap((file) => ['--import', path.join(root, file)]);
    const urls = preload.map((file) => pathToFileURL(path.join(root, file)).href).join(' ');
    const child = spawn(process.execPath, ['--no-warnings', ...modules, path.join(root, main)], {
      cwd: folder,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env, [ORDER_FILE]: orders, [PRELOAD]: urls },
      stdio: ['ignore', out, out, 'ipc'],
    });
    closeSync(out);
    return { process: child, log };
  }

  function begin(): void {
    starts += 1;
    if (running === spare && starts > 1) spare = spawnSpare(); // it was killed before it was ready
    running = spare;
    const { process: child, log } = running;
    child.once('exit', (_code, signal) => {
      isUp = false;
      if (stopping) return;
      if (signal !== 'SIGKILL') ownEnds += 1;
      begin();
    });
    child.send('begin');
    void hearReady(child, log).then(() => {
      if (!stopping) spare = spawnSpare();
    });
  }

  async function hearReady(child: ChildProcess, log: string): Promise<void> {
    for (; isAlive(child); await pause(30)) {
      if (!(await readFile(log, 'utf8')).includes('"msg":"ready"')) continue;
      isUp = isAlive(child);
      return;
    }
  }

  begin();
  return {
    name,
    starts: () => starts,
    async ready(start = 1) {
      for (let waited = 0; !isUp || starts < start; waited += 30) {
        if (waited > 90_000) throw new Error(`${name} does not come up again; see ${running.log}`);
        await pause(30);
      }
    },
    kill: () => void running.process.kill('SIGKILL'),
    arm(order) {
      rmSync(`${orders}.done`, { force: true });
      given += 1;
      writeFileSync(`${orders}.new`, JSON.stringify({ ...order, given }));
      renameSync(`${orders}.new`, orders); // whole or not at all
    },
    disarm() {
      rmSync(orders, { force: true });
      return existsSync(`${orders}.done`);
    },
    hasFired: () => existsSync(`${orders}.done`),
    ownEnds: () => ownEnds,
    async stop() {
      stopping = true;
      if (spare !== running) spare.process.kill('SIGKILL');
      const child = running.process;
      if (!isAlive(child)) return;
      await new Promise((resolve) => {
        child.once('exit', resolve);
        child.kill('SIGTERM');
        setTimeout(() => child.kill('SIGKILL'), 8_000).unref();
      });
    },
  };
}

function isAlive({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}
