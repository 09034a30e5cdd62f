import { addDays, dateOf } from '../time.ts';
import type { Context } from './context.ts';
import { earliest, latest, morningOf, nextDataCheck, startOf } from './moments.ts';

/** Days after a last day until the night's file of the following day has come. */
const DATA_LAG_DAYS = 2;

/** Whether payments of that day can be expected in the data: its as-of lies on a later day. */
export function dataReaches({ facts }: Context, day: string): boolean {
  return facts.paymentsAsOf !== null && dateOf(facts.paymentsAsOf) > day;
}

/** From then on what waits for data past that day goes on without it. */
export function provisionalFrom({ settings }: Context, day: string): Date {
  return morningOf(addDays(day, settings.provisionalAfterDays));
}

/** The first morning on which data past that day can be expected. */
export function dataExpectedFrom({ calendar }: Context, day: string): Date {
  return morningOf(calendar.cityOpenDayOnOrAfter(addDays(day, DATA_LAG_DAYS)));
}

/** When to look whether the data reaches past that day. */
export function dataWake(context: Context, day: string): Date {
  const { calendar, now } = context;
  const dayAfter = startOf(addDays(day, 1));
  if (dataReaches(context, day)) return latest(dayAfter, now);
  const check = nextDataCheck(calendar, now, addDays(day, DATA_LAG_DAYS));
  return latest(dayAfter, earliest([check, provisionalFrom(context, day)]));
}
