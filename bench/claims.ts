import { instantAt } from '../domain/time.ts';
import { createDatabase, type Database } from '../prisma/database.ts';
import { claimNext, type Lease } from '../records/lease.ts';
import { operators } from '../test/helpers/queue.ts';
import { openBook, seedDebts } from './book.ts';
import type { Figure } from './figure.ts';
import { openGraphile } from './peers/graphile.ts';
import { inRounds } from './rounds.ts';
import { ownDatabase, temporaryFolder } from './servers.ts';

const NOW = instantAt('2026-09-01', '10:00');
const ROUND_MS = 2_000;

/** P3: the queue of a full book when all nine people of a centre press at once. */
export const claims = claimsOf({ id: 'P3', hands: 9, goal: '≥ 1.0' });

/** P3h: the same under more hands than a centre has, where they get in each other's way. */
export const crowdedClaims = claimsOf({ id: 'P3h', hands: 20, goal: 'none' });

/** `hands` press at once with a connection each, beside as many workers with a connection each. */
function claimsOf({ id, hands, goal }: { id: string; hands: number; goal: string }): Figure {
  return {
    ...{ id, goal },
    what: `claims of 次の案件 (next task of a full book, its home leased so that nobody else may ring there, ledger row; ${hands} operators press at once) beside ${hands} graphile-workers fetching and completing empty jobs; ${hands} connections each, no batches`,
    unit: 'claims/s',
    usual: { rounds: 5, items: 20_000 },

    async measure(size, closing) {
      const folder = await temporaryFolder(closing);
      const { db, url } = await ownDatabase(closing, folder);
      await fillBook(db, size.items);
      const graphile = await openGraphile(closing, url, hands);
      await graphile.fill(size.items);
      const staff = await operators(db, hands);
      const desks = createDatabase(url, { max: hands });
      closing.defer(() => desks.end());

      async function peer(): Promise<number> {
        const perSecond = await graphile.work(ROUND_MS);
        await graphile.fill(Math.ceil((perSecond * ROUND_MS) / 1_000));
        return perSecond;
      }

      return inRounds(id, size, () => pressing(db, desks, staff, size.items / 2), peer);
    },
  };
}

/** Claims a second: all press 次の案件 at once; when each has a case, the cases are ended, which is not counted. */
async function pressing(db: Database, desks: Database, staff: readonly string[], atMost: number): Promise<number> {
  let [claimed, spent] = [0, 0];
  while (spent < ROUND_MS && claimed < atMost) {
    const from = performance.now();
    const leases = await Promise.all(
      staff.map((staffId) => claimNext(desks, { staffId, now: NOW, today: '2026-09-01', session: 'weekday' })),
    );
    spent += performance.now() - from;
    const held = leases.filter((lease) => lease !== null);
    if (held.length === 0) throw new Error('The book is empty: measure with more items');
    claimed += held.length;
    await endAll(db, held);
  }
  await refill(db);
  return (claimed * 1_000) / spent;
}

async function endAll(db: Database, leases: readonly Lease[]): Promise<void> {
  await db.query(
    `WITH done AS (UPDATE task SET state = 'done', ended_at = $2 WHERE id = ANY($1::uuid[]) RETURNING contact_unit_id)
     UPDATE contact_unit SET lease_holder = NULL, lease_claim_id = NULL, lease_task_id = NULL, lease_phase = NULL, lease_since = NULL,
            lease_until = NULL FROM done WHERE id = contact_unit_id`,
    [leases.map((lease) => lease.taskId), NOW],
  );
}

async function fillBook(db: Database, count: number): Promise<void> {
  const debts = await seedDebts(db, count, NOW);
  await openBook(db, debts, NOW);
  await db.query(
    `INSERT INTO task (kind, account_id, episode_id, contact_unit_id, receivable_code, step, session, priority, not_before, created_at,
                       best_band)
     SELECT 'call', a.id, e.id, d.contact_unit_id, a.receivable_code, 1, 'any', (random() * 100)::integer, $1, $1, (ARRAY[NULL, 9, 11, 13])[1 + floor(random() * 4)]
       FROM account a JOIN episode e ON e.account_id = a.id JOIN debtor d ON d.id = a.debtor_id`,
    [NOW],
  );
  await db.query('ANALYZE');
}

async function refill(db: Database): Promise<void> {
  await db.query(
    `UPDATE task SET state = 'open', ended_at = NULL, end_reason = NULL, ended_by = NULL WHERE state = 'done'`,
  );
}
