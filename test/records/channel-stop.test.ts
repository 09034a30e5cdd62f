import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openBooks } from '../../activities/books.ts';
import { decideEpisode } from '../../activities/decide.ts';
import type { Channel } from '../../domain/codes.ts';
import { instantAt } from '../../domain/time.ts';
import { transaction } from '../../prisma/database.ts';
import { endStop, stopChannel } from '../../records/channel-stop.ts';
import { passGate } from '../../records/gate.ts';
import { planIntent } from '../../records/intent.ts';
import { aCallTask, aPlannedCall } from '../helpers/calls.ts';
import { staffId, testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';
import { anAccount, paymentsReach, type SeededAccount } from '../helpers/facts.ts';
import { aPlannedLetter } from '../helpers/planned-letter.ts';

const { db } = await testDatabase();
const books = openBooks();
const at = instantAt('2026-11-26', '10:00');
const opened = instantAt('2026-11-20', '07:00');
let deputy: { staffId: string; at: Date };

beforeAll(async () => {
  await testCity(db);
  deputy = { staffId: await staffId(db, 'deputy'), at };
  for (const code of ['city_tax', 'care']) await paymentsReach(db, code, instantAt('2026-11-26', '06:00'));
}, 60_000);

beforeEach(() =>
  db.query('UPDATE channel_stop SET ended_at = $1, ended_by = $2 WHERE ended_at IS NULL', [at, deputy.staffId]),
);

const stop = (channel: Channel, receivableCode: string | null = 'city_tax') =>
  transaction(db, (tx) => stopChannel(tx, deputy, { channel, receivableCode, reason: '誤送付' }));
const end = (id: string) => transaction(db, (tx) => endStop(tx, deputy, id, '解決'));
const pass = (intentId: string) => transaction(db, (tx) => passGate(tx, { intentId, now: at }));
const decide = (account: SeededAccount) =>
  transaction(db, (tx) =>
    decideEpisode(tx, books, { episodeId: account.episodeId, workflowNowMs: Number(at), runId: null }),
  );

async function aRing(receivable?: string): Promise<string> {
  const { taskId, phoneIds } = await aCallTask(db, {
    number: '0250001001',
    at: opened,
    ...(receivable && { receivable }),
  });
  const callId = await aPlannedCall(db, { login: 'operator1', taskId, phoneId: phoneIds[0]!, at });
  const { rows } = await db.query<{ intent_id: string }>('SELECT intent_id FROM call WHERE id = $1', [callId]);
  return rows[0]!.intent_id;
}

async function aText(): Promise<string> {
  const { accountId, episodeId, unitId: contactUnitId, phoneIds } = await anAccount(db, { at: opened });
  const subject = { accountId, episodeId, contactUnitId };
  return (await planIntent(db, { kind: 'sms', subject, step: 3, attempt: 1, phoneId: phoneIds[0], at })).id;
}

async function aLetter(): Promise<string> {
  const { letterId } = await aPlannedLetter(db, { at: opened });
  const { rows } = await db.query<{ intent_id: string }>('SELECT intent_id FROM letter WHERE id = $1', [letterId]);
  return rows[0]!.intent_id;
}

const standing = async ({ accountId }: SeededAccount) =>
  (
    await db.query<{ waiting_for: string; until: Date | null; undecided: boolean }>(
      'SELECT waiting_for, until, fact_version > decided_version AS undecided FROM account WHERE id = $1',
      [accountId],
    )
  ).rows[0]!;

describe('the gate', () => {
  test.each([
    ['call', aRing],
    ['sms', aText],
    ['letter', aLetter],
  ] as const)(
    'refuses a %s from the moment of the stop, and lets it go again after its end',
    async (channel, planned) => {
      const [during, after] = [await planned(), await planned()];
      const id = await stop(channel);
      expect(await pass(during)).toEqual({ kind: 'refused', refusal: 'channel_stopped' });
      await end(id);
      expect(await pass(channel === 'call' ? await planned() : after)).toEqual({ kind: 'passed' });
    },
  );

  test('asks only for the receivable that is stopped, and for all when all are', async () => {
    await stop('call', 'care');
    expect(await pass(await aRing())).toEqual({ kind: 'passed' });
    expect(await pass(await aRing('care'))).toMatchObject({ refusal: 'channel_stopped' });
    await stop('call', null);
    expect(await pass(await aRing())).toMatchObject({ refusal: 'channel_stopped' });
  });
});

describe('the accounts', () => {
  test('decide again: an open call is taken back, and the case waits without an end until the stop has one', async () => {
    const account = await anAccount(db, { at: opened, phones: ['0250001002'] });
    await decide(account);
    expect(await standing(account)).toMatchObject({ waiting_for: 'call_task', undecided: false });
    const id = await stop('call', null);
    expect(await standing(account)).toMatchObject({ undecided: true });
    await decide(account);
    expect(await standing(account)).toMatchObject({ waiting_for: 'hold', until: null, undecided: false });
    const { rows } = await db.query('SELECT state, end_reason FROM task WHERE account_id = $1', [account.accountId]);
    expect(rows).toEqual([{ state: 'withdrawn', end_reason: 'channel_stopped' }]);
    await end(id);
    await decide(account);
    expect(await standing(account)).toMatchObject({ waiting_for: 'call_task', undecided: false });
  });

  test('of other receivables are left alone', async () => {
    const account = await anAccount(db, { at: opened, receivable: 'care' });
    await decide(account);
    await stop('call', 'city_tax');
    expect(await standing(account)).toMatchObject({ undecided: false });
  });
});

describe('a stop', () => {
  test('is logged with who and why, and so is its end', async () => {
    const id = await stop('sms');
    await end(id);
    const { rows } = await db.query(
      `SELECT act, actor_id, detail->>'reason' AS reason FROM ledger WHERE subject_kind = 'channel_stop' AND subject_id = $1 ORDER BY id`,
      [id],
    );
    expect(rows).toEqual([
      { act: 'channel_stopped', actor_id: deputy.staffId, reason: '誤送付' },
      { act: 'channel_stop_ended', actor_id: deputy.staffId, reason: '解決' },
    ]);
  });

  test('is not made twice, nor ended twice; two at once make one', async () => {
    const made = await Promise.allSettled([stop('letter'), stop('letter')]);
    expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(stop('letter')).rejects.toMatchObject({ code: 'already_done' });
    const { rows } = await db.query<{ id: string }>('SELECT id FROM channel_stop WHERE ended_at IS NULL');
    expect(rows).toHaveLength(1);
    await end(rows[0]!.id);
    await expect(end(rows[0]!.id)).rejects.toMatchObject({ code: 'already_done' });
    await expect(end('00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({ code: 'not_found' });
    await stop('letter');
  });
});
