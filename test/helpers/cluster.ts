import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { migrate, readMigrations } from '../../prisma/migrate.ts';
import { freePort } from '../../setup/ports.ts';
import { startPostgres } from '../../setup/postgres.ts';

export interface Cluster {
  /** Of the owner; its database is not used by tests */
  url: string;
  /** The migrated database that tests copy */
  template: string;
  stop(): Promise<void>;
}

/** PostgreSQL for one jest run: the server of `url` when given, else an embedded one in a temporary folder. */
export async function startCluster(url: string | undefined): Promise<Cluster> {
  if (url) return { url, template: await buildTemplate(url), stop: async () => undefined };
  const folder = await mkdtemp(path.join(tmpdir(), 'oshirase-test-'));
  const postgres = await startPostgres({
    folder: path.join(folder, 'postgres'),
    port: await freePort(),
    password: 'test',
    log: path.join(folder, 'postgres.log'),
    careless: true,
  });
  return {
    url: postgres.url,
    template: await buildTemplate(postgres.url),
    async stop() {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The name carries the migrations' hash, so a server that lives longer keeps one template per version. */
async function buildTemplate(url: string): Promise<string> {
  const migrations = await readMigrations();
  const hash = createHash('sha256').update(migrations.map(({ checksum }) => checksum).join());
  const name = `oshirase_template_${hash.digest('hex').slice(0, 12)}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [name]);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1 AND datistemplate', [name]);
    if (rowCount) return name;
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${name} ENCODING 'UTF8' TEMPLATE template0`);
    await migrate(databaseUrl(url, name));
    await client.query(`ALTER DATABASE ${name} IS_TEMPLATE true`);
    return name;
  } finally {
    await client.end();
  }
}

export function databaseUrl(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}
