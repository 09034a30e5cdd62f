import path from 'node:path';
import { env } from '../env.ts';
import { backupSet } from '../setup/backup/set.ts';
import { startPostgres } from '../setup/postgres.ts';
import { say } from '../setup/say.ts';
import { storedSecret } from '../setup/secrets.ts';
import { startTemporal } from '../setup/temporal.ts';
import type { Ports } from './ports.ts';
import { reachPostgres, reachTemporal } from './reach.ts';

/** A server of ours, or one that was there before us and stays. */
export interface Store {
  name: string;
  address: string;
  stop(): Promise<void>;
  ended?: Promise<void>;
}

/** The database of DATABASE_URL, else an embedded one in the data folder. `address` is the owner's URL. */
export async function openPostgres(ports: Ports): Promise<Store> {
  if (env.DATABASE_URL) {
    await reachPostgres(env.DATABASE_URL);
    return external('PostgreSQL', env.DATABASE_URL);
  }
  say('データベースを起動しています', 'starting the database');
  const password = await storedSecret(env.DATA_DIR, 'postgres');
  const { url, ended, stop } = await startPostgres({
    folder: path.join(env.DATA_DIR, 'postgres'),
    port: ports.postgres,
    password,
    archive: backupSet(env.BACKUP_DIR, password),
    log: path.join(env.DATA_DIR, 'logs', 'postgres.log'),
  });
  return { name: 'PostgreSQL', address: url, ended, stop };
}

/** The Temporal of TEMPORAL_ADDRESS, else a development server with its file in the data folder. */
export async function openTemporal(ports: Ports): Promise<Store> {
  if (env.TEMPORAL_ADDRESS) {
    await reachTemporal(env.TEMPORAL_ADDRESS);
    return external('Temporal', env.TEMPORAL_ADDRESS);
  }
  say('Temporal を起動しています', 'starting Temporal');
  const temporal = await startTemporal({
    port: ports.temporal,
    uiPort: ports.temporalUi,
    codecEndpoint: `http://localhost:${env.PORT}/codec`,
    file: path.join(env.DATA_DIR, 'temporal.sqlite'),
    log: path.join(env.DATA_DIR, 'logs', 'temporal.log'),
  });
  return { name: 'Temporal', ...temporal };
}

function external(name: string, address: string): Store {
  return { name, address, stop: async () => undefined };
}
