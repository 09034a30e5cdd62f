import type { Capacity } from './capacity.ts';
import type { DayLoad } from './load.ts';

export interface Alarm {
  code: 'nobody_called' | 'everybody_today' | 'over_seats' | 'over_letters' | 'over_sms';
  severity: 'error' | 'warning';
  params: Record<string, string | number>;
}

/** Half of all that could be called on one day is not a plan but a mistake. */
const EVERYBODY = 0.5;
const SMALLEST_CROWD = 20;
/** A backlog that the version in force has too is no news of the draft. */
const MANY_MORE = 1.5;
const MONTH_DAYS = 30;

/**
 * What a manager must see before asking for approval. The first two look at what becomes due: the seats spread a mistake over weeks, and
 * everybody is called all the same.
 */
export function alarmsOf(before: DayLoad[], after: DayLoad[], capacity: Capacity, reachable: number): Alarm[] {
  return [
    nobodyCalled(before, after, reachable),
    everybodyToday(before, after, capacity, reachable),
    overflow('over_seats', before, after, 'calls_waiting', capacity.calls_a_day),
    overflow('over_letters', before, after, 'letters_waiting', capacity.letters_a_day),
    overSms(after, capacity),
  ].filter((alarm) => alarm !== null);
}

function nobodyCalled(before: DayLoad[], after: DayLoad[], reachable: number): Alarm | null {
  const calls = total(before, 'calls_due');
  if (total(after, 'calls_due') > 0 || (calls === 0 && reachable === 0)) return null;
  return { code: 'nobody_called', severity: 'error', params: { before: calls } };
}

function everybodyToday(before: DayLoad[], after: DayLoad[], capacity: Capacity, reachable: number): Alarm | null {
  const crowd = after.find(
    ({ calls_due: due }, index) =>
      due >= SMALLEST_CROWD &&
      due > reachable * EVERYBODY &&
      due > capacity.calls_a_day &&
      due > (before[index]?.calls_due ?? 0) * MANY_MORE,
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
  const sms = Math.round((total(after, 'sms') * MONTH_DAYS) / Math.max(1, after.length));
  return sms > limit ? { code: 'over_sms', severity: 'warning', params: { sms, limit } } : null;
}

function total(loads: readonly DayLoad[], column: 'calls_due' | 'sms'): number {
  return loads.reduce((sum, load) => sum + load[column], 0);
}
