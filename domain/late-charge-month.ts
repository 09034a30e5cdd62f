import { addDays, addMonths, type PlainDate } from './time.ts';

/**
 * The last day of a period of whole months that begins with `start` (民法143条2項 through 地方税法20条の5): the day before the corresponding day of
 * the last month, or that month's last day when it has no such day. The day before `start` for 0 months. Never counted from the due
 * date: due 30 April, counting begins on 1 May and the month ends on 31 May.
 */
export function lowRatePeriodEnd(start: PlainDate, months: number): PlainDate {
  const corresponding = addMonths(start, months);
  const exists = corresponding.slice(8) === start.slice(8);
  return exists ? addDays(corresponding, -1) : corresponding;
}
