import { z } from 'zod';
import { Id, Instant, Reason, Yen } from './common.ts';
import { Happened } from './demo.ts';

export const NextCase = z.object({
  task_id: Id,
  kind: z.string(),
  receivables: z.array(z.string()),
  ward: z.string(),
  balance: Yen,
  lines: z.int(),
  oldest_due_days: z.int(),
  has_mobile: z.boolean(),
  reasons: z.array(Reason),
  priority_parts: z.array(Reason),
});

export const Home = z.object({
  /** What 次の案件 would give now, without claiming it, and what after it, a row a home; empty when nothing may be called */
  queue: z.array(NextCase),
  /** The case this person already holds */
  held: z.object({ task_id: Id, name: z.string(), phase: z.string() }).nullable(),
  allotted: z.array(z.string()),
  callbacks: z.array(
    z.object({
      task_id: Id,
      account_id: Id,
      due_at: Instant,
      overdue_minutes: z.int(),
      name: z.string(),
      receivable_name: z.string(),
      mine: z.boolean(),
      note: z.string().nullable(),
    }),
  ),
  other: z.object({
    no_result: z.int(),
    letters_to_check: z.int(),
    messages_answered: z.int(),
    unknown_intents: z.int(),
  }),
  today: z.object({
    calls: z.int(),
    calls_plan: z.int(),
    connected: z.int(),
    promises: z.int(),
    promised: Yen,
    centre_calls: z.int(),
    by_hour: z.array(z.object({ hour: z.int(), calls: z.int(), plan: z.int() })),
  }),
  /** 接触率 of the month by receivable group: connected ÷ calls, the contract's definition */
  contact_rates: z.array(
    z.object({
      group_code: z.string(),
      name: z.string(),
      calls: z.int(),
      connected: z.int(),
      target_percent: z.int(),
      in_season: z.boolean(),
    }),
  ),
  /** 前回の運営日以降: since the last closing before today */
  happened: Happened,
});
export type Home = z.infer<typeof Home>;
