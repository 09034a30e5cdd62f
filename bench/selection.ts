import { openBooks } from '../activities/books.ts';
import { accountsWhere } from '../activities/condition-sql.ts';
import { loadManyFacts } from '../activities/facts.ts';
import type { Calendar } from '../domain/calendar.ts';
import { defaultRules } from '../domain/default-rules.ts';
import { holds } from '../domain/plan/condition.ts';
import { contextOf } from '../domain/plan/context.ts';
import type { Condition } from '../domain/rules.ts';
import type { Database } from '../prisma/database.ts';
import { receivables } from '../prisma/reference/book.ts';
import { firstSettings } from '../prisma/reference/settings.ts';
import type { Figure } from './figure.ts';
import { BOOK_NOW, bookOf } from './random-book.ts';
import { inRounds } from './rounds.ts';

const CHUNK = 250;

/** What the table's SMS line asks, and an amount: five of the book's tables. */
const condition: Condition = {
  all: [
    { field: 'has_mobile', is: true },
    { field: 'misses', op: '>=', value: 1 },
    {
      any: [
        { field: 'letters_handed_over', op: '>=', value: 1 },
        { field: 'amount', op: '>=', value: 50_000 },
      ],
    },
  ],
};

/** P11s: whom a condition selects. */
export const selection: Figure = {
  id: 'P11s',
  what: 'accounts that a condition selects in SQL (the whole book in one statement) beside evaluating the same tree in memory over facts loaded in chunks; the same accounts',
  unit: 'accounts/s',
  goal: '≥ 1.0',
  usual: { rounds: 3, items: 20_000 },

  async measure(size, closing) {
    const db = await bookOf(closing, size.items);
    const calendar = await openBooks().calendar(db);
    const selected = { ours: -1, peer: -2 };

    async function ours(): Promise<number> {
      const from = performance.now();
      selected.ours = (await accountsWhere(db, 'city_tax', BOOK_NOW, condition)).length;
      return (size.items * 1_000) / (performance.now() - from);
    }

    async function peer(): Promise<number> {
      const from = performance.now();
      selected.peer = await selectInMemory(db, calendar);
      return (size.items * 1_000) / (performance.now() - from);
    }

    const pair = await inRounds('P11s', size, ours, peer);
    if (selected.peer !== selected.ours) throw new Error(`${selected.ours} in SQL, ${selected.peer} in memory`);
    return pair;
  },
};

async function selectInMemory(db: Database, calendar: Calendar): Promise<number> {
  const settings = firstSettings(receivables[0]);
  const rules = defaultRules('city_tax');
  const { rows } = await db.query<{ id: string }>('SELECT id FROM episode WHERE closed_at IS NULL ORDER BY id');
  let selected = 0;
  for (let done = 0; done < rows.length; done += CHUNK) {
    const ids = rows.slice(done, done + CHUNK).map(({ id }) => id);
    for (const facts of await loadManyFacts(db, ids, BOOK_NOW)) {
      if (holds(contextOf(facts, rules, settings, calendar, BOOK_NOW), condition)) selected += 1;
    }
  }
  return selected;
}
