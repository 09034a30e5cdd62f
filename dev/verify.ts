import path from 'node:path';
import { parseArgs } from 'node:util';
import { env } from '../env.ts';
import { readBackup } from '../setup/backup/manifest.ts';
import { backupFor, findSet } from '../setup/backup/set.ts';
import { verifyBackup } from '../setup/backup/verify.ts';
import { say } from '../setup/say.ts';
import { notExternal } from './external-backup.ts';
import { report } from './report.ts';
import { run } from './run.ts';

/** `npm run verify -- BACKUP` (the newest one when none is named): really restores it into a temporary folder and looks it over. */
await run(async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [named] = positionals;
  if (!named && env.DATABASE_URL) notExternal();
  const backup = named
    ? await readBackup(path.resolve(named))
    : await backupFor(await findSet(env.BACKUP_DIR, env.DATA_DIR), undefined);
  const ok = report(await verifyBackup(backup, say));
  if (ok) say('OK: このバックアップは戻せます', 'OK: this backup can be restored');
  else say('このバックアップは使えません', 'this backup cannot be relied on');
  return ok;
});
