import { randomUUID } from 'node:crypto';
import { afterAll } from '@jest/globals';
import pg from 'pg';
import { createDatabase, type Database } from '../../prisma/database.ts';
import { databaseUrl } from './cluster.ts';

export interface TestDatabase {
  /** In the application's role, as the product runs */
  db: Database;
  url: string;
  /** Without that role: for what a test must arrange or look at behind the application's back */
  owner: pg.Pool;
}

/** A migrated, empty database for one test file. Call it at the file's top level; it is dropped when the file's tests are over. */
export async function testDatabase(): Promise<TestDatabase> {
  const { TEST_CLUSTER_URL: cluster, TEST_TEMPLATE: template } = process.env;
  if (!cluster || !template)
    throw new Error('testDatabase is for tests outside test/domain, run by npm test or npm run jest');
  const name = `oshirase_test_${randomUUID().replaceAll('-', '')}`;
  const url = databaseUrl(cluster, name);
  await administer(cluster, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const db = createDatabase(url);
  const owner = new pg.Pool({ connectionString: url, max: 4 });
  // Tests end connections on purpose; the next statement opens another.
  owner.on('error', () => undefined);
  owner.on('connect', (client) => client.on('error', () => undefined));
  afterAll(async () => {
    await Promise.all([db.end(), owner.end()]);
    await administer(cluster, `DROP DATABASE ${name} WITH (FORCE)`);
  });
  return { db, url, owner };
}

async function administer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
