import { writeFile } from 'node:fs/promises';
import pg from 'pg';
import { databaseUrl, startCluster } from './cluster.ts';
import { prismaCli } from './prisma-cli.ts';

const NOTE =
  '// Written by `npm run schema` from the migrations: for readers and the drift test. Data access is SQL.\n';
const DATABASE = 'oshirase_pull';

/** `npm run schema`: writes prisma/schema.prisma anew from the migrations. */
const cluster = await startCluster(process.env['DATABASE_URL']);
try {
  const printed = await prismaCli(await copyWithoutPartialIndexes(), ['db', 'pull', '--print', '--force']);
  const lines = printed.slice(printed.indexOf('datasource db')).split('\n');
  const models = lines.filter((line) => !/^\s*\/\//.test(line)).join('\n');
  const schema = models.replace(/model _prisma_migrations \{[^}]*\}\n*/, '').trim();
  await writeFile(new URL('../../prisma/schema.prisma', import.meta.url), `${NOTE}${schema}\n`);
} finally {
  await cluster.stop();
}

/** Prisma can only state partial indexes by a preview feature that reports ours as drift; without it, it leaves them alone. */
async function copyWithoutPartialIndexes(): Promise<string> {
  const url = databaseUrl(cluster.url, DATABASE);
  await run(cluster.url, `DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`);
  await run(cluster.url, `CREATE DATABASE ${DATABASE} TEMPLATE ${cluster.template}`);
  await run(
    url,
    `DO $$ DECLARE name text; BEGIN
       FOR name IN SELECT indexrelid::regclass FROM pg_index WHERE indpred IS NOT NULL AND indrelid::regclass::text !~ '\\.'
       LOOP EXECUTE 'DROP INDEX ' || name; END LOOP; END $$`,
  );
  return url;
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
