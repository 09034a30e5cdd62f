import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { accountWorkflowId } from '../../workflows/ids.ts';
import { dataConverter } from '../../activities/codec.ts';
import { httpSms } from '../../activities/sms/http-adapter.ts';
import { instantAt } from '../../domain/time.ts';
import { openCentre } from '../helpers/centre.ts';
import { testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';
import { anAccount, paymentsReach } from '../helpers/facts.ts';
import { timeSkipping } from '../helpers/temporal.ts';
import { lifeStartsAt, liveWholeLife, ruleTheLife } from '../helpers/whole-life.ts';
import { eventTypes, stage, testKeys, withActivities } from '../helpers/workflows.ts';
import { type SmsSimulator, startSmsSimulator } from '../sim/sms/simulator.ts';

const { db } = await testDatabase();
const it = await stage(await timeSkipping({ dataConverter: dataConverter(testKeys) }));
let simulator: SmsSimulator;

beforeAll(async () => {
  await testCity(db);
  await ruleTheLife(db);
  simulator = await startSmsSimulator({ port: 0, token: 'token' });
});
afterAll(() => simulator.close());

const call = ['task_opened', 'task_done', 'contact_recorded'];
const wholeLife = [
  'episode_opened',
  ...call,
  ...call,
  ...['sms_planned', 'sms_sent', 'contact_recorded', 'window_opened'],
  ...['letter_planned', 'letter_checked', 'letter_checked', 'contact_recorded', 'window_opened'],
  ...['contact_recorded', 'window_opened', 'promise_made'],
  'promise_judged',
  ...['window_closed', 'window_closed', 'window_closed'],
  'episode_closed',
];

/** Payloads of a history that the codec did not encrypt, but for the SDK's own bookkeeping of a local activity. */
function clearText(json: string): string[] {
  const found: string[] = [];
  JSON.parse(json, (_key, value: { metadata?: { encoding?: string }; data?: unknown } | null) => {
    if (!value?.metadata?.encoding || typeof value.data !== 'string') return value;
    const [encoding, text] = [value.metadata.encoding, value.data].map((part) =>
      Buffer.from(part, 'base64').toString(),
    );
    if (encoding !== 'binary/encrypted' && !/^{"seq":\d+,.*"activity_type":"decide"/.test(text!)) found.push(text!);
    return value;
  });
  return found;
}

async function many<Row extends object>(sql: string, ...values: unknown[]): Promise<Row[]> {
  return (await db.query<Row>(sql, values)).rows;
}

describe('one account from its first call to the end of its last window', () => {
  test('leaves the whole ledger, the right figures and few events', async () => {
    const sms = httpSms({ url: simulator.url, token: 'token' });
    const centre = await openCentre({ db, env: it.env, sms, startAt: lifeStartsAt });
    await paymentsReach(db, 'city_tax', instantAt('2026-09-01', '00:00'));
    const account = await anAccount(db, { at: lifeStartsAt });
    const { accountId } = account;

    const history = await withActivities(it, 'test', centre.activities, async () => {
      expect(await liveWholeLife(centre, db, account)).toEqual([1, 2, 3]);
      expect(simulator.texts).toHaveLength(1);
      const handle = it.env.client.workflow.getHandle(
        accountWorkflowId({ installation: 'test', receivable: 'city_tax', accountId, episodeNo: 1 }),
      );
      await handle.result();
      return { types: await eventTypes(handle), json: historyToJSON(await handle.fetchHistory()) };
    });

    // The budget's life closes two windows (design.md). Here the text opens a third; a window's wake is six events.
    const windows = await many<{ channel: string; kind: string; effect: number }>(
      `SELECT w.channel, c.kind, w.effect FROM effect_window w JOIN contact c ON c.id = w.contact_id WHERE w.account_id = $1 ORDER BY w.to_date`,
      accountId,
    );
    expect(history.types.length - 6 * (windows.length - 2)).toBeLessThanOrEqual(66);
    expect(history.types.filter((type) => type === 'MARKER_RECORDED')).toHaveLength(11);

    expect(windows).toEqual([
      { channel: 'call', kind: 'sms', effect: 0 },
      { channel: 'call', kind: 'inbound', effect: 30_000 },
      { channel: 'letter', kind: 'letter', effect: 30_000 },
    ]);
    expect(await many('SELECT channel, amount FROM attribution WHERE account_id = $1 AND in_total', accountId)).toEqual(
      [{ channel: 'call', amount: 30_000 }],
    );
    expect(await many('SELECT state, paid, provisional FROM promise WHERE account_id = $1', accountId)).toEqual([
      { state: 'kept', paid: 30_000, provisional: false },
    ]);
    expect(
      await many(
        'SELECT state, close_reason FROM episode e JOIN account a ON a.id = e.account_id WHERE a.id = $1',
        accountId,
      ),
    ).toEqual([{ state: 'closed', close_reason: 'settled' }]);

    const ledger = await many<{ act: string }>(
      `SELECT act FROM ledger WHERE account_id = $1 AND act <> 'decision' ORDER BY id`,
      accountId,
    );
    expect(ledger.map(({ act }) => act)).toEqual(wholeLife);

    expect(history.json).toContain(Buffer.from('binary/encrypted').toString('base64'));
    expect(clearText(history.json)).toEqual([]);
    for (const id of [account.episodeId, account.debtorId, 'sms_result', 'waitMs'])
      expect(history.json).not.toContain(id);
  });
});
