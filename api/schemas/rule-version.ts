import { z } from 'zod';
import { ruleRefusals, ruleVerbs, ruleVersionStatuses } from '../../domain/rule-life.ts';
import { RuleSet } from '../../domain/rules.ts';
import { Id, Instant, PlainDate } from './common.ts';

export const RuleVersionStatus = z.enum(ruleVersionStatuses);

/** What a static check found (domain/rule-checks.ts): an error stops the request, a warning is shown with it. */
export const Finding = z.object({
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  /** The line of the table it is about; null for the whole set */
  step: z.int().nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type Finding = z.infer<typeof Finding>;

/** One version of a receivable's rules (G2), for the list; newest first within each receivable. */
export const RuleVersionRow = z.object({
  id: Id,
  receivable_code: z.string(),
  receivable_name: z.string(),
  version: z.int(),
  status: RuleVersionStatus,
  content: RuleSet,
  content_hash: z.string(),
  effective_from: PlainDate.nullable(),
  note: z.string(),
  /** Open episodes that follow it */
  episodes: z.int(),
  author_name: z.string().nullable(),
  created_at: Instant.nullable(),
});
export type RuleVersionRow = z.infer<typeof RuleVersionRow>;

/** A stage of a version's life, for its head: 下書き → 検証 → 試算 → 承認依頼 → 承認 → 発効日 → 有効. */
export const LifeStage = z.object({
  stage: z.enum(['drafted', 'checked', 'simulated', 'requested', 'approved', 'effective', 'active', 'retired']),
  /** `due`: what comes next; `void`: done for an earlier content */
  state: z.enum(['done', 'due', 'void', 'open']),
  at: Instant.nullable(),
  by: z.string().nullable(),
});
export type LifeStage = z.infer<typeof LifeStage>;

export const Refusal = z.enum(ruleRefusals);
export const RuleVerb = z.enum(ruleVerbs);

export const RuleEvent = z.object({
  at: Instant,
  who: z.string(),
  /** LedgerAct: rule_drafted, rule_edited, rule_checked, rule_requested, rule_approved, rule_declined, rule_withdrawn, rule_discarded, rule_activated, rule_activation_refused, rule_retired */
  act: z.string(),
  content_hash: z.string().nullable(),
  reason: z.string().nullable(),
});
export type RuleEvent = z.infer<typeof RuleEvent>;

/** `GET /api/rule-versions/:id`: everything the rules page shows of one version. */
export const RuleVersion = RuleVersionRow.extend({
  revision: z.int(),
  edited_by_name: z.string().nullable(),
  edited_at: Instant.nullable(),
  /** What it is compared with: the version it was drafted from */
  base: z.object({ id: Id, version: z.int(), content: RuleSet, content_hash: z.string() }).nullable(),
  active: z.object({ id: Id, version: z.int() }).nullable(),
  findings: z.array(Finding),
  checked: z.boolean(),
  simulation: z
    .object({
      id: Id,
      state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
      finished_at: Instant.nullable(),
      /** Of this very content */
      current: z.boolean(),
    })
    .nullable(),
  request_reason: z.string().nullable(),
  requested_by_name: z.string().nullable(),
  requested_at: Instant.nullable(),
  approver_name: z.string().nullable(),
  approved_at: Instant.nullable(),
  activated_at: Instant.nullable(),
  retired_at: Instant.nullable(),
  stages: z.array(LifeStage),
  /** Of the person who asks: the first reason that stands against each verb; null when it may be done */
  verbs: z.record(RuleVerb, Refusal.nullable()),
  events: z.array(RuleEvent),
});
export type RuleVersion = z.infer<typeof RuleVersion>;

/** `GET /api/rule-versions/:id/matches`: open accounts of the receivable that meet each line's condition now, in the table's order. */
export const RuleMatches = z.object({ version: z.array(z.int()), base: z.array(z.int()).nullable() });
export type RuleMatches = z.infer<typeof RuleMatches>;

/** `POST /api/rule-versions`: a draft with the content of another version; a rollback is a draft like an old one. */
export const DraftBody = z.object({ like: Id });

/** `PATCH /api/rule-versions/:id`; 409 `stale_revision` {holder, since} when somebody saved meanwhile. */
export const EditBody = z.object({
  revision: z.int(),
  content: RuleSet.optional(),
  note: z.string().trim().max(500).optional(),
});

/** `POST /api/rule-versions/:id/request`: for this content, to be in force from that day (not before tomorrow). */
export const RequestBody = z.object({
  content_hash: z.string(),
  effective_from: PlainDate,
  reason: z.string().trim().min(1).max(500),
});

/** `POST /api/rule-versions/:id/approve`: the approver names the content that was read. */
export const ApproveBody = z.object({ content_hash: z.string() });

/** `POST /api/rule-versions/:id/decline`, `…/withdraw`. */
export const ReasonBody = z.object({ reason: z.string().trim().min(1).max(500) });
