import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pino from 'pino';
import { openBooks } from '../../activities/books.ts';
import { workflowBundle } from '../../activities/bundle.ts';
import { dataConverter } from '../../activities/codec.ts';
import { createDecideActivities } from '../../activities/decide.ts';
import { relayOnce } from '../../activities/relay.ts';
import { requireReplay } from '../../activities/replay.ts';
import { instantAt } from '../../domain/time.ts';
import { touchAccounts } from '../../records/account.ts';
import { Advice } from '../../setup/advice.ts';
import { accountWorkflowId } from '../../workflows/ids.ts';
import { testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';
import { anAccount, paymentsReach, type SeededAccount } from '../helpers/facts.ts';
import { devServer } from '../helpers/temporal.ts';
import { eventTypes, stage, testKeys, withActivities } from '../helpers/workflows.ts';

const { db } = await testDatabase();
const today = await stage(await devServer({ dataConverter: dataConverter(testKeys) }));
const versionOf = (name: string) => workflowBundle(new URL(`../workflows/versions/${name}.ts`, import.meta.url));
const newer = { ...today, bundle: await versionOf('newer') };
const careless = { ...today, bundle: await versionOf('careless') };
const dataDir = await mkdtemp(path.join(tmpdir(), 'oshirase-replay-'));
const at = instantAt('2026-09-07', '10:00');
const herd = { client: today.env.client, installation: 'test' };
const { decide } = createDecideActivities({ db, books: openBooks() });
const underWay: SeededAccount[] = [];

beforeAll(async () => {
  await testCity(db);
  await db.query('UPDATE installation SET clock_offset_ms = $1', [at.getTime() - Date.now()]);
  await paymentsReach(db, 'city_tax', at);
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const begins = ({ bundle }: typeof today) => requireReplay({ db, ...herd, codecKeys: testKeys, bundle, dataDir });

/** A worker of that version lives until everything is decided. */
function settledBy(version: typeof today): Promise<void> {
  const log = pino({ level: 'silent' });
  return withActivities(version, 'test', { main: { decide } }, async () => {
    const undecided = () => db.query('SELECT FROM account WHERE fact_version > decided_version');
    while ((await undecided()).rowCount) {
      for (const lane of ['unstarted', 'running'] as const) await relayOnce({ db, log, ...herd }, lane);
      await pause(30);
    }
  });
}

function eventsOf({ accountId }: SeededAccount): Promise<string[]> {
  const workflowId = accountWorkflowId({ installation: 'test', receivable: 'city_tax', accountId, episodeNo: 1 });
  return eventTypes(today.env.client.workflow.getHandle(workflowId));
}

test('a newer version replays the runs under way, starts, and goes on with them; new runs take its new way', async () => {
  for (let n = 0; n < 3; n += 1) underWay.push(await anAccount(db, { at }));
  await begins(today);
  await settledBy(today);
  await touchAccounts(
    db,
    underWay.map(({ accountId }) => accountId),
    'test',
  ); // while no worker lives
  const fresh = await anAccount(db, { at });

  await begins(newer);
  await settledBy(newer);

  expect((await eventsOf(fresh)).filter((type) => type === 'TIMER_STARTED')).toHaveLength(1);
  for (const account of underWay) {
    const events = await eventsOf(account);
    expect(events).toContain('WORKFLOW_EXECUTION_SIGNALED');
    expect(events.filter((type) => /TIMER|FAILED|TIMED_OUT/.test(type))).toEqual([]);
  }
});

test('a version that cannot go on with them does not start, and says what to do; the former one does', async () => {
  await expect(begins(careless)).rejects.toThrow(Advice);
  await expect(begins(careless)).rejects.toThrow(/進行中の案件 4 件.*\n.*start the former version again/);
  await begins(newer);
});

test('control: had it started, the runs would have stood still', async () => {
  const [first] = underWay;
  await touchAccounts(db, [first!.accountId], 'test');
  await withActivities(careless, 'test', { main: { decide } }, async () => {
    await relayOnce({ db, log: pino({ level: 'silent' }), ...herd }, 'running');
    while (!(await eventsOf(first!)).includes('WORKFLOW_TASK_FAILED')) await pause(50);
  });
});
