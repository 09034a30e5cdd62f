import { z } from 'zod';
import { Instant, Yen } from './common.ts';
import { Role } from './session.ts';

/** A move of the demo's clock, under way or the last one. */
export const Advance = z.object({
  state: z.enum(['running', 'done', 'failed']),
  /** Business instants: where it began, where the clock stands now, where it goes */
  since: Instant,
  at: Instant,
  target: Instant,
  /** What the simulated city and colleagues are doing */
  doing: z.enum(['colleagues', 'letters', 'files', 'decisions']).nullable(),
  calls: z.int(),
  files: z.int(),
});
export type Advance = z.infer<typeof Advance>;

export const Demo = z.object({
  business_now: Instant,
  /** Where ＋1時間 leads; null when that is after closing: then offer 次の運営日へ */
  hour_later: Instant.nullable(),
  /** Where 次の運営日へ leads */
  next_opening: Instant.nullable(),
  advance: Advance.nullable(),
});
export type Demo = z.infer<typeof Demo>;

/** Invented people, one of each role, whom the login page offers. */
export const DemoLogins = z.object({
  password: z.string(),
  people: z.array(z.object({ login: z.string(), name: z.string(), role: Role })),
});
export type DemoLogins = z.infer<typeof DemoLogins>;

export const AdvanceBody = z.object({ to: z.enum(['hour', 'next_operating_day']) });

/** What happened since an instant, counted from the facts. */
export const Happened = z.object({
  since: Instant,
  files_taken: z.int(),
  rows: z.int(),
  file_errors: z.int(),
  payments: z.object({ count: z.int(), yen: Yen }),
  calls: z.int(),
  calls_by_colleagues: z.int(),
  promises_made: z.int(),
  promises_kept: z.int(),
  promises_broken: z.int(),
  sms_sent: z.int(),
  letters_due: z.int(),
  letters_handed_over: z.int(),
  tasks_made: z.int(),
  tasks_withdrawn: z.int(),
});
export type Happened = z.infer<typeof Happened>;
