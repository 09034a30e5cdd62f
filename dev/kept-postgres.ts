import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { postgresUrl } from '../setup/postgres.ts';

export interface KeptPostgres {
  password: string;
  /** Of the owner, where the server listened last; whether it still does is not asked */
  url: string | null;
}

/** What a data folder keeps of its embedded server; null when it has none. */
export async function keptPostgres(dataDir: string): Promise<KeptPostgres | null> {
  const kept = (...file: string[]) => readFile(path.join(dataDir, ...file), 'utf8').catch(() => null);
  const password = await kept('keys', 'postgres');
  if (!password) return null;
  const { postgres: port } = JSON.parse((await kept('ports.json')) ?? '{}') as { postgres?: number };
  return { password, url: port ? postgresUrl({ port, password }) : null };
}
