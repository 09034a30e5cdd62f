import pg from 'pg';
import { faultPoint } from '../fault-point.ts';

export type Database = pg.Pool;
/** A connection inside a transaction. */
export type Tx = pg.PoolClient;
/** Both of them: what one statement needs. */
export type Queryable = Pick<pg.ClientBase, 'query'>;

const { builtins } = pg.types;

/** Dates stay ISO strings of Asia/Tokyo, counts and ids of int8 become numbers; only for this pool. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => {
    if (oid === builtins.DATE) return (text: string) => text;
    if (oid === builtins.INT8) return Number;
    return pg.types.getTypeParser(oid, format) as (text: string) => unknown;
  },
};

/** A new connection plans each prepared statement anew, five times over: more work than dozens of decisions. Ten seconds is pg's own. */
const IDLE_MS = 10 * 60_000;

export interface DatabaseOptions {
  /** Connections at most */
  max?: number;
  /** What a person waits for an answer of a database that is silent; without it a statement may take as long as it takes */
  patienceMs?: number;
}

const CONNECT_MS = 30_000;
/** Locks of a machine that lost its power or network are free after a minute, not after the two hours of TCP. */
const session = ['role=oshirase_app', 'tcp_keepalives_idle=30', 'tcp_keepalives_interval=10', 'tcp_keepalives_count=3'];

/** A pool whose every connection is the application's role, which may not change what is append-only (design.md § Ledger). */
export function createDatabase(url: string, { max = 10, patienceMs }: DatabaseOptions = {}): Database {
  const pool = new pg.Pool({
    ...{
      connectionString: url,
      max,
      types,
      options: session.map((setting) => `-c ${setting}`).join(' '),
      idleTimeoutMillis: IDLE_MS,
    },
    ...{ connectionTimeoutMillis: patienceMs ?? CONNECT_MS, keepAlive: true, keepAliveInitialDelayMillis: CONNECT_MS },
    ...(patienceMs === undefined ? {} : { query_timeout: patienceMs }),
  });
  // A lost connection, idle or in a transaction, is told by the next statement on it; without listeners it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Commits what `work` did, or undoes all of it when it throws. */
export async function transaction<Result>(db: Database, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return within(db, 'COMMIT', work);
}

/** Does the work and undoes it: for previews that must be true to the last fact. */
export async function rollback<Result>(db: Database, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return within(db, 'ROLLBACK', work);
}

async function within<Result>(
  db: Database,
  end: 'COMMIT' | 'ROLLBACK',
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  const tx = await db.connect();
  let broken: Error | undefined;
  try {
    await tx.query('BEGIN');
    const result = await work(tx);
    faultPoint('transaction.before_commit');
    await tx.query(end);
    faultPoint('transaction.committed');
    return result;
  } catch (error) {
    await tx.query('ROLLBACK').catch((lost: Error) => (broken = lost));
    throw error;
  } finally {
    tx.release(broken);
  }
}
