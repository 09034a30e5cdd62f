import type { Database } from '../../prisma/database.ts';
import { transaction } from '../../prisma/database.ts';
import { loadReference } from '../../prisma/reference.ts';

/** An installation with its reference data and the demo's staff, and nobody who owes anything. */
export async function testCity(db: Database, installation = 'test'): Promise<void> {
  await transaction(db, async (tx) => {
    await tx.query('INSERT INTO installation (id, demo) VALUES ($1, true)', [installation]);
    await loadReference(tx, { demo: true });
  });
}

/** The id of a demo person, 'operator1' … */
export async function staffId(db: Database, login: string): Promise<string> {
  const { rows } = await db.query<{ id: string }>('SELECT id FROM staff WHERE login = $1', [login]);
  const row = rows[0];
  if (!row) throw new Error(`No staff ${login}`);
  return row.id;
}
