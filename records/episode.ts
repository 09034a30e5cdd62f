import { dateOf } from '../domain/time.ts';
import type { Queryable } from '../prisma/database.ts';
import { touchAccounts } from './account.ts';
import { assignArms } from './trial-assignment.ts';

/**
 * Opens an episode for each of these accounts that owes an overdue line and has none open: number after the last, the active rule version
 * pinned, or that of the home's arm while a trial runs. Lines that came since join the open episode. The caller has locked the accounts
 * (`lockAccounts`): else a decision could close an episode that is still seen as open here, and what is owed would be in none. Set-based;
 * returns how many were opened.
 */
export async function openEpisodes(tx: Queryable, accountIds: readonly string[], at: Date): Promise<number> {
  const trial = await assignArms(tx, accountIds);
  const { rows } = await tx.query<{ account_id: string }>(
    `WITH assigned AS (
       SELECT * FROM unnest($4::uuid[], $5::uuid[], $6::text[]) AS t(account_id, contact_unit_id, arm)),
     opened AS (
       INSERT INTO episode (account_id, no, rule_version_id, opened_at)
       SELECT a.id, 1 + coalesce((SELECT max(no) FROM episode e WHERE e.account_id = a.id), 0),
              CASE WHEN t.arm = 'challenger' THEN $8::uuid ELSE v.id END, $2
         FROM account a JOIN rule_version v ON v.receivable_code = a.receivable_code AND v.status = 'active'
         LEFT JOIN assigned t ON t.account_id = a.id
        WHERE a.id = ANY($1::uuid[])
          AND NOT EXISTS (SELECT FROM episode e WHERE e.account_id = a.id AND e.closed_at IS NULL)
          AND EXISTS (SELECT FROM arrears_line l JOIN line_balance b ON b.line_id = l.id
                       WHERE l.account_id = a.id AND l.due_date < $3 AND b.balance > 0)
       ON CONFLICT DO NOTHING RETURNING id, account_id, no, rule_version_id),
     tried AS (
       INSERT INTO rule_trial_episode (episode_id, trial_id, contact_unit_id, arm)
       SELECT o.id, $7::uuid, t.contact_unit_id, t.arm FROM opened o JOIN assigned t ON t.account_id = o.account_id),
     logged AS (
       INSERT INTO ledger (at, actor_kind, act, account_id, episode_id, subject_kind, subject_id, detail)
       SELECT $2, 'rule', 'episode_opened', account_id, id, 'episode', id,
              jsonb_build_object('no', no, 'ruleVersionId', rule_version_id) FROM opened)
     SELECT account_id FROM opened`,
    [
      accountIds,
      at,
      dateOf(at),
      trial?.accountIds ?? [],
      trial?.unitIds ?? [],
      trial?.arms ?? [],
      trial?.trialId ?? null,
      trial?.challengerVersionId ?? null,
    ],
  );
  await joinLines(tx, accountIds);
  const opened = rows.map((row) => row.account_id);
  await touchAccounts(tx, opened, 'episode_opened');
  return opened.length;
}

/** Lines owed and in no open episode belong to the account's open one. */
async function joinLines(tx: Queryable, accountIds: readonly string[]): Promise<void> {
  await tx.query(
    `UPDATE arrears_line l SET episode_id = e.id
       FROM episode e, line_balance b
      WHERE l.account_id = ANY($1::uuid[]) AND e.account_id = l.account_id AND e.closed_at IS NULL AND b.line_id = l.id
        AND l.episode_id IS DISTINCT FROM e.id AND b.balance > 0`,
    [accountIds],
  );
}
