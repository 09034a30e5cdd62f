import { randomBytes } from 'node:crypto';
import { createDatabase, transaction } from './database.ts';
import { migrate } from './migrate.ts';
import { loadReference } from './reference.ts';

export interface InstallationKind {
  demo: boolean;
  /** A demo's people and their luck */
  seed?: number;
}

/**
 * Brings a database to this version of the program, with its reference data, and makes it an installation of that kind unless it is one
 * already. Returns the migrations applied. May be repeated.
 */
export async function prepareInstallation(url: string, { demo, seed }: InstallationKind): Promise<string[]> {
  const applied = await migrate(url);
  const db = createDatabase(url, { max: 1 });
  try {
    await transaction(db, async (tx) => {
      await tx.query('INSERT INTO installation (id, demo, demo_seed) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
        `${demo ? 'demo' : 'city'}-${randomBytes(4).toString('hex')}`,
        demo,
        seed,
      ]);
      const { rows } = await tx.query<{ demo: boolean }>('SELECT demo FROM installation');
      await loadReference(tx, { demo: rows[0]?.demo === true });
    });
  } finally {
    await db.end();
  }
  return applied;
}
