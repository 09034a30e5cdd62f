import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, expect, test } from '@jest/globals';
import pino from 'pino';
import { openBooks } from '../../activities/books.ts';
import { dataConverter } from '../../activities/codec.ts';
import { createDecideActivities } from '../../activities/decide.ts';
import { relayOnce, startRelay } from '../../activities/relay.ts';
import { instantAt } from '../../domain/time.ts';
import { accountWorkflowId } from '../../workflows/ids.ts';
import { testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';
import { anAccount, type SeededAccount } from '../helpers/facts.ts';
import { devServer } from '../helpers/temporal.ts';
import { eventTypes, stage, testKeys, withActivities } from '../helpers/workflows.ts';

const ROWS = 10_000;
/** `STORM_ACCOUNTS=10000 npm test -- nudge-storm` is the real thing. */
const ACCOUNTS = Number(process.env['STORM_ACCOUNTS'] ?? 100);
const LONG_MS = 60_000 + ACCOUNTS * 200;
const { db } = await testDatabase();
const it = await stage(await devServer({ dataConverter: dataConverter(testKeys) }));
const at = instantAt('2026-09-07', '10:00');
const deps = { db, client: it.env.client, installation: 'test', log: pino({ level: 'silent' }) };
const { decide } = createDecideActivities({ db, books: openBooks() });

beforeAll(async () => {
  await testCity(db);
  await db.query('UPDATE installation SET clock_offset_ms = $1', [at.getTime() - Date.now()]);
});

const undecided = async () =>
  (await db.query('SELECT FROM account WHERE fact_version > decided_version')).rowCount ?? 0;
const unsent = async () => (await db.query('SELECT FROM nudge WHERE sent_at IS NULL')).rowCount ?? 0;

async function settled(): Promise<void> {
  while ((await unsent()) > 0 || (await undecided()) > 0) await pause(20);
}

async function typesOf({ accountId }: SeededAccount): Promise<string[]> {
  const id = accountWorkflowId({ installation: 'test', receivable: 'city_tax', accountId, episodeNo: 1 });
  return eventTypes(it.env.client.workflow.getHandle(id));
}

const signalsIn = (types: string[]) => types.filter((type) => type === 'WORKFLOW_EXECUTION_SIGNALED').length;

/** So many facts of each of these accounts, as touchAccounts leaves them. */
async function touch(accountIds: string[], times: number): Promise<void> {
  await db.query(
    `WITH touched AS (UPDATE account SET fact_version = fact_version + $2, state = 'open' WHERE id = ANY($1::uuid[]))
     INSERT INTO nudge (account_id, cause) SELECT id, 'storm' FROM unnest($1::uuid[]) AS id, generate_series(1, $2)`,
    [accountIds, times],
  );
}

/**
 * 4,200 signals at once to one run end in a fault of the SDK (TMPRL1100, a local activity without its machine) and a run that stands still
 * until the worker restarts. One nudge under way per account keeps clear of it.
 */
test(
  'ten thousand nudges of one account are a few signals, and it is decided',
  async () => {
    const account = await anAccount(db, { at });
    await withActivities(it, 'test', { main: { decide } }, async () => {
      const relay = startRelay(deps);
      await settled();
      for (let wave = 0; wave < 10; wave += 1) {
        await touch([account.accountId], ROWS / 10);
        await pause(50);
      }
      await settled();
      await relay.stop();
    });
    const types = await typesOf(account);
    expect(signalsIn(types)).toBeGreaterThan(0);
    expect(signalsIn(types)).toBeLessThan(60);
    expect(types.filter((type) => /TASK_FAILED|TASK_TIMED_OUT/.test(type))).toEqual([]);
  },
  LONG_MS,
);

test(
  'one nudge of every account is drained without a pause, one signal each, and delays no single one for long',
  async () => {
    await db.query('UPDATE episode SET closed_at = $1', [at]);
    const accounts: SeededAccount[] = [];
    for (let made = 0; made < ACCOUNTS; made += 1) accounts.push(await anAccount(db, { at }));
    while ((await relayOnce(deps, 'unstarted')) > 0);
    await withActivities(it, 'test', { main: { decide } }, async () => {
      while ((await undecided()) > 0) await pause(20);
      await touch(
        accounts.map(({ accountId }) => accountId),
        1,
      );
      const sent: number[] = [];
      while ((await unsent()) > 0) sent.push(await relayOnce(deps, 'running'));
      expect(sent.reduce((sum, told) => sum + told, 0)).toBe(ACCOUNTS);
      expect(sent.length).toBeLessThan(5 + ACCOUNTS / 200);
      await settled();
    });
    for (const account of accounts.slice(0, 20)) expect(signalsIn(await typesOf(account))).toBe(1);
  },
  LONG_MS,
);
