import type { Calendar, CalendarDay } from './calendar.ts';
import type { WaitCode } from './codes.ts';
import type { AccountFacts } from './facts.ts';
import { promiseJudgedFrom } from './plan/wake.ts';
import type { ReceivableSettings } from './receivable.ts';
import type { RuleSet } from './rules.ts';
import { settledFacts } from './simulation/next-standing.ts';
import { dateOf, type PlainDate } from './time.ts';

export const deadlineKinds = ['wait', 'call', 'promise', 'callback', 'letter'] as const;
export type DeadlineKind = (typeof deadlineKinds)[number];

/** A deadline of one account that another calendar moves; without `after` nobody can move it but a person (a conflict). */
export interface MovedDeadline {
  kind: DeadlineKind;
  /** What the account waits for, of a wait */
  code: WaitCode | null;
  before: Date | null;
  after: Date | null;
  isConflict: boolean;
  /** The changed day that moves it */
  causeDay: PlainDate;
}

export interface Calendars {
  before: Calendar;
  after: Calendar;
  /** The days in which they differ, in order */
  changed: readonly CalendarDay[];
}

interface Surroundings {
  rules: RuleSet;
  settings: ReceivableSettings;
}

/**
 * What moves when the calendar changes: the account is decided about with the same facts at the same moment under both calendars. The
 * wake-up that is also the judging of a promise is one deadline. A call-back that falls into closed hours was agreed with a person, and a
 * printed letter cannot be changed: both are conflicts.
 */
export function movedDeadlines(
  facts: AccountFacts,
  surroundings: Surroundings,
  calendars: Calendars,
  now: Date,
): MovedDeadline[] {
  const before = deadlinesOf(facts, surroundings, calendars.before, now);
  const after = deadlinesOf(facts, surroundings, calendars.after, now);
  const moved: MovedDeadline[] = [];
  const compare = (kind: 'wait' | 'call' | 'promise', from: Date | null, to: Date | null, code: WaitCode | null) => {
    if (from?.getTime() === to?.getTime()) return;
    moved.push({ kind, code, before: from, after: to, isConflict: false, causeDay: causeOf(calendars, from, to) });
  };
  const isOne = isJudging(before) && isJudging(after);
  if (!isOne) compare('wait', before.until, after.until, after.waitingFor ?? before.waitingFor);
  compare('call', before.call, after.call, null);
  compare('promise', before.promise, after.promise, null);
  return [...moved, ...conflicts(facts, calendars, now)];
}

interface Deadlines {
  until: Date | null;
  waitingFor: WaitCode | null;
  call: Date | null;
  promise: Date | null;
}

function deadlinesOf(facts: AccountFacts, { rules, settings }: Surroundings, calendar: Calendar, now: Date): Deadlines {
  const { standing, facts: settled } = settledFacts(facts, { rules, settings, calendar }, now);
  const call = settled.tasks.find(({ kind, state }) => kind === 'call' && state === 'open');
  const promise = settled.promises.find(({ state }) => state === 'open');
  return {
    until: standing.until === null ? null : new Date(standing.until),
    waitingFor: standing.waiting_for,
    call: call?.notBefore ?? null,
    promise: promise ? promiseJudgedFrom(calendar, rules, promise) : null,
  };
}

function isJudging({ until, promise }: Deadlines): boolean {
  return promise !== null && until?.getTime() === promise.getTime();
}

function conflicts(facts: AccountFacts, calendars: Calendars, now: Date): MovedDeadline[] {
  const { before, after, changed } = calendars;
  const days = new Set(changed.map(({ day }) => day));
  const callbacks = facts.tasks
    .filter(({ kind, state, dueAt }) => kind === 'callback' && state === 'open' && dueAt !== null && dueAt > now)
    .map(({ dueAt }) => dueAt!)
    .filter((dueAt) => before.isOpen(dueAt) && !after.isOpen(dueAt))
    .map((dueAt) => conflict('callback', dueAt, dateOf(dueAt)));
  const letters = facts.letters
    .filter(({ state, designatedDue }) => designatedDue !== null && inTheCentre.includes(state))
    .map(({ designatedDue }) => designatedDue!)
    .filter((day) => days.has(day) && before.isCityOpen(day) && !after.isCityOpen(day))
    .map((day) => conflict('letter', new Date(`${day}T00:00:00+09:00`), day));
  return [...callbacks, ...letters];
}

/** Its designated due date is written and it has not left. */
const inTheCentre: readonly string[] = ['in_batch', 'rendered', 'printed', 'verified'];

function conflict(kind: 'callback' | 'letter', at: Date, causeDay: PlainDate): MovedDeadline {
  return { kind, code: null, before: at, after: null, isConflict: true, causeDay };
}

/**
 * The day it stood on or comes to stand on when that day itself changes, else the last changed day that lies before it: it was counted
 * among the operating days on the way.
 */
function causeOf({ changed }: Calendars, before: Date | null, after: Date | null): PlainDate {
  const ends = [before, after].filter((end) => end !== null).map((end) => dateOf(end));
  const own = ends.find((end) => changed.some(({ day }) => day === end));
  const last = ends.toSorted().at(-1);
  return own ?? changed.findLast(({ day }) => last !== undefined && day <= last)?.day ?? changed[0]!.day;
}
