import { Client, Connection } from '@temporalio/client';
import { type CodecKey, dataConverter } from '../activities/codec.ts';
import { codecKeys } from '../activities/codec-key.ts';
import { businessClock } from '../activities/clock.ts';
import type { Clock } from '../domain/clock.ts';
import { env } from '../env.ts';
import { noticeRestore } from '../activities/restored-database.ts';
import { createDatabase, type Database, type DatabaseOptions } from '../prisma/database.ts';
import { Advice } from './advice.ts';

/** What each of the product's processes opens first. */
export interface Services {
  db: Database;
  clock: Clock;
  installation: string;
  demo: boolean;
  codecKeys: CodecKey[];
  temporal: Client;
  close: () => Promise<void>;
}

/** Connects as the environment says; closes the gate when the database was restored. It must have been migrated and hold its installation. */
export async function openServices(options: Pick<DatabaseOptions, 'patienceMs'> = {}): Promise<Services> {
  const db = createDatabase(databaseUrl(), options);
  const { id, demo } = await readInstallation(db);
  await noticeRestore(db);
  const keys = env.CODEC_KEY
    ? [{ id: 'environment', key: Buffer.from(env.CODEC_KEY, 'base64') }]
    : await codecKeys(env.DATA_DIR);
  // Lazy: everything but the worker starts and works while Temporal is away.
  const connection = Connection.lazy({ address: temporalAddress() });
  const temporal = new Client({ connection, namespace: env.TEMPORAL_NAMESPACE, dataConverter: dataConverter(keys) });
  return {
    db,
    clock: businessClock(db),
    installation: id,
    demo,
    codecKeys: keys,
    temporal,
    async close() {
      await connection.close();
      await db.end();
    },
  };
}

export function databaseUrl(): string {
  return env.DATABASE_URL ?? missing('DATABASE_URL');
}

export function temporalAddress(): string {
  return env.TEMPORAL_ADDRESS ?? missing('TEMPORAL_ADDRESS');
}

function missing(name: string): never {
  throw new Advice(
    `${name} を設定してください。npm start なら不要です。`,
    `Set ${name}; only npm start does without it.`,
  );
}

async function readInstallation(db: Database): Promise<{ id: string; demo: boolean }> {
  const { rows } = await db.query<{ id: string; demo: boolean }>('SELECT id, demo FROM installation');
  if (rows[0]) return rows[0];
  throw new Advice(
    'この DB には導入情報がありません。',
    'This database holds no installation: run node prisma/main.ts.',
  );
}
