import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterAll, expect, jest, test } from '@jest/globals';
import { logIn, openBrowser, picture } from '../helpers/browser.ts';
import { product } from '../helpers/product.ts';

jest.setTimeout(300_000);

const centre = await product({ debtors: 20 });
const into = `${centre.dataDir}-restored`;
const restored = await product({ debtors: 20, dataDir: into });
const browser = await openBrowser();
afterAll(() => rm(into, { recursive: true, force: true, maxRetries: 20, retryDelay: 500 }));

/** As a person types it; what it printed. */
async function command(name: string, ...args: string[]): Promise<string> {
  const { DATABASE_URL: _database, TEMPORAL_ADDRESS: _temporal, ...inherited } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', `dev/${name}.ts`, ...args], {
    env: { ...inherited, DATA_DIR: centre.dataDir },
  });
  return stdout;
}

test('the working centre is backed up and the backup proves that it can be restored', async () => {
  await centre.start();
  expect(await command('backup')).toContain('バックアップができました');
  expect(await command('verify')).toContain('OK: このバックアップは戻せます');
});

test('運用状況 says that everything runs', async () => {
  const page = await logIn(browser, centre.url, 'manager');
  await page.getByRole('link', { name: '運用状況' }).click();
  const parts = page.getByRole('table', { name: '動いているもの' });
  await parts.getByRole('row', { name: /電話ゲートウェイ.*正常/ }).waitFor();
  await parts.getByRole('row', { name: /Temporal.*正常/ }).waitFor();
  await page
    .getByRole('table', { name: '遅れているもの' })
    .getByRole('row', { name: /バックアップ.*正常/ })
    .waitFor();
  await page.getByRole('table', { name: '市のデータの時点' }).getByRole('row', { name: /納付/ }).first().waitFor();
  await picture(page, 'operations');
  await page.context().close();
});

test('put back into a fresh folder it starts, and 運用状況 tells of it', async () => {
  const moment = new Date().toISOString();
  expect(await command('restore', '--to', moment, '--into', into, '--yes')).toContain(`DATA_DIR=${into}`);
  await centre.stop();
  await restored.start();
  const page = await logIn(browser, restored.url, 'manager');
  await page.getByRole('link', { name: '運用状況' }).click();
  const recoveries = page.getByRole('table', { name: '復旧の記録' });
  await recoveries.getByRole('row', { name: /データベースが前の時点に戻り/ }).waitFor();
  await recoveries.getByRole('row', { name: /Temporalが新しくなり/ }).waitFor();
  await page
    .getByRole('table', { name: '遅れているもの' })
    .getByRole('row', { name: /復元後の照合.*正常/ })
    .waitFor();
  await picture(page, 'operations-restored');
  await page.context().close();
});
