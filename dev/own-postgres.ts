import path from 'node:path';
import pg from 'pg';
import { env } from '../env.ts';
import { backupSet } from '../setup/backup/set.ts';
import { Advice } from '../setup/advice.ts';
import { startPostgres } from '../setup/postgres.ts';
import { say } from '../setup/say.ts';
import { keptPostgres } from './kept-postgres.ts';
import { lockFolder } from './lock.ts';
import { choosePorts } from './ports.ts';

export interface OwnPostgres {
  url: string;
  /** `backupSet` of this server */
  set: string;
  running: boolean;
  /** Stops it again if it was started for this */
  leave(): Promise<void>;
}

/** The embedded server of the data folder: as it works, or started for a while. Throws `Advice` when there is none. */
export async function ownPostgres(): Promise<OwnPostgres> {
  const kept = await keptPostgres(env.DATA_DIR);
  if (!kept) {
    throw new Advice(
      `データがありません: ${env.DATA_DIR}。DATA_DIR を確かめてください。`,
      `There is no data in ${env.DATA_DIR}: check DATA_DIR.`,
    );
  }
  const { password, url } = kept;
  const set = backupSet(env.BACKUP_DIR, password);
  if (url && (await answers(url))) return { url, set, running: true, leave: async () => undefined };

  await lockFolder(env.DATA_DIR);
  say('止まっているデータベースを起動します', 'starting the database, which was stopped');
  const server = await startPostgres({
    ...{ folder: path.join(env.DATA_DIR, 'postgres'), port: (await choosePorts(env.DATA_DIR)).postgres, password },
    ...{ log: path.join(env.DATA_DIR, 'logs', 'postgres.log'), archive: set },
  });
  return { url: server.url, set, running: false, leave: () => server.stop() };
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
