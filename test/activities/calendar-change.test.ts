import { beforeAll, describe, expect, test } from '@jest/globals';
import { openBooks } from '../../activities/books.ts';
import { createCalendarChangeActivities } from '../../activities/calendar-change.ts';
import { decideEpisode } from '../../activities/decide.ts';
import type { DayPattern } from '../../domain/calendar.ts';
import type { PlannedDay } from '../../domain/calendar-change.ts';
import { instantAt } from '../../domain/time.ts';
import { transaction } from '../../prisma/database.ts';
import { touchAccounts } from '../../records/account.ts';
import { plannedDays } from '../../records/calendar.ts';
import { applyCalendarChange, discardCalendarChange, requestCalendarChange } from '../../records/calendar-change.ts';
import { rebookCallback } from '../../records/callback.ts';
import { openCallback } from '../../records/task.ts';
import { staffId, testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';
import { anAccount, paymentsReach, type SeededAccount } from '../helpers/facts.ts';
import { randomBook } from '../helpers/random-book.ts';

const { db, owner } = await testDatabase();
const at = instantAt('2026-11-26', '10:00');
const clock = { now: async () => at, offsetMs: async () => 0 };
const books = openBooks();
const { advanceCalendarChange } = createCalendarChangeActivities({ db, clock, books }, () => undefined);
let actor: { staffId: string; at: Date };
let episodes: { accountId: string; episodeId: string }[];

interface Timers {
  until: string | null;
  call: string | null;
}

async function timers(): Promise<Map<string, Timers>> {
  const { rows } = await db.query<{ id: string; until: Date | null; call: Date | null }>(
    `SELECT a.id, a.until, t.not_before AS call FROM account a
       LEFT JOIN task t ON t.account_id = a.id AND t.kind = 'call' AND t.state = 'open'`,
  );
  return new Map(
    rows.map(({ id, until, call }) => [id, { until: until?.toISOString() ?? null, call: call?.toISOString() ?? null }]),
  );
}

/** As the account's workflow does when it is told. */
async function decideTouched(): Promise<void> {
  const { rows } = await db.query<{ id: string }>('SELECT id FROM account WHERE fact_version > decided_version');
  const touched = new Set(rows.map(({ id }) => id));
  for (const { episodeId } of episodes.filter(({ accountId }) => touched.has(accountId)))
    await transaction(db, (tx) => decideEpisode(tx, books, { episodeId, workflowNowMs: Number(at), runId: null }));
}

async function days(changes: Record<string, DayPattern>): Promise<PlannedDay[]> {
  const known = await plannedDays(db);
  return known.filter(({ day }) => day in changes).map((day) => ({ ...day, pattern: changes[day.day]!, edited: true }));
}

async function preview(changes: Record<string, DayPattern>): Promise<string> {
  const planned = await days(changes);
  const id = await transaction(db, (tx) =>
    requestCalendarChange(tx, actor, { source: 'edit', reason: '試験', days: planned }),
  );
  await advanceCalendarChange(id);
  return id;
}

const apply = (id: string, accept = false) => transaction(db, (tx) => applyCalendarChange(tx, actor, id, accept));

interface Item {
  account_id: string;
  kind: string;
  before: Date | null;
  after: Date | null;
  conflict: boolean;
  state: string;
  unforeseen: boolean;
}

async function items(id: string): Promise<Item[]> {
  const { rows } = await db.query<Item>(
    `SELECT account_id, kind, before, after, conflict, state, unforeseen FROM calendar_change_item WHERE change_id = $1 ORDER BY account_id, kind`,
    [id],
  );
  return rows;
}

const stateOf = async (id: string) =>
  (await db.query<{ state: string }>('SELECT state FROM calendar_change WHERE id = $1', [id])).rows[0]!.state;

async function aPromise({ accountId, episodeId }: SeededAccount, promisedFor: string): Promise<void> {
  await db.query(
    `WITH talk AS (
       INSERT INTO contact (account_id, episode_id, kind, outcome, at, on_date, source)
       VALUES ($1, $2, 'note', 'note', $3, '2026-11-26', 'centre') RETURNING id)
     INSERT INTO promise (account_id, episode_id, contact_id, promised_for, amount, spoke_with, state, made_at)
     SELECT $1, $2, id, $4, 10000, 'self', 'open', $3 FROM talk`,
    [accountId, episodeId, at, promisedFor],
  );
  await transaction(db, (tx) => touchAccounts(tx, [accountId], 'test'));
  await decideTouched();
}

async function decided(account: SeededAccount): Promise<void> {
  episodes.push(account);
  await decideTouched();
}

beforeAll(async () => {
  await testCity(db);
  await randomBook(owner, 120, at);
  await paymentsReach(db, 'city_tax', instantAt('2026-11-26', '06:00'));
  actor = { staffId: await staffId(db, 'manager'), at };
  const { rows } = await db.query<{ accountId: string; episodeId: string }>(
    'SELECT account_id AS "accountId", id AS "episodeId" FROM episode',
  );
  episodes = rows;
  await decideTouched();
}, 60_000);

describe('a change of the calendar', () => {
  test('previews without changing anything, and then exactly the timers that were listed move', async () => {
    const before = await timers();
    const id = await preview({ '2026-11-27': 'closed', '2026-11-30': 'evening', '2026-12-01': 'closed' });
    const listed = await items(id);
    expect(await stateOf(id)).toBe('previewed');
    expect(await timers()).toEqual(before);
    expect(listed.length).toBeGreaterThan(5);

    await apply(id);
    await advanceCalendarChange(id);
    await decideTouched();
    const after = await timers();
    expect(await stateOf(id)).toBe('applied');
    for (const [accountId, was] of before) {
      const own = listed.filter(({ account_id }) => account_id === accountId);
      const wait = own.find(({ kind }) => kind === 'wait') ?? own.find(({ kind }) => kind === 'promise');
      const call = own.find(({ kind }) => kind === 'call');
      const is = after.get(accountId)!;
      expect({ accountId, until: is.until, call: is.call }).toEqual({
        accountId,
        until: wait ? (wait.after?.toISOString() ?? null) : was.until,
        call: call ? (call.after?.toISOString() ?? null) : was.call,
      });
    }
    const moved = await items(id);
    expect(moved.map(({ state, unforeseen }) => [state, unforeseen])).toEqual(listed.map(() => ['moved', false]));
  });

  test('is given up without a trace but in the ledger', async () => {
    const id = await preview({ '2026-12-07': 'closed' });
    const before = await plannedDays(db);
    await transaction(db, (tx) => discardCalendarChange(tx, actor, id));
    expect(await plannedDays(db)).toEqual(before);
    await expect(apply(id)).rejects.toMatchObject({ code: 'already_done' });
    const { rows } = await db.query('SELECT act FROM ledger WHERE subject_id = $1 ORDER BY id', [id]);
    expect(rows).toEqual([{ act: 'calendar_change_previewed' }, { act: 'calendar_change_discarded' }]);
  });

  test('is stale when another was applied meanwhile', async () => {
    const [first, second] = [await preview({ '2026-12-08': 'closed' }), await preview({ '2026-12-09': 'closed' })];
    await apply(first);
    await expect(apply(second)).rejects.toMatchObject({ code: 'calendar_stale' });
    await expect(apply(first)).rejects.toMatchObject({ code: 'already_done' });
    await advanceCalendarChange(first);
    await decideTouched();
    expect([await stateOf(first), await stateOf(second)]).toEqual(['applied', 'previewed']);
  });

  test('decided about after it, an account never goes by the old days: the next look reads them anew', async () => {
    expect((await books.calendar(db)).isOperatingDay('2026-12-10')).toBe(true);
    const id = await preview({ '2026-12-10': 'closed' });
    await apply(id);
    expect((await books.calendar(db)).isOperatingDay('2026-12-10')).toBe(false);
    await advanceCalendarChange(id);
    await decideTouched();
  });

  test('one whose decision was under way when the days changed is waited for and moves too', async () => {
    const account = await anAccount(db, { at, phones: ['0252341234'] });
    episodes.push(account);
    const id = await preview({ '2026-12-11': 'closed' });
    const deciding = await db.connect();
    await deciding.query('BEGIN');
    await decideEpisode(deciding, books, { episodeId: account.episodeId, workflowNowMs: Number(at), runId: null });
    await apply(id);
    let isDone = false;
    const moving = advanceCalendarChange(id).then(() => (isDone = true));
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(isDone).toBe(false);
    await deciding.query('COMMIT');
    deciding.release();
    await moving;
    expect(await stateOf(id)).toBe('applied');
    await decideTouched();
  });

  test('what came up since the preview is moved and marked; what is over is gone', async () => {
    const stays = await anAccount(db, { at, phones: ['0252341235'] });
    await decided(stays);
    const leaves = await anAccount(db, { at, phones: ['0252341237'] });
    await decided(leaves);
    await aPromise(stays, '2026-12-15');
    await aPromise(leaves, '2026-12-15');
    const id = await preview({ '2026-12-16': 'closed', '2026-12-17': 'closed', '2026-12-18': 'closed' });
    const ofPromises = (await items(id)).filter(({ kind }) => kind === 'promise').map(({ account_id }) => account_id);
    expect(ofPromises.toSorted()).toEqual([stays.accountId, leaves.accountId].toSorted());
    await db.query(`UPDATE promise SET state = 'replaced' WHERE account_id = $1`, [leaves.accountId]);
    const fresh = await anAccount(db, { at, phones: ['0252341236'] });
    await transaction(db, (tx) =>
      openCallback(
        tx,
        { kind: 'staff', id: actor.staffId },
        {
          accountId: fresh.accountId,
          unitId: fresh.unitId,
          at,
          dueAt: instantAt('2026-12-17', '14:00'),
          mine: false,
        },
      ),
    );
    await decided(fresh);
    await apply(id);
    await advanceCalendarChange(id);
    const stateOfPromise = async ({ accountId }: SeededAccount) =>
      (await items(id)).find(({ account_id, kind }) => account_id === accountId && kind === 'promise')?.state;
    expect([await stateOfPromise(stays), await stateOfPromise(leaves)]).toEqual(['moved', 'gone']);
    const own = (await items(id)).find(({ account_id }) => account_id === fresh.accountId);
    expect(own).toMatchObject({ kind: 'callback', conflict: true, state: 'open', unforeseen: true, after: null });
    await decideTouched();
  });

  test('a call-back in closed hours stays until it is booked anew', async () => {
    const { rows } = await db.query<{ id: string; account_id: string }>(
      `SELECT t.id, t.account_id FROM task t JOIN calendar_change_item i ON i.account_id = t.account_id AND i.state = 'open'
        WHERE t.kind = 'callback' AND t.state = 'open'`,
    );
    const task = rows[0]!;
    const dueAt = instantAt('2026-12-15', '14:00');
    const book = () =>
      transaction(db, (tx) => rebookCallback(tx, { taskId: task.id, staffId: actor.staffId, dueAt, at }));
    await book();
    await book();
    const moved = await db.query('SELECT due_at, not_before FROM task WHERE id = $1', [task.id]);
    expect(moved.rows).toEqual([{ due_at: dueAt, not_before: dueAt }]);
    const settled = await db.query('SELECT state, after FROM calendar_change_item WHERE account_id = $1', [
      task.account_id,
    ]);
    expect(settled.rows).toEqual([{ state: 'rebooked', after: dueAt }]);
    const { rowCount } = await db.query(`SELECT FROM ledger WHERE act = 'callback_rebooked' AND account_id = $1`, [
      task.account_id,
    ]);
    expect(rowCount).toBe(1);
  });

  test('a month without any open day needs a word that it is meant', async () => {
    const known = await plannedDays(db);
    const february = known.filter(({ day, pattern }) => day.startsWith('2027-02') && pattern !== 'closed');
    const id = await preview(Object.fromEntries(february.map(({ day }) => [day, 'closed' as const])));
    await expect(apply(id)).rejects.toMatchObject({ code: 'calendar_no_open_day', params: { month: '2027-02' } });
    expect(await plannedDays(db)).toEqual(known);
    await apply(id, true);
    await advanceCalendarChange(id);
    await decideTouched();
    expect(
      (await plannedDays(db)).filter(({ day, pattern }) => day.startsWith('2027-02') && pattern !== 'closed'),
    ).toEqual([]);
  });

  test('one that is cut off goes on and lists everything once', async () => {
    const id = await preview({ '2026-12-22': 'closed', '2026-12-23': 'closed' });
    const listed = await items(id);
    await apply(id);
    let asked = 0;
    const dying = {
      ...clock,
      async now() {
        if ((asked += 1) > 1) throw new Error('killed');
        return at;
      },
    };
    const broken = createCalendarChangeActivities({ db, clock: dying, books }, () => undefined);
    await expect(broken.advanceCalendarChange(id)).rejects.toThrow('killed');
    await decideTouched();
    await advanceCalendarChange(id);
    await decideTouched();
    expect(await stateOf(id)).toBe('applied');
    expect((await items(id)).map(({ account_id, kind }) => [account_id, kind])).toEqual(
      listed.map(({ account_id, kind }) => [account_id, kind]),
    );
  });
});
