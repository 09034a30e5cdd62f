import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { accountWorkflowId } from '../../workflows/ids.ts';
import { dataConverter } from '../../activities/codec.ts';
import { httpSms } from '../../activities/sms/http-adapter.ts';
import type { RuleSet } from '../../domain/rules.ts';
import { addDays, dateOf, instantAt } from '../../domain/time.ts';
import { transaction } from '../../prisma/database.ts';
import { recomputeAttribution } from '../../records/attribution.ts';
import { recordContact } from '../../records/contact.ts';
import { checkLetter, finishChecking, handOverLetters, markPrinted } from '../../records/letter.ts';
import { cutOff, openBatch } from '../../records/letter-batch.ts';
import { makePromise } from '../../records/promise.ts';
import { openCentre } from '../helpers/centre.ts';
import { staffId, testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';
import { aPayment, anAccount, paymentsReach } from '../helpers/facts.ts';
import { timeSkipping } from '../helpers/temporal.ts';
import { eventTypes, stage, testKeys, withActivities } from '../helpers/workflows.ts';
import { type SmsSimulator, startSmsSimulator } from '../sim/sms/simulator.ts';

const { db } = await testDatabase();
const it = await stage(await timeSkipping({ dataConverter: dataConverter(testKeys) }));
let simulator: SmsSimulator;

beforeAll(async () => {
  await testCity(db);
  await db.query(
    `UPDATE rule_version SET content = jsonb_set(jsonb_set(content, '{steps}', $1), '{caps,contactsPerDebtorPerDay}', '2') WHERE receivable_code = 'city_tax'`,
    [JSON.stringify(steps)],
  );
  simulator = await startSmsSimulator({ port: 0, token: 'token' });
});
afterAll(() => simulator.close());

/** Two calls, a text, a letter: the life that the event budget of design.md is about. */
const steps: RuleSet['steps'] = [
  {
    no: 1,
    name: '架電',
    condition: { field: 'has_phone', is: true },
    channel: 'call',
    session: 'weekday',
    attempts: 2,
    spacing: 2,
    waitAfter: 0,
  },
  {
    no: 2,
    name: 'SMS',
    condition: { field: 'has_mobile', is: true },
    channel: 'sms',
    session: 'any',
    attempts: 1,
    spacing: 1,
    waitAfter: 3,
  },
  {
    no: 3,
    name: '催告書',
    condition: { field: 'amount', op: '>=', value: 1 },
    channel: 'letter',
    session: 'any',
    attempts: 1,
    spacing: 1,
    waitAfter: 5,
  },
];

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
    const startAt = instantAt('2026-09-01', '08:00');
    const sms = httpSms({ url: simulator.url, token: 'token' });
    const centre = await openCentre({ db, env: it.env, sms, startAt });
    await paymentsReach(db, 'city_tax', instantAt('2026-09-01', '00:00'));
    const account = await anAccount(db, { at: startAt });
    const { accountId, lineIds } = account;
    const [first, second] = [
      { kind: 'staff' as const, id: await staffId(db, 'operator1') },
      { kind: 'staff' as const, id: await staffId(db, 'operator2') },
    ];

    const history = await withActivities(it, 'test', centre.activities, async () => {
      await centre.settle();
      await centre.work(accountId, 'no_answer');
      await centre.work(accountId, 'no_answer');
      expect(simulator.texts).toHaveLength(1);

      await dataReaches('2026-09-08');
      await centre.sleepUntil(instantAt('2026-09-08', '10:00')); // the wait after the text is over: a letter
      await handOverLetter();
      await centre.sleepUntil(instantAt('2026-09-15', '10:00'));
      await promise();
      await centre.sleepUntil(instantAt('2026-09-20', '07:00'));
      await pay();
      for (const [day, windows] of [
        ['2026-11-04', 1],
        ['2026-11-15', 2],
        ['2026-12-08', 3],
      ] as const) {
        await dataReaches(day);
        await centre.sleepUntil(instantAt(addDays(day, 1), '12:00'));
        expect(
          await many(`SELECT FROM effect_window WHERE account_id = $1 AND state = 'closed'`, accountId),
        ).toHaveLength(windows);
      }
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

    /** The night's file of that day, which touches only who waits for it. */
    async function dataReaches(day: string): Promise<void> {
      await paymentsReach(db, 'city_tax', instantAt(day, '06:00'));
    }

    async function handOverLetter(): Promise<void> {
      const at = await centre.now();
      const batchId = await transaction(db, (tx) => openBatch(tx, first, 'city_tax', at));
      await transaction(db, (tx) => cutOff(tx, batchId, at));
      await db.query(`UPDATE letter_batch SET state = 'rendered', rendered_at = $2 WHERE id = $1`, [batchId, at]);
      const [letter] = await many<{ id: string }>(
        `UPDATE letter SET state = 'rendered' WHERE batch_id = $1 RETURNING id`,
        batchId,
      );
      await transaction(db, (tx) => markPrinted(tx, first, batchId, at));
      for (const [person, round] of [
        [first, 1],
        [second, 2],
      ] as const) {
        await transaction(db, (tx) =>
          checkLetter(tx, person, { letterId: letter!.id, round, result: 'match', reason: null, at }),
        );
      }
      await transaction(db, (tx) => finishChecking(tx, batchId));
      await transaction(db, (tx) => handOverLetters(tx, first, 'tax', at));
      await centre.settle();
    }

    async function promise(): Promise<void> {
      const at = await centre.now();
      await transaction(db, async (tx) => {
        const contactId = await recordContact(tx, first, {
          accountId,
          kind: 'inbound',
          outcome: 'promise',
          spokeWith: 'self',
          at,
          session: 'weekday',
        });
        await makePromise(tx, first, {
          accountId,
          contactId,
          promisedFor: '2026-09-25',
          amount: 30_000,
          spokeWith: 'self',
          at,
        });
      });
      await centre.settle();
    }

    async function pay(): Promise<void> {
      const postedAt = await centre.now();
      await aPayment(db, { accountId, lineId: lineIds[0]!, amount: 30_000, paidOn: '2026-09-18', postedAt });
      await transaction(db, (tx) => recomputeAttribution(tx, [accountId], postedAt));
      await dataReaches(dateOf(postedAt));
      await centre.settle();
    }
  });
});
