import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';

export interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

const folder = new URL('migrations/', import.meta.url);
/** Of pg_advisory_lock: the number Prisma's own engine takes, so that the two never run at once. */
const LOCK = 72_707_369;

/** Applies the migrations that are not applied yet, as the owner, and records them as Prisma does. Returns the names of the new ones. */
export async function migrate(url: string): Promise<string[]> {
  const migrations = await readMigrations();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const applied = await readApplied(client);
    const fresh = migrations.filter((migration) => !isApplied(migration, applied.get(migration.name)));
    for (const migration of fresh) await apply(client, migration);
    return fresh.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** The migrations of this version of the program, in order. */
export async function readMigrations(): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(new URL(`${name}/migration.sql`, folder), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

interface Applied {
  checksum: string;
  finished_at: Date | null;
}

async function readApplied(client: pg.Client): Promise<Map<string, Applied>> {
  await client.query(
    `CREATE TABLE IF NOT EXISTS _prisma_migrations (
       id varchar(36) PRIMARY KEY NOT NULL, checksum varchar(64) NOT NULL, finished_at timestamptz, migration_name varchar(255) NOT NULL,
       logs text, rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`,
  );
  const { rows } = await client.query<Applied & { migration_name: string }>(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  );
  return new Map(rows.map((row) => [row.migration_name, row]));
}

function isApplied({ name, checksum }: Migration, applied: Applied | undefined): boolean {
  if (!applied) return false;
  if (!applied.finished_at) throw new Error(`Migration ${name} failed earlier: restore the database, then start again`);
  if (applied.checksum !== checksum) throw new Error(`Migration ${name} was edited after this database had applied it`);
  return true;
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(sql);
    await client.query(
      'INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), 1)',
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK');
    throw new Error(`Migration ${name} could not be applied: ${cause instanceof Error ? cause.message : ''}`, {
      cause,
    });
  }
}
