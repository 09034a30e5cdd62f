import { problem } from '../domain/problem.ts';
import { type Person, ruleRefusal, type RuleVerb, type RuleVersionFacts } from '../domain/rule-life.ts';
import type { RuleSet } from '../domain/rules.ts';
import { dateOf, timeOf } from '../domain/time.ts';
import type { Queryable } from '../prisma/database.ts';
import { appendLedger } from './ledger.ts';
import { ruleHash } from './rule-hash.ts';

/** Who acts on a version, and when in business time. */
export interface RuleActor {
  staffId: string;
  at: Date;
}

/** A version under the caller's lock, with what decides about its next step. */
export interface LockedVersion extends RuleVersionFacts {
  id: string;
  receivableCode: string;
  revision: number;
  content: RuleSet;
  person: Person;
}

/** A draft with the content of another version, to be compared with the one that is active now; its id, null when there is no such version. */
export async function draftLike(tx: Queryable, actor: RuleActor, likeId: string): Promise<string | null> {
  // Two who begin at once get two numbers.
  await tx.query(
    'SELECT FROM receivable WHERE code = (SELECT receivable_code FROM rule_version WHERE id = $1) FOR NO KEY UPDATE',
    [likeId],
  );
  const { rows } = await tx.query<{ id: string; content_hash: string }>(
    `INSERT INTO rule_version (receivable_code, version, status, content, content_hash, author_id, base_version_id, created_at, edited_at,
                               edited_by, editors)
     SELECT v.receivable_code, 1 + (SELECT max(version) FROM rule_version m WHERE m.receivable_code = v.receivable_code), 'draft', v.content,
            v.content_hash, $2, b.id, $3, $3, $2, ARRAY[$2::uuid]
       FROM rule_version v LEFT JOIN rule_version b ON b.receivable_code = v.receivable_code AND b.status = 'active'
      WHERE v.id = $1 RETURNING id, content_hash`,
    [likeId, actor.staffId, actor.at],
  );
  const draft = rows[0];
  if (!draft) return null;
  await logRule(tx, actor, draft.id, 'rule_drafted', { hash: draft.content_hash, like: likeId });
  return draft.id;
}

export interface Edit {
  /** The one that was read */
  revision: number;
  content?: RuleSet | undefined;
  note?: string | undefined;
}

/** Throws `stale_revision` with who saved meanwhile, `rule_refused` for anything but a draft. */
export async function editDraft(tx: Queryable, actor: RuleActor, id: string, edit: Edit): Promise<void> {
  const version = await lockForVerb(tx, actor, id, 'edit');
  if (version.revision !== edit.revision) throw await staleRevision(tx, id);
  const content = edit.content ?? version.content;
  const hash = ruleHash(content);
  await tx.query(
    `UPDATE rule_version SET content = $2, content_hash = $3, note = COALESCE($4, note), revision = revision + 1, edited_at = $5, edited_by = $6,
            editors = CASE WHEN $6 = ANY(editors) THEN editors ELSE editors || $6::uuid END WHERE id = $1`,
    [id, JSON.stringify(content), hash, edit.note ?? null, actor.at, actor.staffId],
  );
  await logRule(tx, actor, id, 'rule_edited', { hash });
}

export async function discardDraft(tx: Queryable, actor: RuleActor, id: string): Promise<void> {
  const { contentHash } = await lockForVerb(tx, actor, id, 'discard');
  await tx.query(`UPDATE rule_version SET status = 'discarded' WHERE id = $1`, [id]);
  await logRule(tx, actor, id, 'rule_discarded', { hash: contentHash });
}

/** Locks the version and throws `rule_refused` with the first thing that stands against the verb, `not_found` for none. */
export async function lockForVerb(tx: Queryable, actor: RuleActor, id: string, verb: RuleVerb): Promise<LockedVersion> {
  const { rows } = await tx.query({ text: 'SELECT FROM rule_version WHERE id = $1 FOR UPDATE', values: [id] });
  if (rows.length === 0) throw problem('not_found');
  const version = await versionFor(tx, id, actor.staffId);
  if (!version) throw problem('not_found');
  const refusal = ruleRefusal(verb, version, version.person, dateOf(actor.at));
  if (refusal) throw problem('rule_refused', { refusal });
  return version;
}

/** What decides about a version, and what this person may do about its receivable's rules; null for an unknown id. */
export async function versionFor(tx: Queryable, id: string, staffId: string): Promise<LockedVersion | null> {
  const { rows } = await tx.query<Omit<LockedVersion, 'person'> & Omit<Person, 'id'>>(
    `SELECT v.id, v.receivable_code AS "receivableCode", v.revision, v.content, v.status, v.content_hash AS "contentHash",
            b.content_hash AS "baseHash", COALESCE(b.status = 'active', NOT EXISTS (
              SELECT FROM rule_version o WHERE o.receivable_code = v.receivable_code AND o.status = 'active')) AS "isBaseActive",
            v.checked_hash AS "checkedHash", v.findings @> '[{"severity": "error"}]' AS "hasErrors",
            (SELECT s.content_hash FROM simulation s WHERE s.rule_version_id = v.id AND s.kind = 'book' AND s.state = 'done'
              ORDER BY s.content_hash = v.content_hash DESC, s.finished_at DESC LIMIT 1) AS "simulatedHash",
            v.effective_from AS "effectiveFrom",
            array_remove(v.editors || v.author_id || v.requested_by, NULL) AS writers,
            p.role = 'manager' AS "mayManage",
            p.approves_rules AND (p.department_code IS NULL OR p.department_code = r.department_code) AS "mayApprove"
       FROM rule_version v JOIN receivable r ON r.code = v.receivable_code LEFT JOIN rule_version b ON b.id = v.base_version_id
       JOIN staff p ON p.id = $2
      WHERE v.id = $1`,
    [id, staffId],
  );
  const row = rows[0];
  if (!row) return null;
  const { mayManage, mayApprove, ...version } = row;
  return { ...version, person: { id: staffId, mayManage, mayApprove } };
}

/** A draft again: what was requested or approved counts for nothing. */
export async function voidApproval(tx: Queryable, id: string): Promise<void> {
  await tx.query(
    `UPDATE rule_version SET status = 'draft', approver_id = NULL, approved_at = NULL, approved_hash = NULL, requested_at = NULL,
            requested_by = NULL, request_reason = NULL, effective_from = NULL, revision = revision + 1 WHERE id = $1`,
    [id],
  );
}

export function logRule(
  tx: Queryable,
  actor: RuleActor | { staffId: null; at: Date },
  versionId: string,
  act: Extract<Parameters<typeof appendLedger>[1]['act'], `rule_${string}`>,
  detail: Record<string, unknown>,
): Promise<number> {
  return appendLedger(tx, {
    at: actor.at,
    actor: actor.staffId === null ? { kind: 'rule' } : { kind: 'staff', id: actor.staffId },
    act,
    subject: { kind: 'rule_version', id: versionId },
    detail,
  });
}

async function staleRevision(tx: Queryable, id: string) {
  const { rows } = await tx.query<{ holder: string; since: Date }>(
    'SELECT s.name AS holder, v.edited_at AS since FROM rule_version v JOIN staff s ON s.id = v.edited_by WHERE v.id = $1',
    [id],
  );
  const { holder, since } = rows[0]!;
  return problem('stale_revision', { holder, since: timeOf(since) });
}
