import { beforeAll, expect, test } from '@jest/globals';
import { businessClock } from '../../activities/clock.ts';
import { dateOf, timeOf } from '../../domain/time.ts';
import { loadDemoCity } from '../sim/city/load.ts';
import { testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';

const { db } = await testDatabase();
const said: string[] = [];
const options = { db, seed: 7, debtors: 50, today: '2026-11-26', say: (words: string) => void said.push(words) };

beforeAll(async () => {
  await testCity(db);
  await loadDemoCity(options);
});

test('every file passes the intake without an error and the demo begins at ten', async () => {
  const { rows } = await db.query<{ states: string[]; errors: number }>(
    'SELECT array_agg(DISTINCT state) AS states, sum(error_count) AS errors FROM exchange_file',
  );
  expect(rows[0]).toEqual({ states: ['committed'], errors: 0 });
  const now = await businessClock(db).now();
  expect([dateOf(now), timeOf(now)]).toEqual(['2026-11-26', '10:00']);
  expect(said.length).toBeGreaterThan(20);
});

test('the past has its effect: payments are allocated and attributed to the predecessor’s contacts', async () => {
  const { rows } = await db.query<{ parked: number; attributed: number; open: number }>(
    `SELECT (SELECT count(*) FROM payment WHERE account_id IS NULL) AS parked, (SELECT count(*) FROM attribution) AS attributed,
            (SELECT count(*) FROM episode WHERE closed_at IS NULL) AS open`,
  );
  expect(rows[0]!.parked).toBe(0);
  expect(rows[0]!.attributed).toBeGreaterThan(5);
  expect(rows[0]!.open).toBeGreaterThan(40);
});

test('a second start sends nothing, moves no clock and invents the same city', async () => {
  const before = await db.query('SELECT clock_offset_ms, demo_loaded_at FROM installation');
  const count = await db.query('SELECT count(*) AS count FROM exchange_file');
  const again = await loadDemoCity({ ...options, seed: 99, debtors: 3_000, today: '2026-12-01' });
  expect([again.seed, again.residents.length, again.today]).toEqual([7, 50, '2026-11-26']);
  expect((await db.query('SELECT clock_offset_ms, demo_loaded_at FROM installation')).rows).toEqual(before.rows);
  expect((await db.query('SELECT count(*) AS count FROM exchange_file')).rows).toEqual(count.rows);
});

test('an installation that is no demo is refused', async () => {
  await db.query('UPDATE installation SET clock_offset_ms = 0');
  await db.query('UPDATE installation SET demo = false');
  await expect(loadDemoCity(options)).rejects.toThrow('demo installation only');
});
