import { sessionRecord } from '../domain/answer-rate.ts';
import type { AccountFacts, PhoneFact } from '../domain/facts.ts';
import { dateOf } from '../domain/time.ts';
import type { Queryable } from '../prisma/database.ts';
import { factsStatement, manyFactsStatement } from './facts-statement.ts';

/** The facts of one episode's account in one snapshot, as `plan` and the gate read them. `now` is business time. */
export async function loadFacts(tx: Queryable, episodeId: string, now: Date): Promise<AccountFacts> {
  const { rows } = await tx.query<{ facts: string }>({
    name: 'account_facts', // prepared once a connection: planning it costs more than running it
    text: factsStatement,
    values: [episodeId, now, dateOf(now)],
  });
  const row = rows[0];
  if (!row) throw new Error(`No episode ${episodeId}`);
  return readFacts(row.facts);
}

/** The same for many episodes; those that are gone are left out. */
export async function loadManyFacts(db: Queryable, episodeIds: readonly string[], now: Date): Promise<AccountFacts[]> {
  return (await loadManyTexts(db, episodeIds, now)).map(readFacts);
}

/** As the database's text of them, which travels to a thread as it is. */
export async function loadManyTexts(db: Queryable, episodeIds: readonly string[], now: Date): Promise<string[]> {
  const { rows } = await db.query<{ facts: string }>({
    name: 'many_account_facts',
    text: manyFactsStatement,
    values: [episodeIds, now, dateOf(now)],
  });
  return rows.map(({ facts }) => facts);
}

/** As the statement writes them: the sessions' records are sums of the hours'. */
type Written = Omit<AccountFacts, 'phones'> & { phones: Omit<PhoneFact, 'record'>[] };

export function readFacts(text: string): AccountFacts {
  const facts = JSON.parse(text) as Written;
  reviveInstants(facts);
  return { ...facts, phones: facts.phones.map((phone) => ({ ...phone, record: sessionRecord(phone.hours) })) };
}

/** `…At`, `…AsOf` and `notBefore` hold epoch milliseconds, or lists of them. A walk: JSON.parse would ask its reviver about every value. */
function reviveInstants(holder: object): void {
  const values = holder as Record<string, unknown>;
  for (const key in values) {
    const value = values[key];
    if (typeof value === 'number') {
      if (isInstant(key)) values[key] = new Date(value);
    } else if (Array.isArray(value)) {
      if (isInstant(key)) values[key] = value.map((instant: number) => new Date(instant));
      else for (const item of value as unknown[]) if (isObject(item)) reviveInstants(item);
    } else if (isObject(value)) reviveInstants(value);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isInstant(key: string): boolean {
  return key === 'at' || key === 'notBefore' || key.endsWith('At') || key.endsWith('AsOf');
}
