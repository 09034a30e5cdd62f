import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from '@jest/globals';
import { TestWorkflowEnvironment, type TimeSkippingTestWorkflowEnvironmentOptions } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { freePort } from '../../setup/ports.ts';
import { startTemporal, type Temporal, type TemporalOptions } from '../../setup/temporal.ts';
import { temporalTestServer } from '../../setup/temporal-binaries.ts';

type ClientOptions = TimeSkippingTestWorkflowEnvironmentOptions['client'];

const LONG_MS = 60_000;

/** A server that skips time while a client awaits a result or `env.sleep` runs. Call it at the file's top level; it ends with the file. */
export async function timeSkipping(client: ClientOptions = {}): Promise<TestWorkflowEnvironment> {
  quietRuntime();
  const executable = { type: 'existing-path' as const, path: await temporalTestServer() };
  const env = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable }, client });
  afterAll(() => env.teardown(), LONG_MS);
  return env;
}

/** A development server in real time, in memory, with these settings. Call it at the file's top level; it ends with the file. */
export async function devServer(
  client: ClientOptions = {},
  settings: TemporalOptions['settings'] = {},
): Promise<TestWorkflowEnvironment> {
  quietRuntime();
  const server = await ownServer(settings);
  const env = await TestWorkflowEnvironment.createFromExistingServer({ address: server.address, client });
  afterAll(async () => {
    await env.teardown();
    await server.stop();
  }, LONG_MS);
  return env;
}

/** Only the server's address, for tests that start the product's own processes. */
export async function temporalServer(): Promise<Temporal> {
  const server = await ownServer();
  afterAll(() => server.stop(), LONG_MS);
  return server;
}

async function ownServer(settings: TemporalOptions['settings'] = {}): Promise<Temporal> {
  const folder = await mkdtemp(path.join(tmpdir(), 'oshirase-temporal-'));
  const server = await startTemporal({ port: await freePort(), settings, log: path.join(folder, 'temporal.log') });
  return {
    ...server,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

let quiet = false;

/** Tests print what they find, not what workers do. */
function quietRuntime(): void {
  if (quiet) return;
  quiet = true;
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
  });
}
