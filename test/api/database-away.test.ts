import { connect, createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDatabase, type Database } from '../../prisma/database.ts';
import { openApp, type TestApp } from '../helpers/app.ts';
import { testDatabase } from '../helpers/database.ts';
import { type Answer, type Desk, type Json, login } from '../helpers/desk.ts';
import { devServer } from '../helpers/temporal.ts';

const { url } = await testDatabase();
const env = await devServer();
const target = new URL(url);
const sockets = new Set<Socket>();
let isCut = false;
let isFrozen = false;
/** The way to the database, which can be cut. */
const way = createServer((from) => {
  if (isCut) return void from.destroy();
  const to = connect(Number(target.port), target.hostname);
  for (const [one, other] of [
    [from, to],
    [to, from],
  ] as const) {
    sockets.add(one);
    one.on('error', () => other.destroy());
    one.on('close', () => (sockets.delete(one), other.destroy()));
    one.on('data', (data: Buffer) => void (isFrozen || other.write(data)));
  }
});
let db: Database;
let tested: TestApp;
let operator: Desk;

beforeAll(async () => {
  way.listen(0, '127.0.0.1');
  await once(way, 'listening');
  const address = way.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  const cuttable = new URL(url);
  cuttable.host = `127.0.0.1:${address.port}`;
  db = createDatabase(cuttable.href, { patienceMs: 1_000 });
  tested = await openApp({ db, env });
  operator = await login(tested.app, 'operator1');
});
afterAll(async () => {
  await tested.stop();
  await db.end();
  way.close();
});

/** A person's answer while the database is away. */
async function expectAway(answer: Promise<Answer<Json>>): Promise<void> {
  const { status, body } = await answer;
  expect({ status, code: body.code }).toEqual({ status: 503, code: 'database_away' });
}

function cut(): void {
  isCut = true;
  for (const socket of sockets) socket.destroy();
}

test('while the database is away every answer says so and what to do; when it is back, the session and the work go on', async () => {
  expect((await operator.get('/api/home')).status).toBe(200);
  cut();
  for (let asked = 0; asked < 12; asked += 1) {
    const { status, body } = await operator.get<{ code: string; message_ja: string; request_id: string }>('/api/home');
    expect({ status, code: body.code }).toEqual({ status: 503, code: 'database_away' });
    expect(body.message_ja).toContain('データベースにつながりません');
    expect(body.request_id).toBeTruthy();
  }
  expect((await operator.post('/api/tasks/next', {})).status).toBe(503);
  expect((await tested.app.inject('/readyz')).statusCode).toBe(503);
  expect((await tested.app.inject('/healthz')).statusCode).toBe(200);
  isCut = false;
  expect((await operator.get('/api/home')).status).toBe(200);
  expect((await tested.app.inject('/readyz')).statusCode).toBe(200);
});

test('while it is silent an answer comes all the same, after a while; when it speaks again, so does everything', async () => {
  isFrozen = true;
  await expectAway(operator.get('/api/home'));
  await Promise.all(Array.from({ length: 25 }, () => expectAway(operator.get('/api/home')))); // more than there are connections
  expect((await tested.app.inject('/healthz')).statusCode).toBe(200);
  isFrozen = false;
  expect((await operator.get('/api/home')).status).toBe(200);
});
