import { heartbeat } from '@temporalio/activity';
import type { Clock } from '../domain/clock.ts';
import { stepAfterMove } from '../domain/rule-move.ts';
import type { Surroundings } from '../domain/simulation/live.ts';
import { type AccountStanding, nextStanding } from '../domain/simulation/next-standing.ts';
import { type Database, transaction } from '../prisma/database.ts';
import { announce } from '../records/event.ts';
import { endItem, finishPreview, type MigrationItem, moveEpisode, storePreview } from '../records/rule-migration.ts';
import type { Books } from './books.ts';
import { loadFacts } from './facts.ts';
import { lockSubject } from './subject.ts';

export interface RuleMigrationDeps {
  db: Database;
  clock: Clock;
  books: Books;
}

export type RuleMigrationActivities = ReturnType<typeof createRuleMigrationActivities>;

const CHUNK = 100;

/** Moving running accounts to another version, for `workflows/rule-migration.ts`. Each step is one account's; a killed one goes on where it was. */
export const createRuleMigrationActivities = (deps: RuleMigrationDeps, beat: () => void = heartbeat) => ({
  /** Does what its state asks for: the preview, or after the approval the moves. */
  async advanceMigration(id: string): Promise<void> {
    const { rows } = await deps.db.query<Migration>(
      `SELECT id, to_version_id AS "toVersionId", receivable_code AS "receivableCode", filter, state FROM rule_migration WHERE id = $1`,
      [id],
    );
    const migration = rows[0];
    if (migration?.state === 'previewing') await preview(deps, migration, beat);
    if (migration?.state === 'approved' || migration?.state === 'moving') await move(deps, migration, beat);
  },
});

interface Migration {
  id: string;
  toVersionId: string;
  receivableCode: string;
  filter: { accountIds?: string[] };
  state: string;
}

/** What each account waits for, and what it would wait for once it had decided under the other version. Nothing is changed. */
async function preview(deps: RuleMigrationDeps, migration: Migration, beat: () => void): Promise<void> {
  const { db } = deps;
  const { rows } = await db.query<{ id: string }>(
    `SELECT e.id FROM episode e JOIN account a ON a.id = e.account_id
      WHERE a.receivable_code = $1 AND e.closed_at IS NULL AND e.rule_version_id <> $2 AND ($3::uuid[] IS NULL OR a.id = ANY($3)) ORDER BY e.id`,
    [migration.receivableCode, migration.toVersionId, migration.filter.accountIds ?? null],
  );
  for (let done = 0; done < rows.length; done += CHUNK) {
    beat();
    const chunk = rows.slice(done, done + CHUNK);
    const now = await deps.clock.now();
    await transaction(db, async (tx) => {
      const items: MigrationItem[] = [];
      for (const { id } of chunk) {
        const item = await previewOf(tx, deps.books, { ...migration, episodeId: id, now });
        if (item) items.push(item);
      }
      await storePreview(tx, migration.id, items);
    });
  }
  await transaction(db, (tx) => finishPreview(tx, migration.id));
}

type Tx = Parameters<typeof loadFacts>[0];

interface Question {
  episodeId: string;
  toVersionId: string;
  now: Date;
}

/** One that cannot be decided about under the other version keeps its own: it would stand still there. */
async function previewOf(
  tx: Tx,
  books: Books,
  { episodeId, toVersionId, now }: Question,
): Promise<MigrationItem | null> {
  const { rows } = await tx.query<Known>(knownStatement, [episodeId]);
  const known = rows[0];
  if (!known) return null;
  const [from, to, calendar] = [
    await books.rules(tx, known.fromVersionId),
    await books.rules(tx, toVersionId),
    await books.calendar(tx),
  ];
  const facts = await loadFacts(tx, episodeId, now);
  const { accountId, fromVersionId, settings, standing } = known;
  const before = decided(facts, { rules: from, settings, calendar }, now) ?? standing;
  const moved = { ...facts, step: stepAfterMove(from, to, facts.step) };
  const after = decided(moved, { rules: to, settings, calendar }, now);
  return { accountId, episodeId, fromVersionId, before, after };
}

/** Null when these facts and rules lead nowhere; whoever decides about the account for good says what is wrong (activities/stuck.ts). */
function decided(...question: Parameters<typeof nextStanding>): AccountStanding | null {
  try {
    return nextStanding(...question);
  } catch {
    return null;
  }
}

interface Known {
  accountId: string;
  fromVersionId: string;
  settings: Surroundings['settings'];
  /** As the last decision left it */
  standing: AccountStanding;
}

const knownStatement = `SELECT a.id AS "accountId", e.rule_version_id AS "fromVersionId", r.settings,
        json_build_object('act', 'wait', 'waiting_for', a.waiting_for, 'step', e.step,
                          'until', to_char(a.until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) AS standing
   FROM episode e JOIN account a ON a.id = e.account_id JOIN receivable r ON r.code = a.receivable_code WHERE e.id = $1 AND e.closed_at IS NULL`;

/** One transaction an account, under its lock; what closed or changed its version since the preview is left out. */
async function move(deps: RuleMigrationDeps, migration: Migration, beat: () => void): Promise<void> {
  const { db } = deps;
  await db.query(`UPDATE rule_migration SET state = 'moving' WHERE id = $1 AND state = 'approved'`, [migration.id]);
  const { rows } = await db.query<{ accountId: string; episodeId: string; fromVersionId: string }>(
    `SELECT account_id AS "accountId", episode_id AS "episodeId", from_version_id AS "fromVersionId" FROM rule_migration_item
      WHERE migration_id = $1 AND state = 'previewed' ORDER BY account_id`,
    [migration.id],
  );
  for (const [index, item] of rows.entries()) {
    if (index % CHUNK === 0) beat();
    const at = await deps.clock.now();
    await transaction(db, (tx) => moveOne(tx, deps.books, { ...migration, at }, item));
    if (index % CHUNK === 0) await announce(db, { noun: 'rule', id: migration.id });
  }
  const at = await deps.clock.now();
  await transaction(db, async (tx) => {
    await tx.query(`UPDATE rule_migration SET state = 'done', finished_at = $2 WHERE id = $1`, [migration.id, at]);
    await announce(tx, { noun: 'rule', id: migration.id });
  });
}

async function moveOne(
  tx: Tx,
  books: Books,
  { id, toVersionId, at }: Migration & { at: Date },
  item: { accountId: string; episodeId: string; fromVersionId: string },
): Promise<void> {
  const subject = await lockSubject(tx, item.episodeId);
  if (!subject || subject.closed) return endItem(tx, id, item.accountId, 'skipped', 'closed', at);
  if (subject.ruleVersionId !== item.fromVersionId)
    return endItem(tx, id, item.accountId, 'skipped', 'version_changed', at);
  const { rows } = await tx.query<{ step: number }>('SELECT step FROM episode WHERE id = $1', [item.episodeId]);
  const step = stepAfterMove(
    await books.rules(tx, item.fromVersionId),
    await books.rules(tx, toVersionId),
    rows[0]!.step,
  );
  await moveEpisode(tx, item, { migrationId: id, accountId: item.accountId, toVersionId, step, at });
}
