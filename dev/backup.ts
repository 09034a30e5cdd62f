import { parseArgs } from 'node:util';
import { env } from '../env.ts';
import { prune, takeBackup } from '../setup/backup/take.ts';
import { say } from '../setup/say.ts';
import { dumpExternal } from './external-backup.ts';
import { ownPostgres } from './own-postgres.ts';
import { run } from './run.ts';

/** `npm run backup`, also while the product works; `-- --keep 7` removes older ones and the log that only they need. */
await run(async () => {
  const { values } = parseArgs({ options: { keep: { type: 'string' } } });
  if (env.DATABASE_URL) return dumpExternal(env.DATABASE_URL, env.BACKUP_DIR);
  const own = await ownPostgres();
  try {
    const { url, set } = own;
    const { folder, manifest } = await takeBackup({ url, dataDir: env.DATA_DIR, backupDir: set, say });
    const gone = values.keep ? await prune(set, Number(values.keep) || 1) : 0;
    if (gone > 0) say(`古いバックアップを ${gone} 件消しました`, `removed ${gone} older backups`);
    say(
      `バックアップができました: ${folder} (${manifest.files.length} ファイル)。個人情報と鍵を含みます。別のディスクに保管し、npm run verify で確かめてください`,
      `backed up to ${folder} (${manifest.files.length} files). It holds personal data and keys: keep it on another disk, check it with npm run verify`,
    );
    return true;
  } finally {
    await own.leave();
  }
});
