import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { env } from '../env.ts';
import { Advice } from '../setup/advice.ts';
import { checkDatabase } from '../setup/backup/check.ts';
import { readBackup } from '../setup/backup/manifest.ts';
import { putBack } from '../setup/backup/put-back.ts';
import { backupFor, findSet } from '../setup/backup/set.ts';
import { say } from '../setup/say.ts';
import { asked } from './asked.ts';
import { notExternal } from './external-backup.ts';
import { flushLog } from './flush-log.ts';
import { report } from './report.ts';
import { run } from './run.ts';

/**
 * `npm run restore -- --to "2026-11-26T10:15:00+09:00"`: builds a fresh data folder as the database was at that moment of the clock on the wall;
 * without `--to` as it was last. `--into FOLDER`, `--from BACKUP`, `--yes`. The present data stay as they are.
 */
await run(async () => {
  const { values } = parseArgs({
    options: {
      ...{ to: { type: 'string' }, into: { type: 'string' }, from: { type: 'string' } },
      yes: { type: 'boolean', short: 'y' },
    },
  });
  if (env.DATABASE_URL) notExternal();
  const to = values.to ? momentOf(values.to) : undefined;
  const backup = values.from
    ? await readBackup(path.resolve(values.from))
    : await backupFor(await findSet(env.BACKUP_DIR, env.DATA_DIR), to);
  const stamp = new Date().toISOString().replaceAll(/[-:T]|\.\d+Z/g, '');
  const into = path.resolve(values.into ?? `${env.DATA_DIR}-restored-${stamp}`);
  const when = to?.toISOString() ?? '最後 / the end';
  const question = `${backup.folder} から ${when} の状態を ${into} に作ります。よろしいですか / Build ${into} as of ${when}?`;
  if (!values.yes && !(await asked(question))) throw new Advice('何もしていません。', 'Nothing was done.');

  await flushLog();
  const server = await putBack({ backup, into, to: to ?? 'end', from: env.DATA_DIR, say });
  try {
    const ok = report(await checkDatabase(server.url, backup.manifest));
    const last = await lastFact(server.url);
    say(
      `最後の事実: ${last}。次で起動します: DATA_DIR=${into} npm start。起動すると、送付と発信の記録を外の記録と照合してから、外への動作を再開します`,
      `the last fact is of ${last}. Start it by DATA_DIR=${into} npm start. It compares what went out with records outside before anything goes out again`,
    );
    return ok;
  } finally {
    await server.stop();
  }
});

function momentOf(text: string): Date {
  const to = new Date(text);
  if (/T.*(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(to.getTime())) return to;
  throw new Advice(
    `日時を時差つきで指定してください。例: --to "2026-11-26T10:15:00+09:00"`,
    'Give the moment with its offset, for example --to "2026-11-26T10:15:00+09:00".',
  );
}

async function lastFact(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ at: Date | null }>('SELECT max(recorded_at) AS at FROM ledger');
    return rows[0]?.at?.toISOString() ?? '—';
  } finally {
    await client.end();
  }
}
