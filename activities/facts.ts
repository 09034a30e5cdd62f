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
  return read(row.facts);
}

/** The same for many episodes; those that are gone are left out. */
export async function loadManyFacts(db: Queryable, episodeIds: readonly string[], now: Date): Promise<AccountFacts[]> {
  const { rows } = await db.query<{ facts: string }>({
    name: 'many_account_facts',
    text: manyFactsStatement,
    values: [episodeIds, now, dateOf(now)],
  });
  return rows.map(({ facts }) => read(facts));
}

/** As the statement writes them: the sessions' records are sums of the hours'. */
type Written = Omit<AccountFacts, 'phones'> & { phones: Omit<PhoneFact, 'record'>[] };

function read(text: string): AccountFacts {
  const facts = JSON.parse(text, reviveInstants) as Written;
  return { ...facts, phones: facts.phones.map((phone) => ({ ...phone, record: sessionRecord(phone.hours) })) };
}

/** `…At`, `…AsOf` and `notBefore` hold epoch milliseconds, or lists of them. Most values are neither; their names are not looked at. */
function reviveInstants(key: string, value: unknown): unknown {
  if (typeof value === 'number') return isInstant(key) ? new Date(value) : value;
  return Array.isArray(value) && isInstant(key) ? value.map((instant: number) => new Date(instant)) : value;
}

function isInstant(key: string): boolean {
  return key === 'at' || key === 'notBefore' || key.endsWith('At') || key.endsWith('AsOf');
}
