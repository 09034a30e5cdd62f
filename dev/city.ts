import { env } from '../env.ts';
import { createDatabase } from '../prisma/database.ts';
import { loadDemoCity } from '../test/sim/city/load.ts';

export const DEMO_SEED = 1;

/** Sends the invented city's files through the intake, once. */
export async function loadCity(databaseUrl: string): Promise<void> {
  const db = createDatabase(databaseUrl);
  try {
    await loadDemoCity({ db, seed: DEMO_SEED, debtors: env.DEMO_DEBTORS, say: (words) => console.log(words) });
  } finally {
    await db.end();
  }
}
