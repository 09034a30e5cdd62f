import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import iconv from 'iconv-lite';
import type { Wire } from '../../admin-ui/providers/status.ts';
import type {
  CalendarChange,
  CalendarChangeItemRow,
  CalendarCheck,
  CalendarRow,
  HolidayCheck,
} from '../../api/schemas/calendar.ts';
import { instantAt } from '../../domain/time.ts';
import { transaction } from '../../prisma/database.ts';
import { openCallback } from '../../records/task.ts';
import { openApp, type TestApp } from '../helpers/app.ts';
import { until } from '../helpers/calls.ts';
import { testDatabase } from '../helpers/database.ts';
import { type Desk, listUrl, login } from '../helpers/desk.ts';
import { anAccount, paymentsReach, type SeededAccount } from '../helpers/facts.ts';
import { devServer } from '../helpers/temporal.ts';

let centre: TestApp;
let account: SeededAccount;
const desks = new Map<string, Desk>();
const people = ['manager', 'deputy', 'operator1', 'auditor', 'tax', 'care', 'admin'];
afterAll(() => centre.stop());
const { db } = await testDatabase();
const env = await devServer();

/** Business time begins on 2026-11-26 at 10:00. */
beforeAll(async () => {
  centre = await openApp({ db, env, worker: true });
  await paymentsReach(db, 'care', await centre.clock.now());
  account = await anAccount(db, { at: instantAt('2026-11-24', '07:00'), receivable: 'care', phones: ['0250001001'] });
  await transaction(db, (tx) =>
    openCallback(
      tx,
      { kind: 'system' },
      {
        accountId: account.accountId,
        unitId: account.unitId,
        at: instantAt('2026-11-26', '09:30'),
        dueAt: instantAt('2026-12-01', '14:00'),
        mine: false,
      },
    ),
  );
  for (const name of people) desks.set(name, await login(centre.app, name));
}, 60_000);

const desk = (name: string) => desks.get(name)!;
const changed = async (id: string) =>
  (await desk('auditor').get<Wire<CalendarChange>>(`/api/calendar-changes/${id}`)).body;
const ask = (days: unknown, name = 'manager') =>
  desk(name).post<{ id: string; code?: string }>('/api/calendar-changes', { reason: '設備点検', days });
const items = async (id: string, name = 'manager') =>
  (await desk(name).get<Wire<CalendarChangeItemRow>[]>(listUrl('calendar-change-items', { filter: { change_id: id } })))
    .body;
const day = async (of: string) =>
  (await desk('operator1').get<CalendarRow[]>(listUrl('calendar-days', { filter: { from_date: of, to_date: of } })))
    .body[0]!;

async function previewed(days: unknown): Promise<string> {
  const { body } = await ask(days);
  await until(async () => (await changed(body.id)).state === 'previewed');
  return body.id;
}

describe('a change of the calendar', () => {
  test('is the manager’s; everybody may read it', async () => {
    const days = [{ day: '2026-12-01', pattern: 'closed' }];
    for (const name of people.filter((other) => other !== 'manager')) expect((await ask(days, name)).status).toBe(403);
    const id = await previewed(days);
    for (const name of people) expect((await desk(name).get(`/api/calendar-changes/${id}`)).status).toBe(200);
    for (const verb of ['apply', 'discard'])
      expect((await desk('deputy').post(`/api/calendar-changes/${id}/${verb}`, {})).status).toBe(403);
    expect((await items(id, 'care')).map(({ kind }) => kind)).toEqual(['callback']);
    expect(await items(id, 'tax')).toEqual([]);
    expect((await desk('manager').post(`/api/calendar-changes/${id}/discard`)).status).toBe(204);
    expect(await day('2026-12-01')).not.toMatchObject({ pattern: 'closed' });
  });

  test('shows the conflict, changes the day when applied, and is repeated without effect', async () => {
    const id = await previewed([{ day: '2026-12-01', pattern: 'closed' }]);
    expect(await changed(id)).toMatchObject({
      days: [{ day: '2026-12-01', after: 'closed', city_after: true }],
      counts: [{ kind: 'callback', conflict: true, count: 1 }],
      months_without_open_day: [],
      stale: false,
      done: 1,
      total: 1,
    });
    const [conflict] = await items(id);
    expect(conflict).toMatchObject({
      account_id: account.accountId,
      conflict: true,
      before: instantAt('2026-12-01', '14:00').toISOString(),
      after: null,
      cause_day: '2026-12-01',
      state: 'previewed',
    });
    const apply = () => desk('manager').post(`/api/calendar-changes/${id}/apply`, { accept_no_open_day: false });
    expect((await apply()).status).toBe(204);
    await until(async () => (await changed(id)).state === 'applied');
    expect(await day('2026-12-01')).toMatchObject({ pattern: 'closed', edited: true });
    expect(await apply()).toMatchObject({ status: 409, body: { code: 'already_done' } });
    expect((await items(id))[0]).toMatchObject({ state: 'open' });
  });

  test('leaves a call-back that an operator books anew inside the hours', async () => {
    const { rows } = await db.query<{ id: string }>(`SELECT id FROM task WHERE kind = 'callback' AND account_id = $1`, [
      account.accountId,
    ]);
    const url = `/api/callbacks/${rows[0]!.id}/rebook`;
    const rebook = (name: string, at: Date) => desk(name).post(url, { at: at.toISOString() });
    expect((await rebook('auditor', instantAt('2026-12-02', '14:00'))).status).toBe(403);
    const closed = await rebook('operator1', instantAt('2026-12-01', '14:00'));
    expect([closed.status, closed.body.code]).toEqual([422, 'outside_operating_hours']);
    const past = await rebook('operator1', instantAt('2026-11-25', '14:00'));
    expect(past.body.code).toBe('outside_operating_hours');
    expect((await desk('operator1').post(url, { at: 'soon' })).body.code).toBe('bad_request');
    expect((await rebook('operator1', instantAt('2026-12-02', '14:00'))).status).toBe(204);
    expect((await rebook('operator1', instantAt('2026-12-02', '14:00'))).status).toBe(204);
    const { rows: settled } = await db.query(`SELECT state FROM calendar_change_item WHERE state <> 'previewed'`);
    expect(settled).toEqual([{ state: 'rebooked' }]);
  });

  test.each([
    ['a day that is over', [{ day: '2026-11-25', pattern: 'closed' }], 422, 'calendar_past'],
    ['today', [{ day: '2026-11-26', pattern: 'closed' }], 422, 'calendar_past'],
    ['a pattern that does not exist', [{ day: '2026-12-03', pattern: 'night' }], 400, 'bad_request'],
    ['a day that does not exist', [{ day: '2027-02-29', pattern: 'closed' }], 400, 'bad_request'],
    ['no days', [], 400, 'bad_request'],
    [
      'a day twice',
      [
        { day: '2026-12-03', pattern: 'closed' },
        { day: '2026-12-03', pattern: 'evening' },
      ],
      422,
      'calendar_twice',
    ],
    ['a day after a gap', [{ day: '2031-01-01', pattern: 'closed' }], 422, 'calendar_gap'],
    ['nothing new', [{ day: '2026-12-01', pattern: 'closed' }], 422, 'calendar_unchanged'],
  ])('with %s is refused', async (_what, days, status, code) => {
    const answer = await ask(days);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  test('that nobody knows, or previewed before another one, is refused', async () => {
    const nobody = await desk('manager').post('/api/calendar-changes/00000000-0000-4000-8000-000000000000/apply', {
      accept_no_open_day: false,
    });
    expect(nobody.status).toBe(404);
    const first = await previewed([{ day: '2026-12-08', pattern: 'closed' }]);
    const second = await previewed([{ day: '2026-12-09', pattern: 'closed' }]);
    expect(
      (await desk('manager').post(`/api/calendar-changes/${first}/apply`, { accept_no_open_day: false })).status,
    ).toBe(204);
    const stale = await desk('manager').post(`/api/calendar-changes/${second}/apply`, { accept_no_open_day: false });
    expect([stale.status, stale.body.code]).toEqual([409, 'calendar_stale']);
    expect(await changed(second)).toMatchObject({ stale: true, state: 'previewed' });
  });

  test('that leaves a month without an open day shouts, and needs a second word', async () => {
    const { body } = await desk('manager').get<CalendarRow[]>(
      listUrl('calendar-days', { filter: { from_date: '2027-02-01', to_date: '2027-02-28' }, range: [0, 30] }),
    );
    const days = body.map((row) => ({ day: row.day, pattern: 'closed' }));
    const id = await previewed(days);
    expect((await changed(id)).months_without_open_day).toEqual(['2027-02']);
    const apply = (accept: boolean) =>
      desk('manager').post(`/api/calendar-changes/${id}/apply`, { accept_no_open_day: accept });
    const refused = await apply(false);
    expect([refused.status, refused.body.code]).toEqual([422, 'calendar_no_open_day']);
    expect((await apply(true)).status).toBe(204);
    await until(async () => (await changed(id)).state === 'applied');
    const { body: check } = await desk('auditor').get<CalendarCheck>('/api/calendar/check?fiscal_year=2026');
    expect(check.notes).toContainEqual({ severity: 'alarm', code: 'no_open_day', month: '2027-02', params: {} });
  });
});

describe('proposal and check', () => {
  test('a month is proposed with the numbers given; its past and its edited days stay', async () => {
    const { body } = await desk('deputy').get<CalendarRow[]>(
      '/api/calendar/proposal?month=2026-12&closures=4&evenings=6&worked_holidays=3',
    );
    expect(body).toHaveLength(31);
    expect(body.find((row) => row.day === '2026-12-01')).toMatchObject({ pattern: 'closed', edited: true });
    const { body: november } = await desk('deputy').get<CalendarRow[]>(
      '/api/calendar/proposal?month=2026-11&closures=0',
    );
    expect(november.find((row) => row.day === '2026-11-23')).toMatchObject({ city_open: false });
  });

  test.each(['month=2026-13', 'month=26-1', 'month=2026-12&closures=-1', 'month=2026-12&closures=x', ''])(
    'a proposal for %p is refused',
    async (query) => expect((await desk('manager').get(`/api/calendar/proposal?${query}`)).status).toBe(400),
  );

  test('a year beyond the calendar has no days and says so', async () => {
    const { status, body } = await desk('auditor').get<CalendarCheck>('/api/calendar/check?fiscal_year=2040');
    expect([status, body.counts.weekday]).toEqual([200, 0]);
    expect(body.notes).toHaveLength(12);
    expect((await desk('auditor').get('/api/calendar/check?fiscal_year=soon')).status).toBe(400);
  });
});

describe('the Cabinet Office’s holidays', () => {
  const heading = '国民の祝日・休日月日,国民の祝日・休日名称';
  const csv = (...rows: string[]) => iconv.encode([heading, ...rows, ''].join('\r\n'), 'cp932');
  const check = (bytes: Buffer, name = 'manager') =>
    desk(name).upload<HolidayCheck>('/api/calendar/holidays/check', 'syukujitsu.csv', bytes);
  const take = (bytes: Buffer, name = 'manager') =>
    desk(name).upload<{ id: string; code?: string }>('/api/calendar/holidays', 'syukujitsu.csv', bytes);
  /** 2028 as it is, but for a new holiday on 14 June. */
  const rows = async () => {
    const { rows: known } = await db.query<{ day: string; name: string }>(
      `SELECT day, name FROM public_holiday WHERE day >= '2028-01-01' AND day < '2029-01-01' ORDER BY day`,
    );
    return [...known.map((own) => `${own.day.replaceAll('-', '/')},${own.name}`), '2028/6/14,開港記念日'];
  };

  test('are checked without effect: faults by line, or the days that would change', async () => {
    const bad = await check(csv('2028/2/30,元日'));
    expect(bad.body).toMatchObject({ errors: [{ row_no: 2, column_name: '国民の祝日・休日月日', code: 'not_a_day' }] });
    const good = await check(csv(...(await rows())));
    expect(good.body.errors).toEqual([]);
    expect(good.body.days.find((own) => own.day === '2028-06-14')).toMatchObject({
      city_before: true,
      city_after: false,
      holiday_after: '開港記念日',
    });
    expect(await day('2028-06-14')).toMatchObject({ city_open: true, holiday_name: null });
    expect((await check(csv('2028/1/1,元日'), 'operator1')).status).toBe(403);
    expect((await desk('manager').post('/api/calendar/holidays/check', {})).status).toBeGreaterThanOrEqual(400);
  });

  test('with a fault are not taken in at all', async () => {
    const { rowCount: before } = await db.query('SELECT FROM calendar_change');
    const answer = await take(csv('2028/6/14,開港記念日', '2028/2/30,元日'));
    expect([answer.status, answer.body.code]).toEqual([422, 'file_rejected']);
    expect((await db.query('SELECT FROM calendar_change')).rowCount).toBe(before);
  });

  test('are taken in as a change of the calendar: the city closes, the month keeps its numbers', async () => {
    const { status, body } = await take(csv(...(await rows())));
    expect(status).toBe(201);
    await until(async () => (await changed(body.id)).state === 'previewed');
    expect(
      (await desk('manager').post(`/api/calendar-changes/${body.id}/apply`, { accept_no_open_day: false })).status,
    ).toBe(204);
    await until(async () => (await changed(body.id)).state === 'applied');
    expect(await day('2028-06-14')).toMatchObject({ city_open: false, holiday_name: '開港記念日', edited: false });
    const { body: year } = await desk('auditor').get<CalendarCheck>('/api/calendar/check?fiscal_year=2028');
    expect(year.months.find(({ month }) => month === '2028-06')!.counts).toMatchObject({ evening: 8, holiday: 2 });
    const again = await check(csv(...(await rows()).slice(0, -1)));
    expect(again.body.days).toEqual([]);
  });
});
