import type { Capacity } from './capacity.ts';
import type { DayLoad } from './load.ts';

export interface Alarm {
  code: 'nobody_called' | 'everybody_today' | 'over_seats' | 'over_letters' | 'over_sms';
  severity: 'error' | 'warning';
  params: Record<string, string | number>;
}

/** Calls that the tables themselves ask for. */
export interface Asked {
  before: number;
  after: number;
}

export interface Whom {
  /** Accounts with a number to ring */
  reachable: number;
  asked: Asked;
}

/** Half of all that could be called on one day is not a plan but a mistake. */
const EVERYBODY = 0.5;
const SMALLEST_CROWD = 20;
/** A crowd that becomes due on some day under the version in force too is no news of the draft. */
const MANY_MORE = 1.5;
const MONTH_DAYS = 30;

/**
 * What a manager must see before asking for approval. The first two look at what becomes due: the seats spread a mistake over weeks, and
 * everybody is called all the same, and whether the seats could do it makes it no better.
 */
export function alarmsOf(before: DayLoad[], after: DayLoad[], capacity: Capacity, { reachable, asked }: Whom): Alarm[] {
  return [
    nobodyCalled(asked, reachable),
    everybodyToday(before, after, reachable),
    overflow('over_seats', before, after, 'calls_waiting', capacity.calls_a_day),
    overflow('over_letters', before, after, 'letters_waiting', capacity.letters_a_day),
    overSms(after, capacity),
  ].filter((alarm) => alarm !== null);
}

/** A call that stands in the queue already is not the draft's doing, nor is one about a broken promise. */
function nobodyCalled({ before, after }: Asked, reachable: number): Alarm | null {
  if (after > 0 || (before === 0 && reachable === 0)) return null;
  return { code: 'nobody_called', severity: 'error', params: { before } };
}

function everybodyToday(before: DayLoad[], after: DayLoad[], reachable: number): Alarm | null {
  const usual = Math.max(0, ...before.map(({ calls_due: due }) => due));
  const crowd = after.find(
    ({ calls_due: due }) => due >= SMALLEST_CROWD && due > reachable * EVERYBODY && due > usual * MANY_MORE,
  );
  if (!crowd) return null;
  const params = { date: crowd.day, calls: crowd.calls_due, accounts: reachable };
  return { code: 'everybody_today', severity: 'error', params };
}

/** The day on which most wait. */
function overflow(
  code: 'over_seats' | 'over_letters',
  before: DayLoad[],
  after: DayLoad[],
  column: 'calls_waiting' | 'letters_waiting',
  limit: number,
): Alarm | null {
  const fullest = after.toSorted((left, right) => right[column] - left[column])[0];
  if (!fullest || fullest[column] === 0) return null;
  const then = before.find(({ day }) => day === fullest.day)?.[column] ?? 0;
  return { code, severity: 'warning', params: { date: fullest.day, waiting: fullest[column], limit, before: then } };
}

function overSms(after: DayLoad[], { sms_a_month: limit }: Capacity): Alarm | null {
  const sms = Math.round((after.reduce((sum, day) => sum + day.sms, 0) * MONTH_DAYS) / Math.max(1, after.length));
  return sms > limit ? { code: 'over_sms', severity: 'warning', params: { sms, limit } } : null;
}
