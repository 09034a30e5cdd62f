import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { openBooks } from '../../activities/books.ts';
import { businessClock } from '../../activities/clock.ts';
import { type App, buildApp } from '../../api/app.ts';
import { moveClock } from '../../records/demo-clock.ts';
import { testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';
import { sitDown, type Workstation } from '../sim/city/workstation.ts';

let app: App;
let desk: Workstation;
afterAll(() => app.close());

const { db } = await testDatabase();
const clock = businessClock(db);

beforeAll(async () => {
  await testCity(db);
  await db.query('UPDATE installation SET demo = false');
  const nobody = () => Promise.reject(new Error('Not in this test'));
  app = await buildApp({
    ...{ db, clock, books: openBooks(), installationId: 'test', logLevel: 'silent' },
    temporal: new Client({ connection: Connection.lazy() }),
    gateway: { startCall: nobody, control: nobody },
    renderer: { renderDeliveryNote: nobody },
    sessionSecret: randomBytes(32).toString('hex'),
    smsCallbackSecret: 'secret',
  });
  desk = (await sitDown(app, 'operator1', 1))!;
});

test.each([
  ['GET', '/api/demo'],
  ['GET', '/api/demo/logins'],
  ['GET', '/api/demo/happened?since=2026-11-26T00:00:00Z'],
  ['POST', '/api/demo/advance'],
] as const)('outside a demo %s %s answers that this is none', async (method, url) => {
  const reply = method === 'GET' ? await desk.get(url) : await desk.post(url, { to: 'hour' });
  expect([reply.status, reply.problem]).toEqual([404, 'not_a_demo']);
});

test('outside a demo the clock does not move, neither by the program nor in the database', async () => {
  const later = new Date((await clock.now()).getTime() + 3_600_000);
  await expect(moveClock(db, clock, later)).rejects.toMatchObject({ code: 'not_a_demo' });
  await expect(db.query('UPDATE installation SET clock_offset_ms = 1')).rejects.toThrow('only_a_demo_moves_the_clock');
  expect(await clock.offsetMs()).toBe(0);
});

test('what happened since the last operating day is on the home page of every installation', async () => {
  const { status, body } = await desk.get('/api/home');
  expect(status).toBe(200);
  expect(body).toMatchObject({ happened: { files_taken: 0, payments: { count: 0, yen: 0 }, tasks_made: 0 } });
});
