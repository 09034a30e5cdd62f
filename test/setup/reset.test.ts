import { expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** `npm start -- …` with that typed at its questions; its exit code and what it said. */
async function launcher(args: readonly string[], typed: string, settings: NodeJS.ProcessEnv = {}) {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'oshirase-reset-'));
  await writeFile(path.join(dataDir, 'facts'), '');
  const env = { ...process.env, NODE_OPTIONS: '', DATA_DIR: dataDir, ...settings };
  const child = spawn(process.execPath, ['--no-warnings', 'dev.ts', ...args], { env });
  child.stdin.end(typed);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data.toString()));
  const [code] = (await once(child, 'close')) as [number];
  const kept = (await readdir(dataDir)).includes('facts');
  await rm(dataDir, { recursive: true });
  return { code, said, kept };
}

test.each(['n\n', ''])(
  'a reset that is answered %j removes nothing and says so',
  async (typed) => {
    const { code, said, kept } = await launcher(['--reset'], typed);
    expect([code, kept]).toEqual([1, true]);
    expect(said).toContain('Nothing was removed.');
  },
  30_000,
);

test('what DATABASE_URL points to is never removed', async () => {
  const { code, said, kept } = await launcher(['--reset', '--yes'], '', { DATABASE_URL: 'postgresql://localhost:1/x' });
  expect([code, kept]).toEqual([1, true]);
  expect(said).toContain('is never removed');
}, 30_000);

test('a wrong argument is answered with the usage', async () => {
  const { code, said } = await launcher(['--rest'], '');
  expect(code).toBe(1);
  expect(said).toContain('Usage: npm start');
}, 30_000);
