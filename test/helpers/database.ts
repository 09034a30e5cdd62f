import { createHash, randomBytes } from 'node:crypto';
import { afterAll } from '@jest/globals';
import pg from 'pg';
import { createDatabase, type Database } from '../../prisma/database.ts';
import { migrate, readMigrations } from '../../prisma/migrate.ts';

export interface TestDatabase {
  /** As the application: in the role that may not change what is append-only */
  db: Database;
  /** As the owner, to test what the database itself refuses */
  owner: pg.Pool;
  url: string;
}

/** A migrated database of its own for one test file, cloned from a template and dropped afterwards. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = process.env.TEST_POSTGRES_URL;
  if (!server) throw new Error('TEST_POSTGRES_URL is not set: run tests with `npm test` or `npm run jest`');
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  const template = await templateOf(admin, server);
  const name = `test_${randomBytes(6).toString('hex')}`;
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = databaseUrl(server, name);
  const db = createDatabase(url);
  const owner = new pg.Pool({ connectionString: url, max: 4 });
  owner.on('error', () => undefined);
  afterAll(async () => {
    await db.end();
    await owner.end();
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  });
  return { db, owner, url };
}

/** Migrated once for each state of the migrations; whoever comes second waits for the lock and finds it. */
async function templateOf(admin: pg.Client, server: string): Promise<string> {
  const migrations = await readMigrations();
  const name = `template_${createHash('sha256').update(JSON.stringify(migrations)).digest('hex').slice(0, 16)}`;
  await admin.query('SELECT pg_advisory_lock(72707370)');
  try {
    const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1 AND datistemplate', [name]);
    if (rowCount) return name;
    await admin.query(`DROP DATABASE IF EXISTS ${name}`);
    await admin.query(`CREATE DATABASE ${name}`);
    await migrate(databaseUrl(server, name));
    await admin.query(`ALTER DATABASE ${name} IS_TEMPLATE true`);
    return name;
  } finally {
    await admin.query('SELECT pg_advisory_unlock(72707370)');
  }
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.toString();
}
