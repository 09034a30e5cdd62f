import { type RuleVersionFacts, ruleRefusal, ruleVerbs } from '../../domain/rule-life.ts';
import { dateOf } from '../../domain/time.ts';
import type { Queryable } from '../../prisma/database.ts';
import { versionFor } from '../../records/rule-version.ts';
import type { LifeStage, RuleEvent, RuleVersion } from '../schemas/rule-version.ts';

type Stored = Omit<RuleVersion, 'stages' | 'verbs' | 'events' | 'checked'>;

/** Everything the rules page shows of one version, with what stands against each verb for this person; null for an unknown id. */
export async function ruleVersion(db: Queryable, id: string, staffId: string, now: Date): Promise<RuleVersion | null> {
  const facts = await versionFor(db, id, staffId);
  if (!facts) return null;
  const stored = await storedVersion(db, id);
  const events = await eventsOf(db, id);
  const verbs = ruleVerbs.map((verb) => [verb, ruleRefusal(verb, facts, facts.person, dateOf(now))] as const);
  return {
    ...stored,
    checked: facts.checkedHash === facts.contentHash,
    findings: facts.checkedHash === facts.contentHash ? stored.findings : [],
    stages: stagesOf(stored, facts, events),
    verbs: Object.fromEntries(verbs) as RuleVersion['verbs'],
    events,
  };
}

async function storedVersion(db: Queryable, id: string): Promise<Stored> {
  const { rows } = await db.query<Stored>(
    `SELECT v.id, v.receivable_code, r.name_ja AS receivable_name, v.version, v.status, v.content, v.content_hash, v.effective_from, v.note,
            (SELECT count(*) FROM episode e WHERE e.rule_version_id = v.id AND e.closed_at IS NULL)::integer AS episodes,
            w.name AS author_name, v.created_at, v.revision, x.name AS edited_by_name, v.edited_at,
            CASE WHEN b.id IS NOT NULL THEN jsonb_build_object('id', b.id, 'version', b.version, 'content', b.content, 'content_hash', b.content_hash)
              END AS base,
            (SELECT jsonb_build_object('id', a.id, 'version', a.version) FROM rule_version a
              WHERE a.receivable_code = v.receivable_code AND a.status = 'active') AS active,
            v.findings,
            (SELECT jsonb_build_object('id', s.id, 'state', s.state, 'finished_at', s.finished_at, 'current', s.content_hash = v.content_hash)
               FROM simulation s WHERE s.rule_version_id = v.id AND s.kind = 'book' ORDER BY s.requested_at DESC, s.id LIMIT 1) AS simulation,
            v.request_reason, q.name AS requested_by_name, v.requested_at, p.name AS approver_name, v.approved_at, v.activated_at, v.retired_at
       FROM rule_version v JOIN receivable r ON r.code = v.receivable_code LEFT JOIN rule_version b ON b.id = v.base_version_id
       LEFT JOIN staff w ON w.id = v.author_id LEFT JOIN staff x ON x.id = v.edited_by LEFT JOIN staff q ON q.id = v.requested_by
       LEFT JOIN staff p ON p.id = v.approver_id
      WHERE v.id = $1`,
    [id],
  );
  const row = rows[0]!;
  const { simulation } = row;
  return {
    ...row,
    simulation: simulation && {
      ...simulation,
      finished_at: simulation.finished_at && new Date(simulation.finished_at),
    },
  };
}

async function eventsOf(db: Queryable, id: string): Promise<RuleEvent[]> {
  const { rows } = await db.query<RuleEvent>(
    `SELECT l.at, COALESCE(s.name, '') AS who, l.act, l.detail->>'hash' AS content_hash, l.detail->>'reason' AS reason
       FROM ledger l LEFT JOIN staff s ON s.id = l.actor_id
      WHERE l.subject_kind = 'rule_version' AND l.subject_id = $1 ORDER BY l.id`,
    [id],
  );
  return rows;
}

/** 下書き → 検証 → 試算 → 承認依頼 → 承認 → 発効日 → 有効: what is done, what was done for an earlier content, and what comes next. */
function stagesOf(version: Stored, facts: RuleVersionFacts, events: readonly RuleEvent[]): LifeStage[] {
  const last = (act: string) => events.findLast((event) => event.act === act);
  const { contentHash, checkedHash, simulatedHash } = facts;
  const stages: LifeStage[] = [
    stage('drafted', true, version.created_at, version.author_name),
    {
      ...stage('checked', checkedHash === contentHash, last('rule_checked')?.at, last('rule_checked')?.who),
      ...(checkedHash !== null && checkedHash !== contentHash ? { state: 'void' as const } : {}),
    },
    {
      ...stage('simulated', simulatedHash === contentHash, version.simulation?.finished_at, null),
      ...(simulatedHash !== null && simulatedHash !== contentHash ? { state: 'void' as const } : {}),
    },
    stage('requested', version.requested_at !== null, version.requested_at, version.requested_by_name),
    stage('approved', version.approved_at !== null, version.approved_at, version.approver_name),
    stage('effective', version.activated_at !== null, null, null),
    stage('active', version.activated_at !== null, version.activated_at, null),
    stage('retired', version.retired_at !== null, version.retired_at, null),
  ];
  if (version.author_name === null)
    return [
      stage('active', true, null, null),
      stage('retired', version.status === 'retired', version.retired_at, null),
    ];
  const next = stages.findIndex(({ state }) => state !== 'done');
  const isUnderWay = ['draft', 'requested', 'approved'].includes(version.status);
  return stages.map((each, index) =>
    isUnderWay && index === next && each.state === 'open' ? { ...each, state: 'due' } : each,
  );
}

function stage(
  name: LifeStage['stage'],
  isDone: boolean,
  at: Date | null | undefined,
  by: string | null | undefined,
): LifeStage {
  return {
    stage: name,
    state: isDone ? 'done' : 'open',
    at: isDone ? (at ?? null) : null,
    by: isDone ? (by ?? null) : null,
  };
}
