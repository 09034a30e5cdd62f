import { env } from '../env.ts';
import { createDatabase, type Database } from '../prisma/database.ts';
import type { City } from '../test/sim/city/city.ts';
import { loadDemoCity } from '../test/sim/city/load.ts';

export const DEMO_SEED = 1;

/** The invented city, its files sent through the intake the first time. */
export async function loadCity(databaseUrl: string): Promise<City> {
  const db = createDatabase(databaseUrl);
  try {
    return await openCity(db);
  } finally {
    await db.end();
  }
}

/** The same city in another process: what is loaded already is only remembered. */
export function openCity(db: Database): Promise<City> {
  return loadDemoCity({ db, seed: DEMO_SEED, debtors: env.DEMO_DEBTORS, say: (words) => console.log(words) });
}
