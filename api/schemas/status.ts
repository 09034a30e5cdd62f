import { z } from 'zod';
import { Instant, PlainDate } from './common.ts';

export const Status = z.object({
  business_now: Instant,
  demo: z.boolean(),
  session: z
    .object({
      pattern: z.enum(['weekday', 'evening', 'holiday', 'closed']),
      /** 国民の祝日 of this day */
      holiday_name: z.string().nullable(),
      open_from: Instant.nullable(),
      open_to: Instant.nullable(),
      open: z.boolean(),
    })
    .nullable(),
  next_operating_day: PlainDate,
  payments_as_of: Instant.nullable(),
  /** Numbers beside the drawer's nouns; null when nobody is logged in */
  counts: z
    .object({
      tasks: z.int(),
      promises: z.int(),
      letters: z.int(),
      messages: z.int(),
      sms_unknown: z.int(),
      exchange_errors: z.int(),
      no_result: z.int(),
      callbacks_overdue: z.int(),
      callbacks: z.int(),
    })
    .nullable(),
});
export type Status = z.infer<typeof Status>;
