import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../prisma/database.ts';

const RETRY_MS = 1_000;
/** Of pg_advisory_lock, which belongs to one database: one gateway an installation. */
const LOCK = 72_707_501;

export interface Singleton {
  /** Aborted when the connection that holds the lock is lost: another process may have it now */
  lost: AbortSignal;
  release(): void;
}

/** Waits until this process alone is the gateway; the lock lives as long as its own connection. Null when `stopping` came first. */
export async function becomeSingleton(db: Database, stopping: AbortSignal): Promise<Singleton | null> {
  while (!stopping.aborted) {
    const singleton = await tryLock(db).catch(() => null); // the database is away: try again
    if (singleton) return singleton;
    await sleep(RETRY_MS, undefined, { signal: stopping }).catch(() => undefined);
  }
  return null;
}

async function tryLock(db: Database): Promise<Singleton | null> {
  const client = await db.connect();
  const lost = new AbortController();
  client.on('error', () => lost.abort());
  client.on('end', () => lost.abort());
  const release = () => client.release(true);
  try {
    const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [LOCK]);
    if (rows[0]?.locked) return { lost: lost.signal, release };
  } catch (error) {
    release();
    throw error;
  }
  release();
  return null;
}
