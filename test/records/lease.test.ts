import { beforeEach, expect, test } from '@jest/globals';
import { callQueue } from '../../api/queries/home.ts';
import { instantAt } from '../../domain/time.ts';
import { BEST_HOURS_POINTS } from '../../domain/plan/priority.ts';
import { transaction } from '../../prisma/database.ts';
import { claimNext, claimTask, currentLease, endExpired, holdLease, type Taker } from '../../records/lease.ts';
import { testDatabase } from '../helpers/database.ts';
import { testCity } from '../helpers/city.ts';
import { aTask, operators } from '../helpers/queue.ts';

const { db, owner } = await testDatabase();
const now = instantAt('2026-11-24', '10:00');
await testCity(db);
const [first, second] = await operators(db, 2);
const taker = (staffId: string): Taker => ({ staffId, now, today: '2026-11-24', session: 'weekday' });
const next = (staffId: string) => transaction(db, (tx) => claimNext(tx, taker(staffId)));

beforeEach(async () => {
  await owner.query(
    'UPDATE contact_unit SET lease_task_id = NULL, lease_holder = NULL, lease_claim_id = NULL, lease_phase = NULL, lease_since = NULL, lease_until = NULL',
  );
  await owner.query('DELETE FROM task');
});

test('two operators at two siblings of one home: one gets it, the other another home', async () => {
  await aTask(db, { household: 'H1', priority: 90 });
  await aTask(db, { household: 'H1', priority: 80 });
  const other = await aTask(db, { household: 'H2', priority: 10 });
  const leases = await Promise.all([next(first!), next(second!)]);
  expect(new Set(leases.map((lease) => lease?.unitId)).size).toBe(2);
  expect(leases.some((lease) => lease?.taskId === other.taskId)).toBe(true);
});

test('a case whose best hours are now goes first, unless another is more urgent than they are worth', async () => {
  const usual = await aTask(db, { household: 'B1', priority: 30 });
  const likely = await aTask(db, { household: 'B2', priority: 23, bestBand: 9 });
  const urgent = await aTask(db, { household: 'B3', priority: 32 });
  const later = await aTask(db, { household: 'B4', priority: 29, bestBand: 13 });
  const taken = [];
  for (const staffId of await operators(db, 4)) taken.push((await next(staffId))?.taskId);
  expect(taken).toEqual([urgent.taskId, likely.taskId, usual.taskId, later.taskId]);
});

test('the index that the walk in best hours follows counts the points that they are worth', async () => {
  const { rows } = await db.query<{ definition: string }>(
    `SELECT pg_get_indexdef('task_next_in_band'::regclass) AS definition`,
  );
  expect(rows[0]!.definition).toContain(`((priority + ${BEST_HOURS_POINTS})) DESC`);
});

test('the queue that is shown has the order in which the cases are given', async () => {
  for (let home = 0; home < 12; home += 1) {
    await aTask(db, { household: `Q${home}`, priority: (home * 7) % 20, bestBand: home % 3 === 0 ? 9 : null });
  }
  const staff = await operators(db, 12);
  const shown = await callQueue(db, taker(staff[0]!));
  const taken = [];
  for (const staffId of staff) taken.push((await next(staffId))?.taskId);
  expect(shown.length).toBeGreaterThan(3);
  expect(shown.map((waiting) => waiting.task_id)).toEqual(taken.slice(0, shown.length));
});

test('200 concurrent tries never give one home to two people', async () => {
  for (let home = 0; home < 5; home += 1) await aTask(db, { household: `M${home}`, priority: home });
  const staff = await operators(db, 200);
  const leases = (await Promise.all(staff.map(next))).filter((lease) => lease !== null);
  expect(leases).toHaveLength(5);
  expect(new Set(leases.map((lease) => lease.unitId)).size).toBe(5);
});

test('a stale lease is refused with the holder and since when', async () => {
  const { taskId, unitId } = await aTask(db, { household: 'S1', priority: 1 });
  const mine = await next(first!);
  await owner.query(`UPDATE contact_unit SET lease_until = clock_timestamp() - interval '1 second' WHERE id = $1`, [
    unitId,
  ]);
  await transaction(db, (tx) => claimTask(tx, second!, taskId, now));
  const late = transaction(db, (tx) => holdLease(tx, mine!.claimId, mine!.version, taskId));
  await expect(late).rejects.toMatchObject({
    code: 'stale_lease',
    params: { holder: expect.any(String), since: expect.stringMatching(/^\d\d:\d\d$/) },
  });
});

test('a lease never ends during a call', async () => {
  const { unitId } = await aTask(db, { household: 'C1', priority: 1 });
  await next(first!);
  await owner.query(
    `UPDATE contact_unit SET lease_phase = 'in_call', lease_until = clock_timestamp() - interval '1 hour' WHERE id = $1`,
    [unitId],
  );
  expect(await transaction(db, (tx) => endExpired(tx, null))).toBe(0);
  expect(await next(second!)).toBeNull();
  expect((await currentLease(db, first!))?.unitId).toBe(unitId);
});

test('a call without a result comes back to the same person as 結果未入力 and the home is free', async () => {
  const { unitId, taskId } = await aTask(db, { household: 'W1', priority: 1 });
  await next(first!);
  await owner.query(
    `UPDATE contact_unit SET lease_phase = 'wrap_up', lease_until = clock_timestamp() - interval '1 second' WHERE id = $1`,
    [unitId],
  );
  expect(await transaction(db, (tx) => endExpired(tx, null))).toBe(1);
  const { rows } = await db.query('SELECT state, assigned_to FROM task WHERE id = $1', [taskId]);
  expect(rows).toEqual([{ state: 'no_result', assigned_to: first }]);
});
