import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { env } from '../env.ts';
import { keptPostgres } from './kept-postgres.ts';

const PATIENCE_MS = 60_000;

/** Has a working server keep its log up to now. One that is stopped or gone leaves its last segments on the disk. */
export async function flushLog(): Promise<void> {
  const client = await connected();
  if (!client) return;
  try {
    const { rows } = await client.query<{ wal: string }>('SELECT pg_walfile_name(pg_switch_wal()) AS wal');
    for (const limit = Date.now() + PATIENCE_MS; Date.now() < limit; await sleep(200)) {
      const kept = await client.query<{ wal: string | null }>('SELECT last_archived_wal AS wal FROM pg_stat_archiver');
      if ((kept.rows[0]?.wal ?? '') >= rows[0]!.wal) return;
    }
  } finally {
    await client.end();
  }
}

async function connected(): Promise<pg.Client | null> {
  try {
    const url = (await keptPostgres(env.DATA_DIR))?.url;
    if (!url) return null;
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    await client.connect();
    return client;
  } catch {
    return null;
  }
}
