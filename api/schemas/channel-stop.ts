import { z } from 'zod';
import { Id, Instant } from './common.ts';

/** 緊急停止: one person stops a channel of one receivable (or all); logged, and ended by one person with a reason. */
export const ChannelStopRow = z.object({
  id: Id,
  channel: z.enum(['call', 'sms', 'letter']),
  receivable_code: z.string().nullable(),
  receivable_name: z.string().nullable(),
  reason: z.string(),
  stopped_at: Instant,
  stopped_by_name: z.string(),
  ended_at: Instant.nullable(),
  ended_by_name: z.string().nullable(),
  end_reason: z.string().nullable(),
  /** Open calls and letters are still being taken back, or after its end cases set free: so many accounts were looked through … */
  untold: z.boolean(),
  told: z.int(),
  /** … of so many; null before the first page */
  to_tell: z.int().nullable(),
});
export type ChannelStopRow = z.infer<typeof ChannelStopRow>;

/** `POST /api/channel-stops`. */
export const ChannelStopBody = z.object({
  channel: z.enum(['call', 'sms', 'letter']),
  receivable_code: z.string().nullable(),
  reason: z.string().trim().min(1).max(500),
});

/** `POST /api/channel-stops/:id/end`. */
export const ChannelStopEndBody = z.object({ reason: z.string().trim().min(1).max(500) });
