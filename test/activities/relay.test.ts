import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import pino from 'pino';
import { dataConverter } from '../../activities/codec.ts';
import { adoptNamespace } from '../../activities/namespace.ts';
import { claimNudges, purgeNudges } from '../../activities/outbox.ts';
import { nudgeDue, reconcileEpisodes } from '../../activities/reconciler.ts';
import { relayOnce } from '../../activities/relay.ts';
import { ensureSchedules } from '../../activities/schedules.ts';
import { sweepEpisodes } from '../../activities/sweep.ts';
import { addDays, instantAt } from '../../domain/time.ts';
import { touchAccounts } from '../../records/account.ts';
import { accountWorkflowId, scheduleId } from '../../workflows/ids.ts';
import { testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';
import { anAccount, type SeededAccount } from '../helpers/facts.ts';
import { devServer } from '../helpers/temporal.ts';
import { eventTypes, testKeys } from '../helpers/workflows.ts';

const { db } = await testDatabase();
const env = await devServer({ dataConverter: dataConverter(testKeys) });
const at = instantAt('2026-09-07', '10:00');
const log = pino({ level: 'silent' });
const herd = { client: env.client, installation: 'test' };
const clock = { now: async () => at, offsetMs: async () => 0 };
let account: SeededAccount;

beforeAll(() => testCity(db));
beforeEach(async () => {
  await db.query('UPDATE nudge SET sent_at = clock_timestamp() WHERE sent_at IS NULL');
  await db.query('UPDATE episode SET closed_at = $1 WHERE closed_at IS NULL', [at]);
  account = await anAccount(db, { at });
});

const relay = (lane: 'running' | 'unstarted') => relayOnce({ db, log, ...herd }, lane);
const handle = () =>
  env.client.workflow.getHandle(
    accountWorkflowId({ installation: 'test', receivable: 'city_tax', accountId: account.accountId, episodeNo: 1 }),
  );
const signals = async () =>
  (await eventTypes(handle())).filter((type) => type === 'WORKFLOW_EXECUTION_SIGNALED').length;
const touch = (cause = 'test') => touchAccounts(db, [account.accountId], cause);
const decided = () =>
  db.query('UPDATE account SET decided_version = fact_version, nudge_sent_at = NULL WHERE id = $1', [
    account.accountId,
  ]);
const unsent = async () => (await db.query('SELECT FROM nudge WHERE sent_at IS NULL')).rowCount;

describe('the relay', () => {
  test('starts the workflow of a new episode once, without a signal', async () => {
    expect(await relay('running')).toBe(0);
    expect(await relay('unstarted')).toBe(1);
    expect(await relay('unstarted')).toBe(0);
    expect(await eventTypes(handle())).toEqual(['WORKFLOW_EXECUTION_STARTED', 'WORKFLOW_TASK_SCHEDULED']);
    const { rows } = await db.query('SELECT workflow_started_at IS NOT NULL AS started FROM episode WHERE id = $1', [
      account.episodeId,
    ]);
    expect(rows).toEqual([{ started: true }]);
  });

  test('many facts of one account are one signal until a decision follows', async () => {
    await relay('unstarted');
    await decided();
    for (const cause of ['call', 'payment', 'hold']) await touch(cause);
    await relay('running');
    await touch('later');
    await relay('running');
    expect(await signals()).toBe(1);
    expect(await unsent()).toBe(0);

    await decided();
    await touch('after the decision');
    await relay('running');
    expect(await signals()).toBe(2);
  });

  test('a fact that is decided about already sends none', async () => {
    await relay('unstarted');
    await touch();
    await decided();
    await relay('running');
    expect(await signals()).toBe(0);
    expect(await unsent()).toBe(0);
  });

  test('an hour without a decision allows another', async () => {
    await relay('unstarted');
    await touch();
    await relay('running');
    await db.query(`UPDATE account SET nudge_sent_at = nudge_sent_at - interval '61 minutes' WHERE id = $1`, [
      account.accountId,
    ]);
    await touch();
    await relay('running');
    expect(await signals()).toBe(1);
  });

  test.each(['running', 'unstarted'] as const)(
    'a claim of a relay that was killed is sent after a minute (%s)',
    async (lane) => {
      if (lane === 'running') {
        await relay('unstarted');
        await decided();
        await touch();
      }
      expect(await claimNudges(db, lane, 10)).toHaveLength(1);
      expect(await relay(lane)).toBe(0);
      await db.query(`UPDATE nudge SET claimed_at = claimed_at - interval '61 seconds' WHERE sent_at IS NULL`);
      expect(await relay(lane)).toBe(1);
      expect(await unsent()).toBe(0);
    },
  );

  test('a storm on one account does not drop the wake of the reconciler behind it', async () => {
    await relay('unstarted');
    await decided();
    await db.query(
      `INSERT INTO nudge (account_id, cause) SELECT $1, CASE WHEN n = 300 THEN 'due' ELSE 'storm' END FROM generate_series(1, 300) AS n`,
      [account.accountId],
    );
    expect(await relay('running')).toBe(0);
    expect(await unsent()).toBe(1);
    expect(await relay('running')).toBe(1);
  });

  test('two relays never claim the same row, and neither waits for a locked account', async () => {
    const others = await Promise.all([anAccount(db, { at }), anAccount(db, { at })]);
    const locking = await db.connect();
    await locking.query('BEGIN');
    await locking.query('SELECT FROM account WHERE id = $1 FOR UPDATE', [account.accountId]);
    const claims = (await Promise.all([claimNudges(db, 'unstarted', 10), claimNudges(db, 'unstarted', 10)])).flat();
    await locking.query('COMMIT');
    locking.release();
    expect(claims.map((claim) => claim.accountId).sort()).toEqual(others.map((other) => other.accountId).sort());
  });

  test('while Temporal is away nothing is lost and nothing is marked', async () => {
    const connection = Connection.lazy({ address: '127.0.0.1:1' });
    const away = new Client({ connection, dataConverter: dataConverter(testKeys) });
    await expect(relayOnce({ db, log, installation: 'test', client: away }, 'unstarted')).rejects.toThrow();
    await connection.close();
    expect(await unsent()).toBe(1);
    expect(await relay('unstarted')).toBe(1);
  });
});

test('the nightly upkeep removes what was sent long ago, and nothing else', async () => {
  await db.query(
    `INSERT INTO nudge (account_id, cause, sent_at)
     SELECT $1, 'old', CASE WHEN n > 2 THEN clock_timestamp() - interval '8 days' WHEN n = 2 THEN clock_timestamp() END FROM generate_series(1, 10003) AS n`,
    [account.accountId],
  );
  expect(await purgeNudges(db, () => undefined)).toBe(10_001);
  expect((await db.query(`SELECT FROM nudge WHERE cause = 'old'`)).rowCount).toBe(2);
});

describe('the reconciler', () => {
  const causes = async () => {
    const { rows } = await db.query<{ cause: string }>(
      'SELECT cause FROM nudge WHERE account_id = $1 AND sent_at IS NULL',
      [account.accountId],
    );
    return rows.map(({ cause }) => cause);
  };

  test('starts what has no workflow although its nudge is gone', async () => {
    await db.query('DELETE FROM nudge WHERE account_id = $1', [account.accountId]);
    await reconcileEpisodes(db, clock);
    expect(await causes()).toEqual(['restart']);
    expect(await reconcileEpisodes(db, clock)).toBe(0);
    expect(await relay('unstarted')).toBe(1);
  });

  test('nudges what is due and was not decided about, after a grace for the workflow itself', async () => {
    await relay('unstarted');
    await decided();
    const due = (minutes: number) =>
      db.query('UPDATE account SET until = $2 WHERE id = $1', [
        account.accountId,
        new Date(at.getTime() - minutes * 60_000),
      ]);
    await due(9);
    await reconcileEpisodes(db, clock);
    expect(await causes()).toEqual([]);
    await due(11);
    await reconcileEpisodes(db, clock);
    expect(await causes()).toEqual(['due']);
    await relay('running');
    expect(await signals()).toBe(1);
  });

  test('a moved clock nudges at once what has become due', async () => {
    await relay('unstarted');
    await decided();
    await db.query('UPDATE account SET until = $2 WHERE id = $1', [
      account.accountId,
      instantAt('2026-09-10', '09:00'),
    ]);
    await nudgeDue(db, instantAt(addDays('2026-09-10', -1), '09:00'));
    expect(await causes()).toEqual([]);
    await nudgeDue(db, instantAt('2026-09-10', '09:00'));
    expect(await causes()).toEqual(['due']);
  });
});

describe('another Temporal, or a run that is gone', () => {
  test('a new namespace has every open episode started again, the known one nothing', async () => {
    expect(await adoptNamespace(env.client, db, at)).toBe(true);
    await relay('unstarted');
    expect(await adoptNamespace(env.client, db, at)).toBe(false);
    expect(await relay('unstarted')).toBe(0);
    await db.query(`UPDATE installation SET temporal_namespace_id = 'of a Temporal that is gone'`);
    expect(await adoptNamespace(env.client, db, at)).toBe(true);
    expect(await relay('unstarted')).toBe(1);
  });

  test('the sweep runs an open episode again whose workflow was terminated, and leaves running ones alone', async () => {
    await relay('unstarted');
    expect(await sweepEpisodes(db, herd, { beat: () => undefined })).toBe(0);
    await handle().terminate();
    expect(await sweepEpisodes(db, herd, { after: account.episodeId, beat: () => undefined })).toBe(0); // where a killed one left off
    expect(await sweepEpisodes(db, herd, { beat: () => undefined })).toBe(1);
    expect((await handle().describe()).status.name).toBe('RUNNING');
  });

  test('schedules are made once', async () => {
    await ensureSchedules(env.client, 'test');
    await ensureSchedules(env.client, 'test');
    for (const name of ['reconcile', 'pollsms', 'sweep']) {
      await env.client.schedule.getHandle(scheduleId('test', name)).describe();
    }
  });
});
