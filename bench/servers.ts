import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { createDatabase, type Database } from '../prisma/database.ts';
import { migrate } from '../prisma/migrate.ts';
import { freePort } from '../setup/ports.ts';
import { startPostgres } from '../setup/postgres.ts';
import { startTemporal } from '../setup/temporal.ts';
import { testCity } from '../test/helpers/city.ts';
import { quietRuntime } from './runtime.ts';

export const installation = 'bench';

/** A folder of this run only. */
export async function temporaryFolder(closing: AsyncDisposableStack): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'oshirase-bench-'));
  closing.defer(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface BenchDatabase {
  /** The product's own pool, in its role and of its size */
  db: Database;
  /** Of the owner */
  url: string;
}

/** The embedded PostgreSQL as `npm start` runs it (commits reach the disk), with the reference data and a demo's staff. */
export async function ownDatabase(closing: AsyncDisposableStack, folder: string): Promise<BenchDatabase> {
  const postgres = await startPostgres({
    folder: path.join(folder, 'postgres'),
    port: await freePort(),
    password: 'bench',
    log: path.join(folder, 'postgres.log'),
  });
  closing.defer(() => postgres.stop());
  await migrate(postgres.url);
  const db = createDatabase(postgres.url);
  closing.defer(() => db.end());
  await testCity(db, installation);
  return { db, url: postgres.url };
}

export interface BenchTemporal {
  address: string;
  /** For workers */
  native: NativeConnection;
  connection: Connection;
  /** Without the product's codec */
  bare: Client;
}

/** A Temporal development server with its store on disk, as `npm start` runs it. */
export async function ownTemporal(closing: AsyncDisposableStack, folder: string): Promise<BenchTemporal> {
  quietRuntime();
  const temporal = await startTemporal({
    port: await freePort(),
    file: path.join(folder, 'temporal.db'),
    log: path.join(folder, 'temporal.log'),
  });
  closing.defer(() => temporal.stop());
  const { address } = temporal;
  const native = await NativeConnection.connect({ address });
  closing.defer(() => native.close());
  const connection = await Connection.connect({ address });
  closing.defer(() => connection.close());
  return { address, native, connection, bare: new Client({ connection }) };
}
