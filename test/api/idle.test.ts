import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openApp, type TestApp } from '../helpers/app.ts';
import { testDatabase } from '../helpers/database.ts';
import { login } from '../helpers/desk.ts';
import { devServer } from '../helpers/temporal.ts';

const IDLE_MS = 3_000;
let centre: TestApp;
afterAll(() => centre.stop());
const { db } = await testDatabase();
const env = await devServer();
beforeAll(async () => void (centre = await openApp({ db, env, idleMinutes: IDLE_MS / 60_000 })), 60_000);

/** What a page asks every second, until a little after the idle time; whether its person is still logged in then. */
async function staysLoggedIn(name: string, url: string, headers: Record<string, string> = {}): Promise<boolean> {
  const { cookie } = await login(centre.app, name);
  for (let passed = 0; passed <= IDLE_MS + 500; passed += 500) {
    await centre.app.inject({ url, headers: { cookie, ...headers } });
    await sleep(500);
  }
  return (await centre.app.inject({ url: '/api/session', headers: { cookie } })).statusCode === 200;
}

test('who works stays logged in; who only leaves a page open does not', async () => {
  const [works, polls, refreshes] = await Promise.all([
    staysLoggedIn('operator1', '/api/tasks'),
    staysLoggedIn('operator2', '/api/status'),
    staysLoggedIn('operator3', '/api/tasks', { 'x-unattended': '1' }),
  ]);
  expect({ works, polls, refreshes }).toEqual({ works: true, polls: false, refreshes: false });
}, 20_000);
