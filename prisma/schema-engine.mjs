#!/usr/bin/env node
// Stands in for Prisma's native schema engine, which its command line would download: the same arguments and the same JSON-RPC over
// standard input and output, answered by @prisma/schema-engine-wasm over @prisma/adapter-pg. prisma.config.ts points Prisma here.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { parse } from 'pg-connection-string';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: {
    datamodels: { type: 'string', short: 'd', multiple: true, default: [] },
    datasource: { type: 'string', default: '{}' },
    'enabled-preview-features': { type: 'string' },
    'extension-types': { type: 'string' },
    version: { type: 'boolean', short: 'V' },
  },
});
const { url, shadowDatabaseUrl } = JSON.parse(options.datasource);

if (options.version) {
  const manifest = new URL('./package.json', import.meta.resolve('@prisma/schema-engine-wasm'));
  console.log(`schema-engine-cli ${JSON.parse(readFileSync(manifest, 'utf8')).version} (wasm)`);
  process.exit(0);
}
if (positionals[0] === 'cli') await runCommand(positionals[1]);

/** The engine reads the catalog type "char" (oid 18) as one character, which the adapter cannot carry: it travels as 1002. */
class Client extends pg.Client {
  query(...args) {
    const callback = args.at(-1);
    if (typeof callback !== 'function') return super.query(...args).then(asCharacters);
    return super.query(...args.slice(0, -1), (error, result) => callback(error, asCharacters(result)));
  }
}

function asCharacters(result) {
  for (const { fields = [] } of [result ?? []].flat()) {
    for (const field of fields) if (field.dataTypeID === 18) field.dataTypeID = 1002;
  }
  return result;
}

// Single fields instead of the URL: the adapter names its shadow database by `database`, which a URL would override.
function settings(address) {
  const { host, port, user, password, database, ssl } = parse(address);
  return {
    host,
    port: port ? Number(port) : undefined,
    user,
    password,
    database,
    ssl: ssl || undefined,
    max: 4,
    Client,
  };
}

function mended(connection) {
  const queryRaw = connection.queryRaw.bind(connection);
  connection.queryRaw = async (query) => {
    const result = await queryRaw(query);
    const { Character, CharacterArray } = ColumnTypeEnum;
    result.columnTypes = result.columnTypes.map((type) => (type === CharacterArray ? Character : type));
    return result;
  };
  // The adapter cuts scripts at every semicolon, also inside function bodies.
  connection.executeScript = async (sql) => void (await connection.underlyingDriver().query(sql));
  const startTransaction = connection.startTransaction?.bind(connection);
  if (startTransaction) connection.startTransaction = async (...args) => mended(await startTransaction(...args));
  return connection;
}

async function connectToShadow() {
  if (shadowDatabaseUrl) {
    const client = new Client(settings(shadowDatabaseUrl));
    await client.connect();
    await client.query('DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public');
    await client.end();
    return mended(await new PrismaPg(settings(shadowDatabaseUrl)).connect());
  }
  const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
  const owner = new Client(settings(url));
  await owner.connect();
  await owner.query(`CREATE DATABASE "${name}"`);
  const connection = mended(await new PrismaPg({ ...settings(url), database: name }).connect());
  const dispose = connection.dispose.bind(connection);
  connection.dispose = async () => {
    await dispose();
    await owner.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    await owner.end();
  };
  return connection;
}

async function runCommand(command) {
  const client = new pg.Client({
    connectionString: command === 'can-connect-to-database' ? url : withDatabase('postgres'),
  });
  const name = client.escapeIdentifier(decodeURIComponent(new URL(url).pathname.slice(1)));
  const statements = {
    'can-connect-to-database': 'SELECT 1',
    'create-database': `CREATE DATABASE ${name}`,
    'drop-database': `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`,
  };
  try {
    await client.connect();
    await client.query(statements[command]);
    process.exit(0);
  } catch (error) {
    const codes = {
      '3D000': 'P1003',
      '28P01': 'P1000',
      28000: 'P1000',
      ECONNREFUSED: 'P1001',
      ENOTFOUND: 'P1001',
      '42P04': 'P1009',
    };
    const fields = { message: error.message, error_code: codes[error.code] ?? 'P1010', is_panic: false };
    const timestamp = new Date().toISOString();
    process.stderr.write(
      `\n${JSON.stringify({ timestamp, level: 'ERROR', fields, target: 'schema_engine::logger' })}\n`,
    );
    process.exit(1);
  }
}

function withDatabase(name) {
  const other = new URL(url);
  other.pathname = `/${name}`;
  other.search = '';
  return other.href;
}

let panic = '';
globalThis.PRISMA_WASM_PANIC_REGISTRY = {
  get: () => panic,
  set_message: (message) => (panic = `RuntimeError: ${message}`),
};
const wasm = fileURLToPath(new URL('./schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm')));
const { instance } = await WebAssembly.instantiate(readFileSync(wasm), { './schema_engine_bg.js': bindings });
bindings.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start();

const base = new PrismaPg(settings(url ?? 'postgresql://127.0.0.1:1/none'));
const { provider, adapterName } = base;
const adapter = bindMigrationAwareSqlAdapterFactory({
  provider,
  adapterName,
  connect: async () => mended(await base.connect()),
  connectToShadowDb: connectToShadow,
});
const empty = 'datasource db {\n  provider = "postgresql"\n}\n';
const datamodels = options.datamodels.map((file) => [file, readFileSync(file, 'utf8')]);
const engine = await bindings.SchemaEngine.new(
  { datamodels: datamodels.length > 0 ? datamodels : [['schema.prisma', empty]] },
  () => undefined,
  adapter,
);

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

async function answer(method, params) {
  if (method === 'getDatabaseVersion') return engine.version(params ?? null);
  if (typeof engine[method] !== 'function') throw new Error(`The stand-in schema engine has no method ${method}`);
  const result = (await engine[method](params)) ?? null;
  if (method !== 'diff' || !result.stdout) return result;
  // The native engine prints a diff by a request of its own.
  send({ id: 1, method: 'print', params: { content: result.stdout.replace(/\n$/, '') } });
  return { ...result, stdout: null };
}

for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, params } = JSON.parse(line);
  if (!method) continue;
  try {
    send({ id, result: await answer(method, params) });
  } catch (error) {
    const data = {
      is_panic: false,
      message: panic || error.message,
      meta: error.meta ?? null,
      error_code: error.code ?? null,
    };
    send({ id, error: { code: 4466, message: 'An error happened. Check the data field for details.', data } });
  }
}
process.exit(0);
