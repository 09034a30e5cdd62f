import { beforeAll, expect, test } from '@jest/globals';
import { type Books, openBooks } from '../../activities/books.ts';
import { businessClock } from '../../activities/clock.ts';
import { decideEpisode } from '../../activities/decide.ts';
import { createRuleMigrationActivities } from '../../activities/rule-migration.ts';
import type { RuleSet } from '../../domain/rules.ts';
import { instantAt } from '../../domain/time.ts';
import { createDatabase, transaction } from '../../prisma/database.ts';
import { activateDue } from '../../records/rule-activation.ts';
import { approveVersion, checkVersion, requestApproval } from '../../records/rule-approval.ts';
import { approveMigration, discardMigration, requestMigration } from '../../records/rule-migration.ts';
import { draftLike, editDraft, type RuleActor } from '../../records/rule-version.ts';
import { testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';
import { anAccount, paymentsReach, type SeededAccount } from '../helpers/facts.ts';
import { aSimulation, otherRules } from '../helpers/rules.ts';

const { db, url } = await testDatabase();
const at = instantAt('2026-11-26', '10:00');
const clock = { now: async () => at, offsetMs: async () => 0 };
const books = openBooks();
const { advanceMigration } = createRuleMigrationActivities({ db, clock, books }, () => undefined);
const people = new Map<string, RuleActor>();
let running: SeededAccount[];
let newVersion: string;

const who = (login: string) => people.get(login)!;

function decide({ episodeId }: SeededAccount) {
  return transaction(db, (tx) => decideEpisode(tx, books, { episodeId, workflowNowMs: Number(at), runId: null }));
}

interface Standing {
  account_id: string;
  act: string;
  waiting_for: string | null;
  step: number;
  until: string | null;
}

/** As each account stands after its last decision. */
async function standings(): Promise<Standing[]> {
  const { rows } = await db.query<Omit<Standing, 'until'> & { until: Date | null }>(
    `SELECT a.id AS account_id, 'wait' AS act, a.waiting_for, e.step, a.until FROM account a JOIN episode e ON e.account_id = a.id
      WHERE a.id = ANY($1::uuid[]) ORDER BY a.id`,
    [running.map(({ accountId }) => accountId)],
  );
  return rows.map((row) => ({ ...row, until: row.until?.toISOString() ?? null }));
}

beforeAll(async () => {
  await testCity(db);
  await paymentsReach(db, 'city_tax', instantAt('2026-11-26', '06:00'));
  const { rows } = await db.query<{ id: string; login: string }>('SELECT id, login FROM staff');
  for (const { id, login } of rows) people.set(login, { staffId: id, at });
  running = [];
  // One may be called, one gets a letter, one waits for the term of its 督促状.
  running.push(await anAccount(db, { at, phones: ['0252341234'] }));
  running.push(await anAccount(db, { at, phones: [] }));
  running.push(
    await anAccount(db, { at, lines: [{ dueDate: '2026-10-31', demandDate: '2026-11-20', outstanding: 9_000 }] }),
  );
  for (const account of running) await decide(account);

  const { rows: active } = await db.query<{ id: string; content: RuleSet }>(
    `SELECT id, content FROM rule_version WHERE receivable_code = 'city_tax' AND status = 'active'`,
  );
  const { id: base, content } = active[0]!;
  const evening = content.steps.map((step) => (step.no === 1 ? { ...step, session: 'evening' as const } : step));
  const earlier = instantAt('2026-11-24', '10:00');
  newVersion = await transaction(db, async (tx) => {
    const draft = (await draftLike(tx, { ...who('manager'), at: earlier }, base))!;
    await editDraft(tx, { ...who('manager'), at: earlier }, draft, {
      revision: 1,
      content: { ...content, steps: evening },
    });
    await checkVersion(tx, { ...who('manager'), at: earlier }, draft);
    return draft;
  });
  await aSimulation(db, newVersion, earlier);
  const { rows: hashed } = await db.query<{ content_hash: string }>(
    'SELECT content_hash FROM rule_version WHERE id = $1',
    [newVersion],
  );
  const contentHash = hashed[0]!.content_hash;
  await transaction(db, async (tx) => {
    const asked = { contentHash, effectiveFrom: '2026-11-25', reason: '夜間へ' };
    await requestApproval(tx, { ...who('manager'), at: earlier }, newVersion, asked);
    await approveVersion(tx, { ...who('deputy'), at: earlier }, newVersion, contentHash);
    await activateDue(tx, at);
  });
}, 60_000);

function ask(accountIds?: string[]): Promise<string> {
  return transaction(db, (tx) =>
    requestMigration(tx, who('manager'), { toVersionId: newVersion, accountIds, reason: '夜間へ' }),
  );
}

async function migration(id: string) {
  const { rows } = await db.query<{ state: string; accounts: number; items_hash: string }>(
    'SELECT state, accounts, items_hash FROM rule_migration WHERE id = $1',
    [id],
  );
  return rows[0]!;
}

test('only the active version can be moved to', async () => {
  const { rows } = await db.query<{ id: string }>(`SELECT id FROM rule_version WHERE status = 'retired'`);
  await expect(
    transaction(db, (tx) => requestMigration(tx, who('manager'), { toVersionId: rows[0]!.id, reason: 'x' })),
  ).rejects.toMatchObject({ code: 'not_found' });
});

test('the preview changes nothing, and the approval is a second person’s for what was previewed', async () => {
  const before = await standings();
  const id = await ask();
  await advanceMigration(id);
  const { state, accounts, items_hash } = await migration(id);
  expect([state, accounts]).toEqual(['previewed', 3]);
  expect(await standings()).toEqual(before);
  const approve = (login: string, hash: string) => transaction(db, (tx) => approveMigration(tx, who(login), id, hash));
  await expect(approve('operator1', items_hash)).rejects.toMatchObject({ params: { refusal: 'no_right' } });
  await db.query(`UPDATE staff SET approves_rules = true WHERE login = 'manager'`);
  await expect(approve('manager', items_hash)).rejects.toMatchObject({ params: { refusal: 'own_work' } });
  await expect(approve('deputy', 'another')).rejects.toMatchObject({ code: 'rule_hash' });
  await advanceMigration(id);
  expect(await standings()).toEqual(before);
  await transaction(db, (tx) => discardMigration(tx, who('manager'), id));
  await expect(approve('deputy', items_hash)).rejects.toMatchObject({ code: 'already_done' });
  const { rows } = await db.query('SELECT act FROM ledger WHERE subject_id = $1 ORDER BY id', [id]);
  expect(rows).toEqual([{ act: 'migration_requested' }, { act: 'migration_discarded' }]);
});

test('the timers that were listed are the timers that move, and what changed since is left out', async () => {
  const id = await ask();
  await advanceMigration(id);
  const { rows: items } = await db.query<{ account_id: string; after: Omit<Standing, 'account_id'> }>(
    'SELECT account_id, after FROM rule_migration_item WHERE migration_id = $1 ORDER BY account_id',
    [id],
  );
  const { items_hash } = await migration(id);
  await transaction(db, (tx) => approveMigration(tx, who('deputy'), id, items_hash));
  const gone = running[2]!;
  await db.query(`UPDATE episode SET closed_at = $2, close_reason = 'settled' WHERE id = $1`, [gone.episodeId, at]);
  await advanceMigration(id);
  expect(await migration(id)).toMatchObject({ state: 'done' });
  const { rows } = await db.query<{ account_id: string; state: string; skip_reason: string | null }>(
    'SELECT account_id, state, skip_reason FROM rule_migration_item WHERE migration_id = $1',
    [id],
  );
  const stateOf = ({ accountId }: SeededAccount) => rows.find(({ account_id }) => account_id === accountId);
  expect(running.map(stateOf)).toMatchObject([
    { state: 'moved' },
    { state: 'moved' },
    { state: 'skipped', skip_reason: 'closed' },
  ]);

  const { rows: touched } = await db.query<{ id: string }>(
    'SELECT id FROM account WHERE fact_version > decided_version AND id = ANY($1::uuid[])',
    [running.map(({ accountId }) => accountId)],
  );
  expect(touched).toHaveLength(2);
  for (const account of running.slice(0, 2)) await decide(account);
  const moved = (await standings()).filter(({ account_id }) => account_id !== gone.accountId);
  const listed = items
    .filter(({ account_id }) => account_id !== gone.accountId)
    .map(({ account_id, after }) => ({ account_id, ...after }));
  expect(moved).toEqual(listed);
  const { rows: versions } = await db.query<{ rule_version_id: string }>(
    'SELECT rule_version_id FROM episode WHERE id = ANY($1::uuid[])',
    [running.slice(0, 2).map(({ episodeId }) => episodeId)],
  );
  expect(versions.map(({ rule_version_id }) => rule_version_id)).toEqual([newVersion, newVersion]);
});

test('one that is killed between two accounts goes on where it was and moves nobody twice', async () => {
  const accounts = [await anAccount(db, { at, phones: ['0252341235'] }), await anAccount(db, { at, phones: [] })];
  const target = await otherRules(db, 'city_tax', { restAfterHold: 4 });
  const id = await transaction(db, (tx) =>
    requestMigration(tx, who('manager'), {
      toVersionId: target,
      accountIds: accounts.map(({ accountId }) => accountId),
      reason: '休みを延ばす',
    }),
  );
  await advanceMigration(id);
  const { items_hash } = await migration(id);
  await transaction(db, (tx) => approveMigration(tx, who('deputy'), id, items_hash));

  let asked = 0;
  const dying = {
    ...clock,
    async now() {
      if ((asked += 1) > 1) throw new Error('killed');
      return at;
    },
  };
  await expect(
    createRuleMigrationActivities({ db, clock: dying, books }, () => undefined).advanceMigration(id),
  ).rejects.toThrow('killed');
  const moved = async () =>
    (await db.query(`SELECT FROM ledger WHERE act = 'rule_moved' AND detail->>'migration' = $1`, [id])).rowCount;
  expect([(await migration(id)).state, await moved()]).toEqual(['moving', 1]);
  await advanceMigration(id);
  await advanceMigration(id);
  expect([(await migration(id)).state, await moved()]).toEqual(['done', 2]);
});

test('an account that cannot be decided about under the other version is listed and keeps its own', async () => {
  const account = await anAccount(db, { at, phones: ['0252341236'] });
  const target = await otherRules(db, 'city_tax', { restAfterHold: 3 });
  const broken: Books = {
    ...books,
    async rules(tx, versionId) {
      const { seasonMonths, ...others } = await books.rules(tx, versionId);
      return versionId === target ? (others as RuleSet) : { ...others, seasonMonths }; // as of before there were seasons
    },
  };
  const id = await transaction(db, (tx) =>
    requestMigration(tx, who('manager'), { toVersionId: target, accountIds: [account.accountId], reason: '試す' }),
  );
  await createRuleMigrationActivities({ db, clock, books: broken }, () => undefined).advanceMigration(id);
  const { rows } = await db.query('SELECT state, skip_reason FROM rule_migration_item WHERE migration_id = $1', [id]);
  expect([(await migration(id)).state, rows]).toEqual([
    'previewed',
    [{ state: 'skipped', skip_reason: 'undecidable' }],
  ]);
});

test('asks for no second connection while it holds one: a pool of one is enough', async () => {
  const own = createDatabase(url, { max: 1 });
  const account = await anAccount(db, { at, phones: [] });
  const target = await otherRules(db, 'city_tax', { restAfterHold: 2 });
  const { advanceMigration: advance } = createRuleMigrationActivities(
    { db: own, clock: businessClock(own, () => Number(at)), books },
    () => undefined,
  );
  const id = await transaction(db, (tx) =>
    requestMigration(tx, who('manager'), { toVersionId: target, accountIds: [account.accountId], reason: '試す' }),
  );
  await advance(id);
  const { items_hash } = await migration(id);
  await transaction(db, (tx) => approveMigration(tx, who('deputy'), id, items_hash));
  await advance(id);
  expect(await migration(id)).toMatchObject({ state: 'done' });
  await own.end();
});
