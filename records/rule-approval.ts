import type { Session } from '../domain/codes.ts';
import { Calendar, type CalendarDay } from '../domain/calendar.ts';
import { problem } from '../domain/problem.ts';
import type { ReceivableSettings } from '../domain/receivable.ts';
import { checkRules, type Finding, type RuleSurroundings } from '../domain/rule-checks.ts';
import { addDays, dateOf, type PlainDate } from '../domain/time.ts';
import type { Queryable } from '../prisma/database.ts';
import { lockForVerb, logRule, type RuleActor, voidApproval } from './rule-version.ts';

/** 検証: the static checks of this content against its receivable and the coming eight weeks of the calendar; kept with the version. */
export async function checkVersion(tx: Queryable, actor: RuleActor, id: string): Promise<Finding[]> {
  const version = await lockForVerb(tx, actor, id, 'check');
  const findings = checkRules(version.content, await surroundingsOf(tx, version.receivableCode, dateOf(actor.at)));
  await tx.query('UPDATE rule_version SET checked_hash = content_hash, findings = $2 WHERE id = $1', [
    id,
    JSON.stringify(findings),
  ]);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  await logRule(tx, actor, id, 'rule_checked', {
    hash: version.contentHash,
    errors,
    warnings: findings.length - errors,
  });
  return findings;
}

export interface ApprovalRequest {
  /** Of the content that was read */
  contentHash: string;
  effectiveFrom: PlainDate;
  reason: string;
}

/** 承認依頼. Throws `rule_hash` when the content is another by now, `rule_date` for a day before tomorrow. */
export async function requestApproval(
  tx: Queryable,
  actor: RuleActor,
  id: string,
  { contentHash, effectiveFrom, reason }: ApprovalRequest,
): Promise<void> {
  const version = await lockForVerb(tx, actor, id, 'request');
  if (version.contentHash !== contentHash) throw problem('rule_hash');
  if (effectiveFrom <= dateOf(actor.at)) throw problem('rule_date');
  await tx.query(
    `UPDATE rule_version SET status = 'requested', requested_at = $2, requested_by = $3, request_reason = $4, effective_from = $5 WHERE id = $1`,
    [id, actor.at, actor.staffId, reason, effectiveFrom],
  );
  await logRule(tx, actor, id, 'rule_requested', { hash: contentHash, effectiveFrom, reason });
}

/** 承認 by a second person, for the content that was read. */
export async function approveVersion(tx: Queryable, actor: RuleActor, id: string, contentHash: string): Promise<void> {
  const version = await lockForVerb(tx, actor, id, 'approve');
  if (version.contentHash !== contentHash) throw problem('rule_hash');
  await tx.query(
    `UPDATE rule_version SET status = 'approved', approver_id = $2, approved_at = $3, approved_hash = content_hash WHERE id = $1`,
    [id, actor.staffId, actor.at],
  );
  await logRule(tx, actor, id, 'rule_approved', { hash: contentHash, effectiveFrom: version.effectiveFrom });
}

/** 差し戻し by the second person, or taken back by a manager: a draft again, and an approval is void. */
export async function backToDraft(
  tx: Queryable,
  actor: RuleActor,
  id: string,
  verb: 'decline' | 'withdraw',
  reason: string,
): Promise<void> {
  const { contentHash } = await lockForVerb(tx, actor, id, verb);
  await voidApproval(tx, id);
  await logRule(tx, actor, id, verb === 'decline' ? 'rule_declined' : 'rule_withdrawn', { hash: contentHash, reason });
}

const WEEKS_AHEAD = 8;

async function surroundingsOf(tx: Queryable, receivable: string, today: PlainDate): Promise<RuleSurroundings> {
  const { rows } = await tx.query<{ settings: ReceivableSettings }>('SELECT settings FROM receivable WHERE code = $1', [
    receivable,
  ]);
  const days = await tx.query<CalendarDay>(
    `SELECT day, pattern, city_open AS "cityOpen", holiday_name AS "holidayName" FROM calendar_day WHERE day >= $1 AND day < $2`,
    [today, addDays(today, WEEKS_AHEAD * 7)],
  );
  const calendar = new Calendar(days.rows);
  const openings = calendar.days.flatMap(({ day }) => calendar.openingsOf(day));
  const count = (session: Session) => openings.filter((opening) => opening.session === session).length;
  return {
    receivable,
    dataMaxAgeDays: rows[0]?.settings.paymentDataMaxAgeDays ?? 0,
    letters: rows[0]?.settings.letters ?? false,
    openings: { weekday: count('weekday'), evening: count('evening'), holiday: count('holiday') },
  };
}
