import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from '@jest/globals';
import { createDatabase, type Database } from '../../prisma/database.ts';
import { migrate } from '../../prisma/migrate.ts';
import { freePort } from '../../setup/ports.ts';
import { type Postgres, startPostgres } from '../../setup/postgres.ts';

export interface OwnPostgres {
  /** Of the owner; the same after every start */
  url: string;
  db: Database;
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** A migrated server of this file alone, for what no test may do to the common one. Call it at the file's top level; it ends with the file. */
export async function ownPostgres(): Promise<OwnPostgres> {
  const folder = await mkdtemp(path.join(tmpdir(), 'oshirase-own-'));
  const options = {
    ...{ folder: path.join(folder, 'postgres'), port: await freePort(), password: 'test', careless: true },
    log: path.join(folder, 'postgres.log'),
  };
  let server: Postgres = await startPostgres(options);
  await migrate(server.url);
  const db = createDatabase(server.url);
  afterAll(async () => {
    await db.end();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    ...{ url: server.url, db },
    stop: () => server.stop(),
    start: async () => void (server = await startPostgres(options)),
  };
}
