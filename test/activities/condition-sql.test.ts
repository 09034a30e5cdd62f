import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openBooks } from '../../activities/books.ts';
import { accountsWhere, countWhere } from '../../activities/condition-sql.ts';
import { loadFacts } from '../../activities/facts.ts';
import { defaultRules } from '../../domain/default-rules.ts';
import { holds } from '../../domain/plan/condition.ts';
import { type Context, contextOf } from '../../domain/plan/context.ts';
import type { ReceivableSettings } from '../../domain/receivable.ts';
import type { Condition } from '../../domain/rules.ts';
import { instantAt } from '../../domain/time.ts';
import { testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';
import { randomBook } from '../helpers/random-book.ts';
import { conditions } from '../helpers/random-rules.ts';

const { db, owner } = await testDatabase();
const now = instantAt('2026-11-25', '10:00');
const ACCOUNTS = 300;
const BATCH = 250;

let book: { accountId: string; context: Context }[];

beforeAll(async () => {
  await testCity(db);
  await randomBook(owner, ACCOUNTS, now);
  book = await contextsOf();
});

async function contextsOf() {
  const { rows } = await db.query<{ id: string; settings: ReceivableSettings }>(
    'SELECT e.id, r.settings FROM episode e JOIN account a ON a.id = e.account_id JOIN receivable r ON r.code = a.receivable_code',
  );
  const calendar = await openBooks().calendar(db);
  const contexts = [];
  for (const { id, settings } of rows) {
    const facts = await loadFacts(db, id, now);
    contexts.push({
      accountId: facts.accountId,
      context: contextOf(facts, defaultRules('city_tax'), settings, calendar, now),
    });
  }
  return contexts;
}

function accountsInMemory(condition: Condition): string[] {
  return book
    .filter(({ context }) => holds(context, condition))
    .map(({ accountId }) => accountId)
    .toSorted();
}

test('the evaluator and SQL select as many accounts, for thousands of random conditions', async () => {
  let selective = 0;
  for (const drawn of batches(fc.sample(conditions, 2_000))) {
    const counts = await countWhere(db, 'city_tax', now, drawn);
    const inMemory = drawn.map((condition) => accountsInMemory(condition).length);
    for (const [index, condition] of drawn.entries()) {
      if (counts[index] !== inMemory[index])
        throw new Error(`${counts[index]} in SQL, ${inMemory[index]} in memory: ${JSON.stringify(condition)}`);
      if (counts[index]! > 0 && counts[index]! < ACCOUNTS) selective += 1;
    }
  }
  expect(selective).toBeGreaterThan(500);
});

test('and they are the same accounts', async () => {
  await fc.assert(
    fc.asyncProperty(conditions, async (condition) => {
      expect(await accountsWhere(db, 'city_tax', now, condition)).toEqual(accountsInMemory(condition));
    }),
    { numRuns: 40, examples: [[{ field: 'broken_promises', op: '>=', value: 1 }]] },
  );
});

test('another receivable has none of them', async () => {
  expect(await countWhere(db, 'health', now, [{ field: 'calls', op: '>=', value: 0 }])).toEqual([0]);
});

function batches(all: readonly Condition[]): Condition[][] {
  return Array.from({ length: Math.ceil(all.length / BATCH) }, (_, index) =>
    all.slice(index * BATCH, (index + 1) * BATCH),
  );
}
