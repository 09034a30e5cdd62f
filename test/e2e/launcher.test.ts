import { expect, jest, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { logIn, openBrowser, picture } from '../helpers/browser.ts';
import { product } from '../helpers/product.ts';

jest.setTimeout(300_000);

const centre = await product({ debtors: 20 });
const second = await product({ debtors: 20, dataDir: centre.dataDir });
const samePort = await product({ debtors: 20, port: Number(new URL(centre.url).port) });
const browser = await openBrowser();

async function installationOf(): Promise<string> {
  const log = await readFile(path.join(centre.dataDir, 'logs', 'worker.log'), 'utf8');
  return /taskQueue: '(demo-[0-9a-f]+)\/main'/.exec(log)?.[1] ?? 'unknown';
}

async function leftOvers(): Promise<string[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'args=']);
  return stdout.split('\n').filter((line) => line.includes(centre.dataDir));
}

test('npm start brings a whole centre up that a person can log in to', async () => {
  expect(await centre.start()).toContain(`Oshirase is ready: ${centre.url}\n`);
  expect(await (await fetch(`${centre.url}/readyz`)).json()).toEqual({ ready: true });

  const page = await logIn(browser, centre.url, 'operator1');
  await page.getByRole('heading').first().waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('ja');
  await picture(page, 'home');
  await page.context().close();
});

test('a second launcher of the same data folder says so and leaves the first alone', async () => {
  await expect(second.start()).rejects.toThrow('This data folder is in use');
  expect((await fetch(`${centre.url}/readyz`)).status).toBe(200);
});

test('a taken port is named with the way out', async () => {
  await expect(samePort.start()).rejects.toThrow(/Port \d+ is taken/);
});

test('Ctrl-C stops every child, and the next start keeps the data', async () => {
  const before = await installationOf();
  expect(await centre.stop('SIGINT')).toBe(0);
  expect(await leftOvers()).toEqual([]);

  const printed = await centre.start();
  expect(printed).not.toContain('取込');
  expect(await installationOf()).toBe(before);
});

test('a killed launcher leaves nothing that blocks the next start', async () => {
  await centre.stop('SIGKILL');
  await centre.start();
  expect((await fetch(`${centre.url}/readyz`)).status).toBe(200);

  const pids = (await readdir(path.join(centre.dataDir, 'logs'))).filter((name) => name.endsWith('.pid'));
  expect(pids).toHaveLength(5);
  const guards = await promisify(execFile)('pgrep', ['-f', `setup/guard.ts ${centre.dataDir}`]);
  const stopped = centre.stop('SIGKILL');
  for (const pid of guards.stdout.trim().split('\n')) process.kill(Number(pid), 'SIGKILL');
  await stopped;
  await centre.start();
  expect((await fetch(`${centre.url}/readyz`)).status).toBe(200);
});
