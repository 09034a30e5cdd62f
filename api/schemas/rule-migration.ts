import { z } from 'zod';
import { Id, Instant } from './common.ts';

/** `POST /api/rule-migrations`: which running accounts shall follow the active version; all of the receivable's without `account_ids`. */
export const RuleMigrationBody = z.object({
  to_version_id: Id,
  account_ids: z.array(Id).min(1).max(1_000).optional(),
  reason: z.string().trim().min(1).max(500),
});

/** G4: running accounts move to another version by an act of their own: previewed, approved by a second person, moved by a workflow. */
export const RuleMigration = z.object({
  id: Id,
  receivable_code: z.string(),
  receivable_name: z.string(),
  to_version_id: Id,
  to_version: z.int(),
  reason: z.string(),
  state: z.enum(['previewing', 'previewed', 'approved', 'moving', 'done', 'discarded']),
  accounts: z.int(),
  /** Of those, whose next act or its time changes */
  changed: z.int(),
  moved: z.int(),
  skipped: z.int(),
  items_hash: z.string().nullable(),
  requested_by_name: z.string(),
  requested_at: Instant,
  approver_name: z.string().nullable(),
  approved_at: Instant.nullable(),
  finished_at: Instant.nullable(),
  /** Whether the person who asks may approve: a second person with the right */
  may_approve: z.boolean(),
});
export type RuleMigration = z.infer<typeof RuleMigration>;

export const Standing = z.object({
  act: z.string(),
  waiting_for: z.string().nullable(),
  step: z.int(),
  /** Kept as text with the preview, so that its hash can be told again */
  until: z.iso.datetime().nullable(),
});

/** One row of `GET /api/rule-migration-items?filter={"migration_id":…}`: a timer that moves. */
export const RuleMigrationItemRow = z.object({
  id: Id,
  account_id: Id,
  debtor_id: Id,
  name: z.string(),
  balance: z.int(),
  from_version: z.int(),
  before: Standing,
  after: Standing,
  state: z.enum(['previewed', 'moved', 'skipped']),
  skip_reason: z.string().nullable(),
  moved_at: Instant.nullable(),
});
export type RuleMigrationItemRow = z.infer<typeof RuleMigrationItemRow>;

/** `POST /api/rule-migrations/:id/approve`: for what was previewed. */
export const MigrationApproveBody = z.object({ items_hash: z.string() });
