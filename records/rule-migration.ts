import { createHash } from 'node:crypto';
import { problem } from '../domain/problem.ts';
import { dateOf } from '../domain/time.ts';
import type { AccountStanding } from '../domain/simulation/next-standing.ts';
import type { Queryable } from '../prisma/database.ts';
import { touchAccounts } from './account.ts';
import { announce } from './event.ts';
import { appendLedger } from './ledger.ts';
import { type RuleActor, versionFor } from './rule-version.ts';

export interface NewMigration {
  toVersionId: string;
  /** All of the receivable's running accounts when left out */
  accountIds?: readonly string[] | undefined;
  reason: string;
}

/** A move of running accounts to the active version, to be previewed by its workflow (G4). Throws `not_found` for any other version. */
export async function requestMigration(tx: Queryable, actor: RuleActor, asked: NewMigration): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO rule_migration (receivable_code, to_version_id, filter, reason, requested_by, requested_at)
     SELECT receivable_code, id, $2, $3, $4, $5 FROM rule_version WHERE id = $1 AND status = 'active' RETURNING id`,
    [
      asked.toVersionId,
      JSON.stringify(asked.accountIds ? { accountIds: asked.accountIds } : {}),
      asked.reason,
      actor.staffId,
      actor.at,
    ],
  );
  const id = rows[0]?.id;
  if (!id) throw problem('not_found');
  await log(tx, actor, 'migration_requested', id, { toVersionId: asked.toVersionId });
  await announce(tx, { noun: 'rule', id });
  return id;
}

export interface MigrationItem {
  accountId: string;
  episodeId: string;
  fromVersionId: string;
  before: AccountStanding;
  /** Null: it cannot be decided about under the other version and keeps its own */
  after: AccountStanding | null;
}

/** Repeating it replaces what an attempt that was cut off has stored. */
export async function storePreview(tx: Queryable, id: string, items: readonly MigrationItem[]): Promise<void> {
  await tx.query(
    `INSERT INTO rule_migration_item (migration_id, account_id, episode_id, from_version_id, before, after, state, skip_reason)
     SELECT $1, (i->>'accountId')::uuid, (i->>'episodeId')::uuid, (i->>'fromVersionId')::uuid, i->'before',
            COALESCE(NULLIF(i->'after', 'null'), i->'before'), CASE WHEN i->'after' = 'null' THEN 'skipped' ELSE 'previewed' END,
            CASE WHEN i->'after' = 'null' THEN 'undecidable' END
       FROM jsonb_array_elements($2::jsonb) AS t(i) ON CONFLICT (migration_id, account_id)
     DO UPDATE SET episode_id = EXCLUDED.episode_id, from_version_id = EXCLUDED.from_version_id, before = EXCLUDED.before, after = EXCLUDED.after,
                   state = EXCLUDED.state, skip_reason = EXCLUDED.skip_reason`,
    [id, JSON.stringify(items)],
  );
}

/** The preview is whole: its hash is what an approver approves. */
export async function finishPreview(tx: Queryable, id: string): Promise<void> {
  const { rows } = await tx.query<{ line: string }>(
    `SELECT concat_ws(' ', account_id, from_version_id, before, after) AS line FROM rule_migration_item WHERE migration_id = $1 ORDER BY account_id`,
    [id],
  );
  const hash = createHash('sha256')
    .update(rows.map(({ line }) => line).join('\n'))
    .digest('hex');
  await tx.query(
    `UPDATE rule_migration SET state = 'previewed', accounts = $2, items_hash = $3 WHERE id = $1 AND state = 'previewing'`,
    [id, rows.length, hash],
  );
  await announce(tx, { noun: 'rule', id });
}

/** By a second person with the approval right, for what was previewed. */
export async function approveMigration(tx: Queryable, actor: RuleActor, id: string, itemsHash: string): Promise<void> {
  const migration = await lockPreviewed(tx, id);
  const version = await versionFor(tx, migration.to_version_id, actor.staffId);
  if (!version?.person.mayApprove) throw problem('rule_refused', { refusal: 'no_right' });
  if (migration.requested_by === actor.staffId) throw problem('rule_refused', { refusal: 'own_work' });
  if (version.status !== 'active') throw problem('rule_refused', { refusal: 'base_changed' });
  if (migration.items_hash !== itemsHash) throw problem('rule_hash');
  await tx.query(`UPDATE rule_migration SET state = 'approved', approver_id = $2, approved_at = $3 WHERE id = $1`, [
    id,
    actor.staffId,
    actor.at,
  ]);
  await log(tx, actor, 'migration_approved', id, { itemsHash });
  await announce(tx, { noun: 'rule', id });
}

/** Given up before anything moved. */
export async function discardMigration(tx: Queryable, actor: RuleActor, id: string): Promise<void> {
  await lockPreviewed(tx, id);
  await tx.query(`UPDATE rule_migration SET state = 'discarded' WHERE id = $1`, [id]);
  await log(tx, actor, 'migration_discarded', id, {});
  await announce(tx, { noun: 'rule', id });
}

export interface Move {
  migrationId: string;
  accountId: string;
  toVersionId: string;
  /** The line to go on from */
  step: number;
  at: Date;
}

/** Under the account's lock: the episode follows the other version, its workflow decides again. */
export async function moveEpisode(
  tx: Queryable,
  item: { episodeId: string; fromVersionId: string },
  move: Move,
): Promise<void> {
  await tx.query('UPDATE episode SET rule_version_id = $2, step = $3 WHERE id = $1', [
    item.episodeId,
    move.toVersionId,
    move.step,
  ]);
  await appendLedger(tx, {
    at: move.at,
    actor: { kind: 'rule' },
    act: 'rule_moved',
    accountId: move.accountId,
    episodeId: item.episodeId,
    subject: { kind: 'rule_version', id: move.toVersionId },
    detail: { from: item.fromVersionId, step: move.step, migration: move.migrationId, date: dateOf(move.at) },
  });
  await touchAccounts(tx, [move.accountId], 'rule_moved');
  await endItem(tx, move.migrationId, move.accountId, 'moved', null, move.at);
}

export async function endItem(
  tx: Queryable,
  migrationId: string,
  accountId: string,
  state: 'moved' | 'skipped',
  skipReason: 'closed' | 'version_changed' | null,
  at: Date,
): Promise<void> {
  await tx.query(
    'UPDATE rule_migration_item SET state = $3, skip_reason = $4, moved_at = $5 WHERE migration_id = $1 AND account_id = $2',
    [migrationId, accountId, state, skipReason, state === 'moved' ? at : null],
  );
}

async function lockPreviewed(tx: Queryable, id: string) {
  const { rows } = await tx.query<{ state: string; to_version_id: string; requested_by: string; items_hash: string }>(
    'SELECT state, to_version_id, requested_by, items_hash FROM rule_migration WHERE id = $1 FOR UPDATE',
    [id],
  );
  const migration = rows[0];
  if (!migration) throw problem('not_found');
  if (migration.state !== 'previewed') throw problem('already_done');
  return migration;
}

function log(
  tx: Queryable,
  { staffId, at }: RuleActor,
  act: 'migration_requested' | 'migration_approved' | 'migration_discarded',
  id: string,
  detail: Record<string, unknown>,
): Promise<number> {
  return appendLedger(tx, {
    at,
    actor: { kind: 'staff', id: staffId },
    act,
    subject: { kind: 'rule_migration', id },
    detail,
  });
}
