import { z } from 'zod';
import { Id, Instant } from './common.ts';

/** An account whose decision fails and that waits alone; all instants are real time. */
export const StuckAccount = z.object({
  account_id: Id,
  receivable_code: z.string(),
  receivable_name: z.string(),
  episode_no: z.int(),
  since: Instant,
  failed_at: Instant,
  attempts: z.int(),
  retry_at: Instant,
  /** A problem code, `SQL` with its state, or the kind of error */
  reason: z.string(),
  /** `domain/plan/windows.ts:31 closingOf`, for whoever mends it */
  place: z.string().nullable(),
});
export type StuckAccount = z.infer<typeof StuckAccount>;
