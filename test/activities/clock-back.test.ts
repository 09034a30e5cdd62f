import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { openBooks } from '../../activities/books.ts';
import { decideEpisode } from '../../activities/decide.ts';
import { futureEvents } from '../../api/queries/account-events.ts';
import { instantAt } from '../../domain/time.ts';
import { transaction } from '../../prisma/database.ts';
import { passGate } from '../../records/gate.ts';
import { claimNext, currentLease, endExpired } from '../../records/lease.ts';
import { confirmText, textOf } from '../../records/sms.ts';
import { staffId } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';
import { anAccount } from '../helpers/facts.ts';
import { aPlannedText } from '../helpers/planned-text.ts';
import { aTask } from '../helpers/queue.ts';
import { runningCentre, soon } from '../helpers/running-centre.ts';

jest.setTimeout(240_000);
const { db, url } = await testDatabase();
const at = instantAt('2026-09-07', '11:00');
const hourBefore = instantAt('2026-09-07', '10:00');
const centre = await runningCentre({ db, url }, at, ['test/helpers/stepped-clock.ts']);
const books = openBooks();

const decide = (episodeId: string, now: Date) =>
  transaction(db, async (tx) => {
    const { rows } = await tx.query<{ offset: number }>('SELECT clock_offset_ms AS offset FROM installation');
    const workflowNowMs = now.getTime() - rows[0]!.offset;
    return decideEpisode(tx, books, { episodeId, workflowNowMs, runId: 'run' });
  });

async function acts(accountId: string): Promise<string[]> {
  const { rows } = await db.query<{ act: string }>('SELECT act FROM decision WHERE account_id = $1 ORDER BY seq', [
    accountId,
  ]);
  return rows.map(({ act }) => act);
}

describe('a clock that is put back by an hour', () => {
  beforeAll(() => centre.start());

  test('in worker, gateway and API, in the middle of sending: each text goes out once, sessions and heartbeats go on', async () => {
    const ACCOUNTS = 8;
    for (let n = 0; n < ACCOUNTS; n += 1) await anAccount(db, { at, phones: [`090400${1_000 + n}0`] });
    await soon(async () => centre.sms.texts.length >= 2, 'some texts are out');
    for (const process of centre.processes) process.signal('SIGUSR2');
    const steppedAt = (await db.query<{ at: Date }>('SELECT clock_timestamp() AS at')).rows[0]!.at;

    const confirmed = async () =>
      (await db.query(`SELECT FROM intent WHERE kind = 'sms' AND state = 'confirmed'`)).rowCount;
    await soon(async () => (await confirmed()) === ACCOUNTS, 'all texts are confirmed');
    expect(centre.sms.texts).toHaveLength(ACCOUNTS);
    expect(new Set(centre.sms.texts.map(({ to }) => to)).size).toBe(ACCOUNTS);
    const { rows } = await db.query<{ state: string }>(
      `SELECT CASE WHEN attempted_at < $1 THEN 'after' ELSE 'before' END AS state FROM intent WHERE kind = 'sms' GROUP BY 1 ORDER BY 1`,
      [at],
    );
    expect(rows).toEqual([{ state: 'after' }, { state: 'before' }]); // control: the processes' clocks were really put back
    expect((await centre.logIn()).status).toBe(200);
    const beating = async () => (await db.query('SELECT FROM heartbeat WHERE beat_at > $1', [steppedAt])).rowCount;
    await soon(async () => (await beating()) === 4, 'all four parts say that they live');
    expect(centre.processes.map((process) => process.isUp())).toEqual([true, true, true]);
  });

  test('repeats no act', async () => {
    const { accountId, episodeId } = await anAccount(db, { at, receivable: 'health' });
    await decide(episodeId, at);
    await decide(episodeId, hourBefore);
    expect((await acts(accountId)).filter((act) => act !== 'wait')).toEqual(['enterStep', 'openCallTask']);
    expect((await db.query('SELECT FROM task WHERE account_id = $1', [accountId])).rowCount).toBe(1);
  });

  test('or by a day: what was decided last is what is shown, and is stored once', async () => {
    const account = await anAccount(db, { at, phones: ['09066660000'] });
    const [evening, eveningBefore] = [instantAt('2026-09-08', '20:45'), instantAt('2026-09-07', '20:45')];
    const shown = async () =>
      (await futureEvents(db, account.accountId)).find(({ code }) => code === 'next_decision')?.until;
    await decide(account.episodeId, evening);
    expect(await shown()).toEqual(instantAt('2026-09-09', '09:00'));
    const before = await acts(account.accountId);
    for (let minute = 0; minute < 3; minute += 1)
      await decide(account.episodeId, new Date(eveningBefore.getTime() + minute * 60_000));
    expect(await acts(account.accountId)).toEqual([...before, 'wait']);
    expect(await shown()).toEqual(instantAt('2026-09-08', '12:00')); // an evening day
  });

  test('opens no gate twice: what went out an hour in the future counts', async () => {
    const account = await anAccount(db, { at, phones: ['09055550000'] });
    const [first, second] = [await aPlannedText(db, account, at, 1), await aPlannedText(db, account, at, 2)];
    const pass = (intentId: string, now: Date) => transaction(db, (tx) => passGate(tx, { intentId, now }));
    expect(await pass(first, at)).toEqual({ kind: 'passed' });
    await transaction(db, async (tx) => confirmText(tx, await textOf(tx, first), 'ref', at));
    expect(await pass(first, hourBefore)).toEqual({ kind: 'repeated', state: 'confirmed' });
    expect(await pass(second, hourBefore)).toEqual({ kind: 'refused', refusal: 'daily_cap' });
  });

  test('ends no lease: it lives by the database’s clock', async () => {
    await aTask(db, { household: 'L1', priority: 99 });
    const [one, two] = [await staffId(db, 'operator1'), await staffId(db, 'operator2')];
    const now = instantAt('2026-11-24', '10:00');
    const taker = { now, today: '2026-11-24', session: 'weekday' } as const;
    const lease = await claimNext(db, { ...taker, staffId: one });
    const earlier = { ...taker, now: new Date(now.getTime() - 3_600_000) };
    expect((await claimNext(db, { ...earlier, staffId: two }))?.unitId).not.toBe(lease!.unitId);
    await endExpired(db, null);
    expect(await currentLease(db, one)).toMatchObject({ claimId: lease!.claimId });
  });
});
