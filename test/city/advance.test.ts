import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { Advance } from '../../api/schemas/demo.ts';
import { dateOf, instantAt, timeOf } from '../../domain/time.ts';
import { moveClock } from '../../records/demo-clock.ts';
import { testDatabase } from '../helpers/database.ts';
import { devServer } from '../helpers/temporal.ts';
import { openTown, type Town } from '../helpers/town.ts';
import { settled } from '../sim/city/settled.ts';
import { sitDown, type Workstation } from '../sim/city/workstation.ts';

let town: Town;
let desk: Workstation;
afterAll(() => town.stop()); // before the database and the server go: hooks run in this order

const { db } = await testDatabase();
const env = await devServer();

const Instant = z.coerce.date();
const Shown = z.object({ business_now: Instant, hour_later: Instant.nullable(), next_opening: Instant.nullable() });
const Counts = z.object({
  files_taken: z.int(),
  file_errors: z.int(),
  payments: z.object({ count: z.int(), yen: z.int() }),
  calls_by_colleagues: z.int(),
  promises_made: z.int(),
  letters_handed_over: z.int(),
  tasks_made: z.int(),
});

beforeAll(async () => {
  town = await openTown({ db, env, debtors: 50 });
  const sat = await sitDown(town.app, 'operator1', 1);
  await settled(db, 30_000); // the first decisions about everybody
  if (!sat) throw new Error('Nobody can log in');
  desk = sat;
}, 120_000);

async function advance(to: 'hour' | 'next_operating_day'): Promise<void> {
  const { status } = await desk.post('/api/demo/advance', { to });
  expect(status).toBe(202);
  await town.driver.idle();
  expect(town.driver.state()?.state).toBe('done');
}

async function happened() {
  return Counts.parse((await desk.get('/api/demo/happened')).body);
}

async function sum(sql: string): Promise<number> {
  const { rows } = await db.query<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`);
  return rows[0]!.n;
}

async function clockReads(): Promise<[string, string]> {
  const now = await town.clock.now();
  return [dateOf(now), timeOf(now)];
}

test('the demo begins at ten on an operating day', async () => {
  expect(await clockReads()).toEqual(['2026-11-26', '10:00']);
  const shown = Shown.parse((await desk.get('/api/demo')).body);
  expect(timeOf(shown.hour_later!)).toBe('11:00');
  expect(shown.next_opening).toEqual(instantAt('2026-11-27', '12:00'));
});

test('the clock cannot go back', async () => {
  const before = await town.clock.offsetMs();
  await expect(moveClock(db, town.clock, instantAt('2026-11-26', '09:59'))).rejects.toMatchObject({
    code: 'clock_backwards',
  });
  expect(await town.clock.offsetMs()).toBe(before);
});

test('an hour forward colleagues call through the API and residents answer at their telephones', async () => {
  await advance('hour');
  expect((await clockReads())[1]).toBe('11:00');
  const { calls_by_colleagues, files_taken } = await happened();
  expect(calls_by_colleagues).toBeGreaterThan(3);
  expect(files_taken).toBe(0);
  const results = await sum(`contact WHERE source = 'centre' AND kind = 'call'`);
  expect(results).toBeGreaterThanOrEqual(calls_by_colleagues);
  expect(await sum(`call WHERE state <> 'ended'`)).toBe(0);
  expect(await sum('contact_unit WHERE lease_holder IS NOT NULL')).toBe(0);
});

test('a second move waits for the first', async () => {
  const first = await desk.post('/api/demo/advance', { to: 'hour' });
  const second = await desk.post('/api/demo/advance', { to: 'hour' });
  await town.driver.idle();
  expect([first.status, second.status, second.problem]).toEqual([202, 409, 'demo_running']);
  expect(Advance.shape.state.parse(town.driver.state()?.state)).toBe('done');
});

test('three days bring files, payments, promises, letters and new work, and no call outside the hours', async () => {
  const paid = await sum('payment');
  await advance('next_operating_day');
  expect(await clockReads()).toEqual(['2026-11-27', '12:00']);
  const { files_taken, file_errors } = await happened();
  expect(files_taken).toBeGreaterThanOrEqual(4);
  expect(file_errors).toBe(0);
  await advance('next_operating_day');
  await advance('next_operating_day');
  expect(await clockReads()).toEqual(['2026-12-01', '09:00']);

  expect(await sum('payment')).toBeGreaterThan(paid);
  expect(await sum('promise')).toBeGreaterThan(0);
  expect(await sum(`contact WHERE source = 'centre' AND kind = 'letter'`)).toBeGreaterThan(0);
  expect(await sum(`message WHERE state = 'answered'`)).toBeGreaterThan(0);
  expect(await sum(`exchange_file WHERE interface = 'arrears' AND sequence = 2`)).toBeGreaterThan(0);
  expect(
    await sum(
      `call c JOIN calendar_day d ON d.day = (c.started_at AT TIME ZONE 'Asia/Tokyo')::date WHERE d.pattern = 'closed'`,
    ),
  ).toBe(0);
}, 120_000);

test('colleagues never do the work of who asked', async () => {
  expect(await sum(`call c JOIN staff s ON s.id = c.operator_id WHERE s.login = 'operator1'`)).toBe(0);
});

test('an hour after the last full one is refused and the next operating day offered', async () => {
  await moveClock(db, town.clock, instantAt('2026-12-01', '16:30'));
  const { status, problem } = await desk.post('/api/demo/advance', { to: 'hour' });
  expect([status, problem]).toEqual([422, 'past_closing']);
  const shown = Shown.parse((await desk.get('/api/demo')).body);
  expect([shown.hour_later, shown.next_opening]).toEqual([null, instantAt('2026-12-02', '12:00')]);
});
