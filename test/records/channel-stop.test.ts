import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openBooks } from '../../activities/books.ts';
import { tellOfStops } from '../../activities/channel-stop.ts';
import { decideEpisode } from '../../activities/decide.ts';
import type { Channel } from '../../domain/codes.ts';
import { instantAt } from '../../domain/time.ts';
import { transaction } from '../../prisma/database.ts';
import { endStop, stopChannel, tellAccounts } from '../../records/channel-stop.ts';
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
    await tellOfStops(db);
    expect(await standing(account)).toMatchObject({ undecided: true });
    await decide(account);
    expect(await standing(account)).toMatchObject({ waiting_for: 'hold', until: null, undecided: false });
    const { rows } = await db.query('SELECT state, end_reason FROM task WHERE account_id = $1', [account.accountId]);
    expect(rows).toEqual([{ state: 'withdrawn', end_reason: 'channel_stopped' }]);
    await end(id);
    await tellOfStops(db);
    expect(await standing(account)).toMatchObject({ undecided: true });
    await decide(account);
    expect(await standing(account)).toMatchObject({ waiting_for: 'call_task', undecided: false });
  });

  test('of other receivables, and those with nothing to take back, are left alone', async () => {
    const [other, written] = [
      await anAccount(db, { at: opened, receivable: 'care' }),
      await anAccount(db, { at: opened }),
    ];
    await db.query(`UPDATE phone SET status = 'dead' WHERE id = $1`, [written.phoneIds[0]]);
    for (const account of [other, written]) await decide(account);
    expect(await standing(written)).toMatchObject({ waiting_for: 'letter_batch' });
    await stop('call', 'city_tax');
    await tellOfStops(db);
    for (const account of [other, written]) expect(await standing(account)).toMatchObject({ undecided: false });
    await stop('letter', 'city_tax');
    await tellOfStops(db);
    expect(await standing(written)).toMatchObject({ undecided: true });
  });

  test('are told once, and a decision under way at the end of a stop is not missed', async () => {
    const account = await anAccount(db, { at: opened, phones: ['0250001003'] });
    const id = await stop('call');
    await tellOfStops(db);
    const deciding = await db.connect();
    await deciding.query('BEGIN');
    await decideEpisode(deciding, books, { episodeId: account.episodeId, workflowNowMs: Number(at), runId: null });
    await end(id);
    const telling = tellOfStops(db);
    await deciding.query('COMMIT');
    deciding.release();
    await telling;
    expect(await standing(account)).toMatchObject({ waiting_for: 'hold', undecided: true });
    await decide(account);
    await tellOfStops(db);
    expect(await standing(account)).toMatchObject({ waiting_for: 'call_task', undecided: false });
  });
});

describe('telling a book page by page', () => {
  const told = async (id: string) =>
    (
      await db.query<{ untold: boolean; told: number; to_tell: number | null }>(
        'SELECT untold, told, to_tell FROM channel_stop WHERE id = $1',
        [id],
      )
    ).rows[0]!;

  test('shows how far it is, goes on after a kill, and tells each account once', async () => {
    const accounts: string[] = [];
    for (let no = 0; no < 5; no += 1) {
      const account = await anAccount(db, { at: opened, receivable: 'care', phones: [`025000200${no}`] });
      await decide(account);
      accounts.push(account.accountId);
    }
    const versions = async () =>
      (await db.query('SELECT sum(fact_version)::integer AS sum FROM account WHERE id = ANY($1)', [accounts])).rows[0];
    const { rows } = await db.query<{ count: number }>(
      `SELECT count(*)::integer AS count FROM account a JOIN episode e ON e.account_id = a.id AND e.closed_at IS NULL
        WHERE a.receivable_code = 'care'`,
    );
    const all = rows[0]!.count;
    const before = await versions();
    const id = await stop('call', 'care');
    expect(await told(id)).toEqual({ untold: true, told: 0, to_tell: null });
    await tellOfStops(db, { pages: 1, size: 2 });
    expect(await told(id)).toEqual({ untold: true, told: 2, to_tell: all });
    await expect(
      transaction(db, async (tx) => {
        await tellAccounts(tx, 2);
        throw new Error('killed');
      }),
    ).rejects.toThrow('killed');
    expect(await told(id)).toEqual({ untold: true, told: 2, to_tell: all });
    await tellOfStops(db, { size: 2 });
    expect(await told(id)).toEqual({ untold: false, told: all, to_tell: all });
    expect(await versions()).toEqual({ sum: Number(before?.sum) + accounts.length });
  });

  test('begins anew when the stop ends before all were told', async () => {
    const id = await stop('call', 'care');
    await tellOfStops(db, { pages: 1, size: 2 });
    await end(id);
    expect(await told(id)).toEqual({ untold: true, told: 0, to_tell: null });
    await tellOfStops(db);
    expect(await told(id)).toMatchObject({ untold: false });
  });
});

describe('a stop', () => {
  test('waits for no account: the gate knows it while another transaction holds them', async () => {
    const ring = await aRing();
    const account = await anAccount(db, { at: opened });
    const holding = await db.connect();
    await holding.query('BEGIN');
    await holding.query('SELECT FROM account WHERE id = $1 FOR UPDATE', [account.accountId]);
    await stop('call');
    expect(await pass(ring)).toMatchObject({ refusal: 'channel_stopped' });
    await holding.query('ROLLBACK');
    holding.release();
  });

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
