import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { dataConverter } from '../../activities/codec.ts';
import { httpSms } from '../../activities/sms/http-adapter.ts';
import type { RuleSet } from '../../domain/rules.ts';
import { dateOf, instantAt, timeOf } from '../../domain/time.ts';
import type { Database } from '../../prisma/database.ts';
import { accountWorkflowId } from '../../workflows/ids.ts';
import { type Centre, openCentre } from '../helpers/centre.ts';
import { testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';
import { aHold, anAccount, paymentsReach } from '../helpers/facts.ts';
import { timeSkipping } from '../helpers/temporal.ts';
import { stage, testKeys, withActivities } from '../helpers/workflows.ts';
import { type SmsSimulator, startSmsSimulator } from '../sim/sms/simulator.ts';
import { rulesInForce } from '../helpers/rules.ts';

/** One for each test: they live at the same hours. */
const databases = [await testDatabase(), await testDatabase(), await testDatabase(), await testDatabase()];
let db: Database;
let installation: string;
let workflowId: string;
const it = await stage(await timeSkipping({ dataConverter: dataConverter(testKeys) }));
let simulator: SmsSimulator;

beforeAll(async () => {
  simulator = await startSmsSimulator({ port: 0, token: 'token' });
});
beforeEach(async () => {
  simulator.setMode('up');
  db = databases.pop()!.db;
  installation = `night${databases.length}`;
  await testCity(db, installation);
  await rulesInForce(db, { steps: [textFirst] });
});
/** A run left alone would hold the server's time when its timer comes. */
afterEach(() => it.env.client.workflow.getHandle(workflowId).terminate());
afterAll(() => simulator.close());

const textFirst: RuleSet['steps'][number] = {
  no: 1,
  name: 'SMS',
  condition: { field: 'has_mobile', is: true },
  channel: 'sms',
  session: 'any',
  attempts: 1,
  spacing: 1,
  waitAfter: 30,
};

/** An account that gets a text at once, decided about at this time of Monday 2026-09-07 (9:00 to 17:00). */
async function begin(time: string) {
  const startAt = instantAt('2026-09-07', time);
  const sms = httpSms({ url: simulator.url, token: 'token' });
  const centre = await openCentre({ db, env: it.env, sms, startAt, installation });
  await paymentsReach(db, 'city_tax', startAt);
  const account = await anAccount(db, { at: startAt });
  workflowId = accountWorkflowId({ installation, receivable: 'city_tax', accountId: account.accountId, episodeNo: 1 });
  return { centre, account };
}

async function intents(accountId: string) {
  const { rows } = await db.query<{ attempt: number; state: string; refusal: string | null; at: Date }>(
    `SELECT attempt, state, refusal, coalesce(settled_at, attempted_at) AS at FROM intent WHERE account_id = $1 AND kind = 'sms' ORDER BY attempt`,
    [accountId],
  );
  return rows;
}

const textsOf = async (accountId: string) => {
  const { rows } = await db.query<{ id: string }>('SELECT id FROM intent WHERE account_id = $1', [accountId]);
  return simulator.texts.filter((text) => rows.some(({ id }) => text.tags.includes(id)));
};

/** Until the provider has been asked once to take the text. */
async function tried(centre: Centre): Promise<void> {
  const before = simulator.tries();
  await centre.settle({ acting: true });
  while (simulator.tries() === before) await pause(10);
}

describe('a text around closing time', () => {
  test('decided a minute before closing and retried in the night, it is refused by the gate and sent the next day', async () => {
    const { centre, account } = await begin('16:59');
    simulator.setMode('unavailable');

    await withActivities(it, installation, centre.activities, async () => {
      await tried(centre);
      await centre.sleepUntil(instantAt('2026-09-07', '21:00'));
      const [first] = await intents(account.accountId);
      expect(first).toMatchObject({ attempt: 1, state: 'refused', refusal: 'outside_hours' });
      expect(dateOf(first!.at)).toBe('2026-09-07');

      simulator.setMode('up');
      expect(await textsOf(account.accountId)).toHaveLength(0);
      await centre.sleepUntil(instantAt('2026-09-08', '17:00')); // an evening day: it opens at noon
    });

    const [, second] = await intents(account.accountId);
    expect(second).toMatchObject({ attempt: 2, state: 'confirmed', refusal: null });
    expect(dateOf(second!.at)).toBe('2026-09-08');
    expect(timeOf(second!.at) >= '12:00').toBe(true);
    expect(await textsOf(account.accountId)).toHaveLength(1);
  });

  test('a hold set while the provider is away refuses it when it is back', async () => {
    const { centre, account } = await begin('10:00');
    simulator.setMode('unavailable');
    await withActivities(it, installation, centre.activities, async () => {
      await tried(centre);
      await aHold(db, { ...account, kind: 'instalments', from: '2026-09-07' });
      simulator.setMode('up');
      await centre.sleepUntil(instantAt('2026-09-07', '11:00'));
    });
    expect(await intents(account.accountId)).toMatchObject([{ state: 'refused', refusal: 'held' }]);
    expect(await textsOf(account.accountId)).toHaveLength(0);
  });

  test('an answer that got lost is found by the tag and never sent again', async () => {
    const { centre, account } = await begin('10:00');
    simulator.setMode('lost_answer');
    await withActivities(it, installation, centre.activities, async () => {
      await tried(centre);
      simulator.setMode('up');
      await centre.sleepUntil(instantAt('2026-09-07', '11:00'));
    });
    expect(await intents(account.accountId)).toMatchObject([{ state: 'confirmed' }]);
    expect(await textsOf(account.accountId)).toHaveLength(1);
  });

  test('what the provider does not know is parked as unknown, not sent again', async () => {
    const { centre, account } = await begin('10:00');
    simulator.setMode('down');
    await withActivities(it, installation, centre.activities, async () => {
      await tried(centre);
      simulator.setMode('up');
      await centre.sleepUntil(instantAt('2026-09-07', '10:30'));
    });
    expect(await intents(account.accountId)).toMatchObject([{ attempt: 1, state: 'unknown' }]);
    expect(await textsOf(account.accountId)).toHaveLength(0);
    const { rows } = await db.query('SELECT waiting_for FROM account WHERE id = $1', [account.accountId]);
    expect(rows).toEqual([{ waiting_for: 'unknown_intent' }]);
  });
});
