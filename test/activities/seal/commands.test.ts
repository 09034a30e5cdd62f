import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { sealLedger } from '../../../activities/seal/seal.ts';
import { testDatabase } from '../../helpers/database.ts';
import { ledgerDesk, ledgerRows } from '../../helpers/ledger.ts';

const { db, url } = await testDatabase();
const desk = await ledgerDesk(db);
const root = fileURLToPath(new URL('../../../', import.meta.url));
const file = path.join(desk.folder, 'ledger.export');

/** As a person types it, with these settings and no others. */
function command(name: string, settings: Record<string, string>, ...args: string[]) {
  const env = { PATH: process.env.PATH, DATA_DIR: path.join(desk.folder, 'nothing-here'), ...settings };
  return new Promise<{ code: number; printed: string }>((resolve) =>
    execFile(process.execPath, ['--no-warnings', `dev/${name}.ts`, ...args], { cwd: root, env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, printed: out + err }),
    ),
  );
}

test('npm run ledger:export writes what ledger:verify checks without any database; a change by hand ends it with 1 and is named', async () => {
  await ledgerRows(db, 4);
  await sealLedger(desk);
  const exported = await command('ledger-export', { DATABASE_URL: url, ANCHOR_DIR: desk.folder }, file);
  expect(exported).toMatchObject({ code: 0 });

  const whole = await command('ledger-verify', {}, file);
  expect(whole).toMatchObject({ code: 0, printed: expect.stringContaining('verified 4 rows, 1 seals') });

  const text = await readFile(file, 'utf8');
  const changed = text.replace('1002', '9002'); // an amount
  expect(changed).not.toBe(text);
  await writeFile(file, changed);
  const found = await command('ledger-verify', {}, file);
  expect(found.code).toBe(1);
  expect(found.printed).toContain('封印1・2番目');
});
