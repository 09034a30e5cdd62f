import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import * as hook from '../fault-point.ts';

const root = path.join(import.meta.dirname, '..');
const SOURCES = [
  'activities/**/*.ts',
  'api/**/*.ts',
  'prisma/*.ts',
  'records/**/*.ts',
  'reports/**/*.ts',
  'setup/*.ts',
];

async function namesInSources(): Promise<string[]> {
  const names: string[] = [];
  for await (const file of glob(SOURCES, { cwd: root }))
    for (const [, name] of (await readFile(path.join(root, file), 'utf8')).matchAll(/\bfaultPoint\('([^']+)'\)/g))
      names.push(name!);
  return names;
}

test('every fault point stands once in the list and once in the sources', async () => {
  expect((await namesInSources()).sort()).toEqual([...hook.faultPoints].sort());
});

test('the product’s own hook has nothing that could be set: a list, and a function that does nothing', () => {
  expect(Object.keys(hook).sort()).toEqual(['faultPoint', 'faultPoints']);
  for (const name of hook.faultPoints) expect(hook.faultPoint(name)).toBeUndefined();
});
