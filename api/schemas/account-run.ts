import { z } from 'zod';
import { Instant } from './common.ts';

/** One Temporal run of an account: an episode has one, or several where it went on as a new one or was started again. Real time. */
export const RunHead = z.object({
  run_id: z.string(),
  workflow_id: z.string(),
  episode_no: z.int(),
  /** Temporal's: RUNNING, COMPLETED, CONTINUED_AS_NEW …; null when nobody knows */
  status: z.string().nullable(),
  started_at: Instant.nullable(),
  closed_at: Instant.nullable(),
  /** Temporal still has its history */
  live: z.boolean(),
  /** When the copy in our database was made */
  archived_at: Instant.nullable(),
});
export type RunHead = z.infer<typeof RunHead>;

export const AccountRuns = z.object({ runs: z.array(RunHead), temporal_away: z.boolean() });
export type AccountRuns = z.infer<typeof AccountRuns>;

export const RunEvent = z.object({
  id: z.int(),
  at: Instant,
  type: z.string(),
  detail: z.string().nullable(),
  /** The event's attributes, payloads decrypted: ids, codes, yen and times only */
  content: z.unknown(),
});
export type RunEvent = z.infer<typeof RunEvent>;

export const AccountRun = RunHead.extend({
  /** Where the events below come from */
  source: z.enum(['live', 'archived']),
  /** Of the archived copy */
  sha256: z.string().nullable(),
  /** Temporal's own page of the run, for who may see it */
  temporal_url: z.string().nullable(),
  events: z.array(RunEvent),
});
export type AccountRun = z.infer<typeof AccountRun>;
