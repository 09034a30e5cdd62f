import { setTimeout as pause } from 'node:timers/promises';
import { heartbeat } from '@temporalio/activity';
import { Calendar } from '../domain/calendar.ts';
import { withDays } from '../domain/calendar-change.ts';
import { type Calendars, movedDeadlines } from '../domain/calendar-deadlines.ts';
import type { Clock } from '../domain/clock.ts';
import type { ReceivableSettings } from '../domain/receivable.ts';
import { type Database, type Queryable, transaction } from '../prisma/database.ts';
import { lockAccounts, touchAccounts } from '../records/account.ts';
import { plannedDays } from '../records/calendar.ts';
import { calendarCandidates, transactionsOnAccounts } from '../records/calendar-candidates.ts';
import {
  type AccountDeadline,
  calendarChange,
  finishCalendarChange,
  storeMoved,
  storePreviewed,
  storeProgress,
  type StoredChange,
} from '../records/calendar-change.ts';
import type { Books } from './books.ts';
import { loadFacts } from './facts.ts';

export interface CalendarChangeDeps {
  db: Database;
  clock: Clock;
  books: Books;
}

export type CalendarChangeActivities = ReturnType<typeof createCalendarChangeActivities>;

const CHUNK = 100;
const LOOK_AGAIN_MS = 100;

/** Changing the operating calendar, for `workflows/calendar-change.ts`. Both passes may be repeated: a killed one begins again. */
export const createCalendarChangeActivities = (deps: CalendarChangeDeps, beat: () => void = heartbeat) => ({
  /** Does what its state asks for: lists the deadlines that would move, or once the days are changed moves them. */
  async advanceCalendarChange(id: string): Promise<void> {
    const change = await calendarChange(deps.db, id);
    if (change?.state === 'previewing') await preview(deps, change, beat);
    if (change?.state === 'applying') await move(deps, change, beat);
  },
});

async function preview(deps: CalendarChangeDeps, change: StoredChange, beat: () => void): Promise<void> {
  const before = new Calendar(await plannedDays(deps.db));
  const calendars = { before, after: withDays(before, change.days), changed: change.days };
  await inChunks(deps, change, beat, async (tx, chunk, now) => {
    await storePreviewed(tx, change.id, await deadlinesOf(tx, deps.books, calendars, chunk, now));
  });
}

/**
 * Under the accounts' locks, so that no decision comes between: what the new calendar moves is listed, and the account's workflow told to
 * decide again. First whoever may still decide by the old days is let finish; all who begin later read the new ones.
 */
async function move(deps: CalendarChangeDeps, change: StoredChange, beat: () => void): Promise<void> {
  await letFinish(deps.db, beat);
  const after = new Calendar(await plannedDays(deps.db));
  const known = new Set(change.before.map(({ day }) => day));
  const gone = change.days.map(({ day }) => day).filter((day) => !known.has(day));
  const calendars = { before: withDays(after, change.before, gone), after, changed: change.days };
  await inChunks(deps, change, beat, async (tx, chunk, now) => {
    await lockAccounts(tx, chunk);
    const moved = await deadlinesOf(tx, deps.books, calendars, chunk, now);
    const touched = new Set(moved.filter(({ isConflict }) => !isConflict).map(({ accountId }) => accountId));
    await touchAccounts(tx, [...touched], 'calendar_changed');
    await storeMoved(tx, change.id, chunk, moved);
  });
}

async function letFinish(db: Database, beat: () => void): Promise<void> {
  const old = new Set(await transactionsOnAccounts(db));
  while ((await transactionsOnAccounts(db)).some((id) => old.has(id))) {
    beat();
    await pause(LOOK_AGAIN_MS);
  }
}

type Chunk = (tx: Queryable, accountIds: string[], now: Date) => Promise<void>;

async function inChunks(deps: CalendarChangeDeps, change: StoredChange, beat: () => void, work: Chunk): Promise<void> {
  const { db, clock } = deps;
  const first = change.days[0]?.day;
  const accounts = first === undefined ? [] : await calendarCandidates(db, first);
  for (let done = 0; done < accounts.length; done += CHUNK) {
    beat();
    const chunk = accounts.slice(done, done + CHUNK);
    const now = await clock.now();
    await transaction(db, (tx) => work(tx, chunk, now));
    await storeProgress(db, change.id, done + chunk.length, accounts.length);
  }
  const now = await clock.now();
  await transaction(db, (tx) => finishCalendarChange(tx, change.id, now));
}

interface Known {
  accountId: string;
  episodeId: string;
  versionId: string;
  settings: ReceivableSettings;
}

async function deadlinesOf(
  tx: Queryable,
  books: Books,
  calendars: Calendars,
  accountIds: readonly string[],
  now: Date,
): Promise<AccountDeadline[]> {
  const { rows } = await tx.query<Known>(
    `SELECT a.id AS "accountId", e.id AS "episodeId", e.rule_version_id AS "versionId", r.settings
       FROM account a JOIN episode e ON e.account_id = a.id AND e.closed_at IS NULL JOIN receivable r ON r.code = a.receivable_code
      WHERE a.id = ANY($1::uuid[])`,
    [accountIds],
  );
  const moved: AccountDeadline[] = [];
  for (const { accountId, episodeId, versionId, settings } of rows) {
    const rules = await books.rules(tx, versionId);
    const facts = await loadFacts(tx, episodeId, now);
    moved.push(...deadlines({ rules, settings }).map((deadline) => ({ ...deadline, accountId })));

    /** Whose facts lead nowhere has no deadlines; whoever decides about it says what is wrong (activities/stuck.ts). */
    function deadlines(surroundings: Parameters<typeof movedDeadlines>[1]) {
      try {
        return movedDeadlines(facts, surroundings, calendars, now);
      } catch {
        return [];
      }
    }
  }
  return moved;
}
