import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { Advice } from '../setup/advice.ts';
import { say } from '../setup/say.ts';

/** A database of DATABASE_URL is backed up by its own server's means; here only a dump is taken, when pg_dump is there. */
export async function dumpExternal(url: string, backupDir: string): Promise<boolean> {
  say(
    'DATABASE_URL のデータベースは、そのサーバー自身のバックアップ(pg_basebackup と WAL の保存など)が正です。ここでは写し(pg_dump)だけを作ります。任意の時点には戻せません。',
    "The database of DATABASE_URL is its own server's to back up (pg_basebackup and kept WAL, say). Only a dump is taken here; it cannot be put back to any moment.",
  );
  const file = path.join(backupDir, `dump-${new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')}.pgdump`);
  await mkdir(backupDir, { recursive: true, mode: 0o700 });
  try {
    await promisify(execFile)('pg_dump', ['--format=custom', '--file', file, '--dbname', url]);
  } catch (cause) {
    throw new Advice(
      'pg_dump を実行できません。データベースのサーバーで pg_dump か pg_basebackup を実行してください。',
      'pg_dump could not be run: run pg_dump or pg_basebackup on the database server.',
      { cause },
    );
  }
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  await writeFile(`${file}.sha256`, `${hash.digest('hex')}  ${path.basename(file)}\n`);
  say(`写しを作りました: ${file}`, `dumped to ${file}`);
  return true;
}

/** What to do instead, for commands that do not touch a server of somebody else. */
export function notExternal(): never {
  throw new Advice(
    'DATABASE_URL のデータベースは、ここからは戻しません。そのサーバーで時点を指定して復元し(または空のデータベースに pg_restore し)、製品を起動してください。起動時に復元に気づき、外の記録と照合します。',
    'A database of DATABASE_URL is not restored from here: restore it to the moment by its own server (or pg_restore into an empty one), then start the product. It notices and compares its records with those outside.',
  );
}
