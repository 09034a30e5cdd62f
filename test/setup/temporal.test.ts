import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { freePort } from '../../setup/ports.ts';
import { startTemporal } from '../../setup/temporal.ts';
import { devServer, timeSkipping } from '../helpers/temporal.ts';

const skipping = await timeSkipping();
const dev = await devServer();

test('the test server skips a day in no time', async () => {
  const before = await skipping.currentTimeMs();
  await skipping.sleep('1 day');
  expect(await skipping.currentTimeMs()).toBeGreaterThanOrEqual(before + 86_400_000);
});

test('the development server has its namespace', async () => {
  const { namespaceInfo } = await dev.connection.workflowService.describeNamespace({ namespace: 'default' });
  expect(namespaceInfo?.name).toBe('default');
});

test('a port that somebody has for a moment does not keep it from starting', async () => {
  const port = await freePort();
  const folder = await mkdtemp(path.join(tmpdir(), 'oshirase-temporal-'));
  const somebody = createServer((socket) => socket.destroy()).listen(port, '127.0.0.1');
  await once(somebody, 'listening');
  const starting = startTemporal({ port, log: path.join(folder, 'temporal.log') });
  await sleep(500);
  somebody.close();
  const server = await starting;
  await server.stop();
  await rm(folder, { recursive: true });
  expect(server.address).toBe(`127.0.0.1:${port}`);
}, 30_000);
