import { type AnchorPort, fileAnchor } from '../activities/seal/anchor.ts';
import { env } from '../env.ts';
import { createDatabase, type Database } from '../prisma/database.ts';
import { Advice } from '../setup/advice.ts';
import { ownPostgres } from './own-postgres.ts';

export interface OpenLedger {
  db: Database;
  installation: string;
  anchors: AnchorPort[];
  close(): Promise<void>;
}

/** The ledger of DATABASE_URL, else of the data folder's own database, which is started for a while if it was stopped. */
export async function openLedger(): Promise<OpenLedger> {
  const own = env.DATABASE_URL ? null : await ownPostgres();
  const db = createDatabase(own?.url ?? env.DATABASE_URL ?? '', { max: 3 });
  const close = async () => {
    await db.end();
    await own?.leave();
  };
  try {
    const { rows } = await db.query<{ id: string }>('SELECT id FROM installation');
    if (!rows[0]) throw new Advice('この DB には導入情報がありません。', 'This database holds no installation.');
    return { db, installation: rows[0].id, anchors: [fileAnchor(env.ANCHOR_DIR, rows[0].id)], close };
  } catch (error) {
    await close();
    throw error;
  }
}
