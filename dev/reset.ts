import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Advice } from '../setup/advice.ts';
import { clearOrphan } from '../setup/postgres-orphan.ts';
import { say } from '../setup/say.ts';
import { storedSecret } from '../setup/secrets.ts';
import { asked } from './asked.ts';
import { LOCK_FILE } from './lock.ts';

export interface ResetOptions {
  dataDir: string;
  /** `--yes`: nobody is asked */
  yes: boolean;
  /** Whether the data lies in a database that is not ours to remove */
  external: boolean;
}

/** `npm start -- --reset`: throws away what is in the data folder after asking. */
export async function resetData({ dataDir, yes, external }: ResetOptions): Promise<void> {
  if (external) {
    throw new Advice(
      'DATABASE_URL または TEMPORAL_ADDRESS の先は消しません。空のものを用意してください。',
      'What DATABASE_URL or TEMPORAL_ADDRESS points to is never removed: give empty ones instead.',
    );
  }
  if (!yes && !(await asked(`${dataDir} のデータをすべて消します。よろしいですか / Remove all data there?`))) {
    throw new Advice('何も消していません。', 'Nothing was removed.');
  }
  await clearOrphan(path.join(dataDir, 'postgres'), await storedSecret(dataDir, 'postgres'));
  const names = (await readdir(dataDir)).filter((name) => name !== LOCK_FILE);
  for (const name of names) await rm(path.join(dataDir, name), { recursive: true, force: true, maxRetries: 5 });
  say('データを消しました', 'the data is gone, beginning anew');
}
