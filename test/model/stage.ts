import type pg from 'pg';
import { type Books, openBooks } from '../../activities/books.ts';
import { createDatabase, type Database } from '../../prisma/database.ts';
import { testCity } from '../helpers/city.ts';
import type { TestDatabase } from '../helpers/database.ts';
import { paymentsReach } from '../helpers/facts.ts';
import { ownClock } from './clock.ts';
import { countedIds } from './ids.ts';
import type { Broken } from './scenario.ts';
import { Actor, type Backend, type Landmarks, stepped } from './stepper.ts';

export const begins = new Date('2026-11-24T10:00:00+09:00');

/** The city that all plays of a file share, one account each. */
export async function openCity({ db, owner }: TestDatabase): Promise<void> {
  await ownClock(owner);
  await countedIds(owner);
  await testCity(db);
  await paymentsReach(db, 'city_tax', begins);
}

/** Where a scenario is played again and again: connections for each actor, which live longer than the actor. */
export interface Stage {
  owner: pg.Pool;
  db: Database;
  books: Books;
  broken: Broken;
  /** Somebody who works by himself until his first landmark */
  act(name: string, landmarks: Landmarks, work: (db: Database, actor: Actor) => Promise<void>): Promise<Actor>;
  /** Whether they that wait for locks wait for each other */
  isKnotted(): Promise<boolean>;
  close(): Promise<void>;
}

export function openStage({ db, owner, url }: TestDatabase, broken: Broken = {}): Stage {
  const pools = new Map<string, Database>();

  function poolOf(name: string): Database {
    const known = pools.get(name);
    if (known) return known;
    const own = new URL(url);
    own.searchParams.set('application_name', name);
    const pool = createDatabase(own.href, { max: 2 });
    pools.set(name, pool);
    return pool;
  }

  return {
    ...{ db, owner, broken, books: openBooks() },
    act: async (name, landmarks, work) => {
      const actor = new Actor(name, backendOf(owner, name));
      return actor.begin(() => work(stepped(poolOf(name), actor, landmarks, broken.sql), actor));
    },
    async isKnotted() {
      const { rowCount } = await owner.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'
            AND pid IN (SELECT unnest(pg_blocking_pids(pid)) FROM pg_stat_activity WHERE datname = current_database())`,
      );
      return rowCount === 0;
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.end()));
    },
  };
}

function backendOf(owner: pg.Pool, name: string): Backend {
  return {
    async isBlocked() {
      const { rowCount } = await owner.query(
        `SELECT FROM pg_stat_activity a CROSS JOIN unnest(pg_blocking_pids(a.pid)) AS b(pid) JOIN pg_stat_activity holder ON holder.pid = b.pid
          WHERE a.datname = current_database() AND a.application_name = $1
            AND (holder.state = 'idle in transaction' OR cardinality(pg_blocking_pids(holder.pid)) > 0)`,
        [name],
      );
      return rowCount !== 0;
    },
    async cancel() {
      await owner.query(
        `SELECT pg_cancel_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND application_name = $1 AND state = 'active'`,
        [name],
      );
    },
  };
}
