import type { CalendarDay } from '../domain/calendar.ts';
import { type PlannedDay, differingDays, refusalOf } from '../domain/calendar-change.ts';
import { checkMonth } from '../domain/calendar-check.ts';
import type { MovedDeadline } from '../domain/calendar-deadlines.ts';
import { problem } from '../domain/problem.ts';
import { dateOf, type PlainDate } from '../domain/time.ts';
import type { Queryable } from '../prisma/database.ts';
import { calendarVersion, plannedDays } from './calendar.ts';
import { announce } from './event.ts';
import { appendLedger } from './ledger.ts';

export interface CalendarActor {
  staffId: string;
  /** Business instant */
  at: Date;
}

export interface NewCalendarChange {
  source: 'edit' | 'holidays';
  reason: string;
  days: readonly PlannedDay[];
  /** Names by day of an imported file */
  holidays?: Readonly<Record<PlainDate, string>>;
}

/** Days as they shall be, to be previewed by its workflow; nothing is changed yet. Days that do not differ are left out. */
export async function requestCalendarChange(
  tx: Queryable,
  actor: CalendarActor,
  { source, reason, days, holidays }: NewCalendarChange,
): Promise<string> {
  const baseVersion = await calendarVersion(tx);
  const known = await plannedDays(tx);
  const wanted = differingDays(known, days);
  const refused = refusalOf(known, source === 'edit' ? days : wanted, dateOf(actor.at));
  if (refused) throw problem(refused.refusal, { day: refused.day });
  if (wanted.length === 0 && !holidays) throw problem('calendar_unchanged');
  const changed = new Set(wanted.map(({ day }) => day));
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO calendar_change (source, reason, days, before, holidays, base_version, requested_by, requested_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
    [
      source,
      reason,
      JSON.stringify(wanted),
      JSON.stringify(known.filter(({ day }) => changed.has(day))),
      holidays ? JSON.stringify(holidays) : null,
      baseVersion,
      actor.staffId,
      actor.at,
    ],
  );
  const { id } = rows[0]!;
  await log(tx, actor, 'calendar_change_previewed', id, { source, days: wanted.length });
  await announce(tx, { noun: 'calendar', id });
  return id;
}

export interface StoredChange {
  id: string;
  source: 'edit' | 'holidays';
  days: PlannedDay[];
  before: CalendarDay[];
  holidays: Record<PlainDate, string> | null;
  baseVersion: number;
  state: 'previewing' | 'previewed' | 'applying' | 'applied' | 'discarded';
}

export async function calendarChange(tx: Queryable, id: string, lock = false): Promise<StoredChange | null> {
  const { rows } = await tx.query<StoredChange>(
    `SELECT id, source, days, before, holidays, base_version AS "baseVersion", state FROM calendar_change WHERE id = $1 ${lock ? 'FOR UPDATE' : ''}`,
    [id],
  );
  return rows[0] ?? null;
}

/** The previewed days become the calendar's, at once for all. The deadlines follow in its workflow. Throws when the calendar is another by now. */
export async function applyCalendarChange(
  tx: Queryable,
  actor: CalendarActor,
  id: string,
  acceptNoOpenDay: boolean,
): Promise<void> {
  await tx.query('SELECT FROM installation FOR NO KEY UPDATE');
  const change = await lockPreviewed(tx, id);
  if (change.baseVersion !== (await calendarVersion(tx))) throw problem('calendar_stale');
  const refused = refusalOf(await plannedDays(tx), change.days, dateOf(actor.at));
  if (refused) throw problem(refused.refusal, { day: refused.day });
  await putDays(tx, actor, change);
  const closed = await monthsWithoutOpenDay(tx, change.days);
  if (closed.length > 0 && !acceptNoOpenDay) throw problem('calendar_no_open_day', { month: closed.join(', ') });
  if (change.holidays) await putHolidays(tx, change.holidays, dateOf(actor.at));
  await tx.query(
    `UPDATE calendar_change SET state = 'applying', done = 0, total = NULL, applied_by = $2, applied_at = $3 WHERE id = $1`,
    [id, actor.staffId, actor.at],
  );
  await log(tx, actor, 'calendar_changed', id, {
    days: change.days.map(({ day, pattern, cityOpen }) => ({ day, pattern, cityOpen })),
    before: change.before.map(({ day, pattern, cityOpen }) => ({ day, pattern, cityOpen })),
    closed,
  });
  await announce(tx, { noun: 'calendar', id });
}

/** Given up before anything changed. */
export async function discardCalendarChange(tx: Queryable, actor: CalendarActor, id: string): Promise<void> {
  const change = await calendarChange(tx, id, true);
  if (!change) throw problem('not_found');
  if (change.state !== 'previewed' && change.state !== 'previewing') throw problem('already_done');
  await tx.query(`UPDATE calendar_change SET state = 'discarded', finished_at = $2 WHERE id = $1`, [id, actor.at]);
  await log(tx, actor, 'calendar_change_discarded', id, {});
  await announce(tx, { noun: 'calendar', id });
}

export interface AccountDeadline extends MovedDeadline {
  accountId: string;
}

/** Repeating it replaces what an attempt that was cut off has stored. */
export async function storePreviewed(tx: Queryable, id: string, items: readonly AccountDeadline[]): Promise<void> {
  await storeItems(tx, id, items, { applied: false });
}

/**
 * What really moved. What was previewed for these accounts and does not move any more (paid, closed, decided otherwise meanwhile) is gone; what
 * came up since is marked.
 */
export async function storeMoved(
  tx: Queryable,
  id: string,
  accountIds: readonly string[],
  items: readonly AccountDeadline[],
): Promise<void> {
  await storeItems(tx, id, items, { applied: true });
  await tx.query(
    `UPDATE calendar_change_item SET state = 'gone' WHERE change_id = $1 AND account_id = ANY($2::uuid[]) AND state = 'previewed'`,
    [id, accountIds],
  );
}

async function storeItems(
  tx: Queryable,
  id: string,
  items: readonly AccountDeadline[],
  { applied }: { applied: boolean },
): Promise<void> {
  await tx.query(
    `INSERT INTO calendar_change_item (change_id, account_id, kind, code, before, after, conflict, cause_day, state, unforeseen)
     SELECT $1, (i->>'accountId')::uuid, i->>'kind', i->>'code', (i->>'before')::timestamptz, (i->>'after')::timestamptz,
            (i->>'isConflict')::boolean, (i->>'causeDay')::date,
            CASE WHEN NOT $3 THEN 'previewed' WHEN (i->>'isConflict')::boolean THEN 'open' ELSE 'moved' END, $3
       FROM jsonb_array_elements($2::jsonb) AS t(i) ON CONFLICT (change_id, account_id, kind)
     DO UPDATE SET code = EXCLUDED.code, before = EXCLUDED.before, after = EXCLUDED.after, conflict = EXCLUDED.conflict,
                   cause_day = EXCLUDED.cause_day, state = EXCLUDED.state`,
    [id, JSON.stringify(items), applied],
  );
}

/** How far the preview or the moves are. */
export async function storeProgress(tx: Queryable, id: string, done: number, total: number): Promise<void> {
  await tx.query('UPDATE calendar_change SET done = $2, total = $3 WHERE id = $1', [id, done, total]);
  await announce(tx, { noun: 'calendar', id });
}

/** The preview is whole, or all has moved; what was previewed for accounts that were not looked at any more is gone. */
export async function finishCalendarChange(tx: Queryable, id: string, at: Date): Promise<void> {
  await tx.query(
    `UPDATE calendar_change_item i SET state = 'gone' FROM calendar_change c
      WHERE c.id = $1 AND c.state = 'applying' AND i.change_id = c.id AND i.state = 'previewed'`,
    [id],
  );
  await tx.query(
    `UPDATE calendar_change SET state = CASE state WHEN 'previewing' THEN 'previewed' ELSE 'applied' END,
            finished_at = CASE state WHEN 'applying' THEN $2::timestamptz END WHERE id = $1 AND state IN ('previewing','applying')`,
    [id, at],
  );
  await announce(tx, { noun: 'calendar', id });
}

async function lockPreviewed(tx: Queryable, id: string): Promise<StoredChange> {
  const change = await calendarChange(tx, id, true);
  if (!change) throw problem('not_found');
  if (change.state === 'previewing') throw problem('wrong_state', { state: change.state });
  if (change.state !== 'previewed') throw problem('already_done');
  return change;
}

/** Otherwise who chose the day stays: only its holiday was renamed. */
const chosenAnew = `(EXCLUDED.edited_at IS NULL OR calendar_day.edited_at IS NULL OR calendar_day.pattern <> EXCLUDED.pattern)`;

async function putDays(tx: Queryable, { staffId, at }: CalendarActor, { days }: StoredChange): Promise<void> {
  await tx.query(
    `INSERT INTO calendar_day (day, pattern, city_open, holiday_name, edited_at, edited_by)
     SELECT (d->>'day')::date, d->>'pattern', (d->>'cityOpen')::boolean, d->>'holidayName',
            CASE WHEN (d->>'edited')::boolean THEN $2::timestamptz END, CASE WHEN (d->>'edited')::boolean THEN $3::uuid END
       FROM jsonb_array_elements($1::jsonb) AS t(d) ON CONFLICT (day)
     DO UPDATE SET pattern = EXCLUDED.pattern, city_open = EXCLUDED.city_open, holiday_name = EXCLUDED.holiday_name,
                   edited_at = CASE WHEN ${chosenAnew} THEN EXCLUDED.edited_at ELSE calendar_day.edited_at END,
                   edited_by = CASE WHEN ${chosenAnew} THEN EXCLUDED.edited_by ELSE calendar_day.edited_by END`,
    [JSON.stringify(days), at, staffId],
  );
}

/** The file is right for the years it names; days that are over stay as they were. */
async function putHolidays(
  tx: Queryable,
  holidays: Readonly<Record<PlainDate, string>>,
  today: PlainDate,
): Promise<void> {
  const years = [...new Set(Object.keys(holidays).map((day) => Number(day.slice(0, 4))))];
  await tx.query('DELETE FROM public_holiday WHERE day > $1 AND extract(year FROM day) = ANY($2::integer[])', [
    today,
    years,
  ]);
  await tx.query(
    `INSERT INTO public_holiday (day, name) SELECT key::date, value FROM jsonb_each_text($1::jsonb) WHERE key::date > $2
     ON CONFLICT (day) DO UPDATE SET name = EXCLUDED.name`,
    [JSON.stringify(holidays), today],
  );
}

async function monthsWithoutOpenDay(tx: Queryable, days: readonly PlannedDay[]): Promise<string[]> {
  const known = await plannedDays(tx);
  const months = [...new Set(days.map(({ day }) => day.slice(0, 7)))];
  return months.filter((month) => checkMonth(month, known).notes.some(({ code }) => code === 'no_open_day'));
}

function log(
  tx: Queryable,
  { staffId, at }: CalendarActor,
  act: 'calendar_change_previewed' | 'calendar_change_discarded' | 'calendar_changed',
  id: string,
  detail: Record<string, unknown>,
): Promise<number> {
  return appendLedger(tx, {
    at,
    actor: { kind: 'staff', id: staffId },
    act,
    subject: { kind: 'calendar_change', id },
    detail,
  });
}
