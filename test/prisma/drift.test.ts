import { rejects } from 'node:assert';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { testDatabase } from '../helpers/database.ts';
import { prismaCli } from '../helpers/prisma-cli.ts';

const { url } = await testDatabase();
const folder = await mkdtemp(path.join(tmpdir(), 'oshirase-schema-'));
afterAll(() => rm(folder, { recursive: true }));

function differ(schema: string): Promise<string> {
  return prismaCli(url, [
    'migrate',
    'diff',
    '--from-migrations',
    'prisma/migrations',
    '--to-schema',
    schema,
    '--exit-code',
  ]);
}

test('schema.prisma says what the migrations make; if not, run npm run schema', async () => {
  expect(await differ('prisma/schema.prisma')).toContain('No difference detected');
});

test('control: a column that only the schema has is found', async () => {
  const schema = path.join(folder, 'schema.prisma');
  await copyFile('prisma/schema.prisma', schema);
  const text = await readFile(schema, 'utf8');
  await writeFile(schema, text.replace('model department {', 'model department {\n  extra String?'));
  await rejects(differ(schema), { code: 2 });
});
