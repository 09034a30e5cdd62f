import { dateOf } from '../domain/time.ts';
import type { Queryable } from '../prisma/database.ts';
import { announce } from './event.ts';
import { logRule, voidApproval } from './rule-version.ts';
import { endTrialOfOldRules } from './trial-course.ts';

interface Due {
  id: string;
  receivable_code: string;
  content_hash: string;
  base_version_id: string | null;
  active_id: string | null;
}

/**
 * Puts approved versions in force whose day has come, in the order of their days: the active one is retired in the same transaction. One
 * whose base is not the active version any more does not come into force and is a draft again, which its page says. A trial of the
 * receivable ends first: its champion is no longer in force. Repeating it changes nothing. Returns how many came into force.
 */
export async function activateDue(tx: Queryable, at: Date): Promise<number> {
  let activated = 0;
  for (const id of await dueVersions(tx, at)) if (await activate(tx, id, at)) activated += 1;
  return activated;
}

async function dueVersions(tx: Queryable, at: Date): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT id FROM rule_version WHERE status = 'approved' AND effective_from <= $1 ORDER BY effective_from, approved_at, id FOR UPDATE`,
    [dateOf(at)],
  );
  return rows.map((row) => row.id);
}

async function activate(tx: Queryable, id: string, at: Date): Promise<boolean> {
  const { rows } = await tx.query<Due>(
    `SELECT v.id, v.receivable_code, v.content_hash, v.base_version_id, a.id AS active_id
       FROM rule_version v LEFT JOIN rule_version a ON a.receivable_code = v.receivable_code AND a.status = 'active'
      WHERE v.id = $1`,
    [id],
  );
  const due = rows[0]!;
  const actor = { staffId: null, at } as const;
  if (due.active_id !== due.base_version_id) {
    await refuse(tx, due, at);
    return false;
  }
  await endTrialOfOldRules(tx, due.receivable_code, at);
  if (due.active_id) {
    await tx.query(`UPDATE rule_version SET status = 'retired', retired_at = $2 WHERE id = $1`, [due.active_id, at]);
    await logRule(tx, actor, due.active_id, 'rule_retired', { by: id });
  }
  await tx.query(`UPDATE rule_version SET status = 'active', activated_at = $2 WHERE id = $1`, [id, at]);
  await logRule(tx, actor, id, 'rule_activated', { hash: due.content_hash, retired: due.active_id });
  await announce(tx, { noun: 'rule', id });
  return true;
}

/** Its approval was for a change to another version: it is void, and the managers decide anew. */
async function refuse(tx: Queryable, { id, content_hash, active_id }: Due, at: Date): Promise<void> {
  await voidApproval(tx, id);
  await logRule(tx, { staffId: null, at }, id, 'rule_activation_refused', { hash: content_hash, active: active_id });
  await announce(tx, { noun: 'rule', id });
}
