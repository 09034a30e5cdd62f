import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import pino from 'pino';
import { openBooks } from '../../activities/books.ts';
import { dataConverter } from '../../activities/codec.ts';
import { createDecideActivities } from '../../activities/decide.ts';
import { reconcileEpisodes } from '../../activities/reconciler.ts';
import { relayOnce } from '../../activities/relay.ts';
import { failureOf } from '../../activities/stuck.ts';
import { stuckAccounts } from '../../api/queries/stuck-accounts.ts';
import { problem } from '../../domain/problem.ts';
import { instantAt } from '../../domain/time.ts';
import { touchAccounts } from '../../records/account.ts';
import { recordStuck, retryStuck } from '../../records/stuck-account.ts';
import { accountWorkflowId } from '../../workflows/ids.ts';
import { testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';
import { anAccount, type SeededAccount } from '../helpers/facts.ts';
import { devServer } from '../helpers/temporal.ts';
import { eventTypes, stage, testKeys, withActivities } from '../helpers/workflows.ts';

const { db } = await testDatabase();
const it = await stage(await devServer({ dataConverter: dataConverter(testKeys) }));
const herd = { client: it.env.client, installation: 'test' };
const at = instantAt('2026-09-07', '10:00');
const clock = { now: async () => at, offsetMs: async () => 0 };
const log = pino({ level: 'silent' });

beforeAll(async () => {
  await testCity(db);
  await db.query('UPDATE installation SET clock_offset_ms = $1', [at.getTime() - Date.now()]);
});

async function relay(): Promise<void> {
  await relayOnce({ db, log, ...herd }, 'unstarted');
  await relayOnce({ db, log, ...herd }, 'running');
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(50);
}

async function isDecided({ accountId }: SeededAccount): Promise<boolean> {
  const { rowCount } = await db.query('SELECT FROM account WHERE id = $1 AND decided_version = fact_version', [
    accountId,
  ]);
  return rowCount === 1;
}

/** Pins the account's episode to the rules of its receivable, or to a copy of them that no plan can be made by. */
async function ruledBy({ episodeId }: SeededAccount, rules: 'sound' | 'broken'): Promise<void> {
  await db.query(
    `UPDATE episode SET rule_version_id = (SELECT id FROM rule_version WHERE receivable_code = 'city_tax' AND (content ? 'steps') = $2 LIMIT 1)
      WHERE id = $1`,
    [episodeId, rules === 'sound'],
  );
}

test('an account that cannot be decided about stops alone, is listed, and goes on by itself when that is mended', async () => {
  await db.query(
    `INSERT INTO rule_version (receivable_code, version, content, content_hash, status, effective_from)
     SELECT receivable_code, 99, content - 'steps', 'broken', 'draft', effective_from FROM rule_version WHERE receivable_code = 'city_tax'`,
  );
  const [poisoned, sound] = [await anAccount(db, { at }), await anAccount(db, { at })];
  await ruledBy(poisoned, 'broken');
  const { decide } = createDecideActivities({ db, books: openBooks() });
  await withActivities(it, 'test', { main: { decide } }, async () => {
    await relay();
    await until(() => isDecided(sound));
    await until(async () => (await stuckAccounts(db, null)).length > 0);
    const [stuck, ...others] = await stuckAccounts(db, null);
    expect(others).toEqual([]);
    expect(stuck).toMatchObject({
      account_id: poisoned.accountId,
      attempts: 1,
      reason: 'TypeError',
      receivable_code: 'city_tax',
    });
    expect(stuck?.place).toMatch(/^domain\/plan.*\.ts:\d+/);
    expect(stuck!.retry_at.getTime() - stuck!.failed_at.getTime()).toBe(30_000);
    expect(await stuckAccounts(db, ['health'])).toEqual([]);

    await touchAccounts(db, [sound.accountId], 'test');
    await relay();
    await until(() => isDecided(sound));

    await reconcileEpisodes(db, clock); // leaves it to its own timer
    expect((await db.query('SELECT FROM nudge WHERE sent_at IS NULL')).rowCount).toBe(0);
    expect(await retryStuck(db, null)).toBe(1);
    await relay();
    await until(async () => (await stuckAccounts(db, null))[0]?.attempts === 2);

    await ruledBy(poisoned, 'sound');
    expect(await retryStuck(db, sound.accountId)).toBe(0);
    expect(await retryStuck(db, poisoned.accountId)).toBe(1);
    await relay();
    await until(() => isDecided(poisoned));
    expect(await stuckAccounts(db, null)).toEqual([]);
    const run = accountWorkflowId({
      installation: 'test',
      receivable: 'city_tax',
      accountId: poisoned.accountId,
      episodeNo: 1,
    });
    const events = await eventTypes(it.env.client.workflow.getHandle(run));
    expect(events.filter((type) => /FAILED|TIMED_OUT/.test(type))).toEqual([]);
    expect(events.length).toBeLessThan(40);
  });
}, 60_000);

test('it waits twice as long each time, an hour at most, and no longer at all when the reconciler must help', async () => {
  const { episodeId, accountId } = await anAccount(db, { at });
  await relay();
  const waits: (number | null)[] = [];
  for (let failed = 0; failed < 9; failed += 1)
    waits.push(await recordStuck(db, episodeId, { reason: 'Error', place: null }));
  expect(waits.map((ms) => ms! / 30_000)).toEqual([1, 2, 4, 8, 16, 32, 64, 120, 120]);
  const nudges = async () =>
    (await db.query('SELECT FROM nudge WHERE account_id = $1 AND sent_at IS NULL', [accountId])).rowCount;
  await reconcileEpisodes(db, clock);
  expect(await nudges()).toBe(0);
  await db.query(
    `UPDATE stuck_account SET retry_at = clock_timestamp() - interval '11 minutes' WHERE account_id = $1`,
    [accountId],
  );
  await reconcileEpisodes(db, clock);
  expect(await nudges()).toBe(1);
  expect(await recordStuck(db, '00000000-0000-4000-8000-000000000000', { reason: 'Error', place: null })).toBeNull();
});

describe('the reason of a failure', () => {
  test('is a code and a place, never the message', async () => {
    expect(failureOf(problem('wrong_state', { state: 'x' }))).toMatchObject({ reason: 'wrong_state' });
    const failed = await db.query(`SELECT '試験 太郎'::integer`).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(pg.DatabaseError);
    expect(failureOf(failed).reason).toBe('SQL 22P02');
    const { reason, place } = failureOf(new RangeError('試験 太郎\n    at 試験 (/work/試験.ts:1:1)'));
    expect(reason).toBe('RangeError');
    expect(place).toMatch(/^test\/activities\/stuck\.test\.ts:\d+/);
    expect(failureOf('試験 太郎')).toEqual({ reason: 'string', place: null });
  });
});
