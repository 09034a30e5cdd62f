import { randomBytes } from 'node:crypto';
import { createDatabase, transaction } from '../prisma/database.ts';
import { migrate } from '../prisma/migrate.ts';
import { loadReference } from '../prisma/reference.ts';
import { say } from '../setup/say.ts';

export const DEMO_SEED = 1;

/** Brings the database to this version of the program and makes it a demo installation, once. */
export async function prepareDatabase(url: string): Promise<void> {
  const applied = await migrate(url);
  if (applied.length > 0) say('データベースを用意しました', `applied ${applied.join(', ')}`);
  const db = createDatabase(url);
  try {
    await transaction(db, async (tx) => {
      await tx.query('INSERT INTO installation (id, demo, demo_seed) VALUES ($1, true, $2) ON CONFLICT DO NOTHING', [
        `demo-${randomBytes(4).toString('hex')}`,
        DEMO_SEED,
      ]);
      const { rows } = await tx.query<{ demo: boolean }>('SELECT demo FROM installation');
      await loadReference(tx, { demo: rows[0]?.demo === true });
    });
  } finally {
    await db.end();
  }
}
