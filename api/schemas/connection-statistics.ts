import { z } from 'zod';
import { PlainDate } from './common.ts';

/** First and last day; both are counted. */
export const ConnectionQuery = z.object({ from: PlainDate, to: PlainDate });
export type ConnectionQuery = z.infer<typeof ConnectionQuery>;

/** Calls of one group to one kind of number in one hour of one weekday. A call counts once in each group that it was about (domain.md § Contact rate). */
export const ConnectionCell = z.object({
  group_code: z.string(),
  /** `none` when the number of the call was not recorded */
  phone_kind: z.enum(['mobile', 'landline', 'ip', 'other', 'none']),
  /** ISO: Monday is 1 */
  weekday: z.int(),
  /** Of Asia/Tokyo */
  hour: z.int(),
  calls: z.int(),
  connected: z.int(),
});
export type ConnectionCell = z.infer<typeof ConnectionCell>;

export const ConnectionStatistics = z.object({
  from: PlainDate,
  to: PlainDate,
  groups: z.array(z.object({ code: z.string(), group_name: z.string(), target_percent: z.int() })),
  cells: z.array(ConnectionCell),
});
export type ConnectionStatistics = z.infer<typeof ConnectionStatistics>;
