import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from '@jest/globals';
import { keptPostgres } from '../../dev/kept-postgres.ts';
import { createDatabase, type Database } from '../../prisma/database.ts';
import { freePort } from '../../setup/ports.ts';

export interface Product {
  /** `http://localhost:PORT` */
  url: string;
  dataDir: string;
  /** Starts it and waits for the ready line; returns everything it printed */
  start(): Promise<string>;
  /** Sends the signal to the launcher and waits until it has ended; its exit code, null when it was killed */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Writes to the facts of the running product, in its own role */
  withFacts(write: (db: Database) => Promise<unknown>): Promise<void>;
}

const READY_MS = 240_000;

/** The whole product as `npm start` runs it, with a small city in a data folder of its own. Call it at the file's top level; it ends with the file. */
export async function product(options: { debtors: number; dataDir?: string; port?: number }): Promise<Product> {
  const dataDir = options.dataDir ?? (await mkdtemp(path.join(tmpdir(), 'oshirase-product-')));
  const port = options.port ?? (await freePort());
  let launcher: ChildProcess | undefined;

  async function stop(signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
    const running = launcher;
    launcher = undefined;
    if (!running || running.exitCode !== null) return running?.exitCode ?? null;
    return new Promise((resolve) => {
      running.once('exit', resolve);
      running.kill(signal);
    });
  }

  afterAll(async () => {
    await stop();
    if (!options.dataDir) await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 500 });
  }, 60_000);

  return {
    url: `http://localhost:${port}`,
    dataDir,
    stop,
    start() {
      const { DATABASE_URL: _database, TEMPORAL_ADDRESS: _temporal, ...inherited } = process.env;
      const env = { ...inherited, DATA_DIR: dataDir, PORT: String(port), DEMO_DEBTORS: String(options.debtors) };
      const started = spawn(process.execPath, ['--no-warnings', 'dev.ts'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
      launcher = started;
      return ready(started);
    },
    async withFacts(write) {
      const kept = await keptPostgres(dataDir);
      if (!kept?.url) throw new Error('It was never started');
      const db = createDatabase(kept.url);
      try {
        await write(db);
      } finally {
        await db.end();
      }
    },
  };
}

function ready(launcher: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const late = setTimeout(() => reject(new Error(`Not ready in time:\n${printed}`)), READY_MS);
    const hear = (data: Buffer) => {
      printed += data.toString();
      if (!/Oshirase is ready: [^]*Ctrl-C/.test(printed)) return;
      clearTimeout(late);
      resolve(printed);
    };
    launcher.stdout?.on('data', hear);
    launcher.stderr?.on('data', hear);
    launcher.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`Ended with ${code}:\n${printed}`));
    });
  });
}
