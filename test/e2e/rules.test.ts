import { afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import type { RuleMigration } from '../../api/schemas/rule-migration.ts';
import { accessibilityFaults } from '../helpers/axe.ts';
import { logIn, openBrowser, picture } from '../helpers/browser.ts';
import { openSession } from '../helpers/browser-session.ts';
import { product } from '../helpers/product.ts';
import { listPath, nextDay, read, soon } from '../helpers/story.ts';

jest.setTimeout(600_000);

const centre = await product({ debtors: 50 });
const browser = await openBrowser();
let told = 0;

beforeAll(() => centre.start());

afterEach(async () => {
  told += 1;
  for (const [index, context] of browser.contexts().entries()) {
    for (const page of context.pages()) await picture(page, `e2e/rules-last-${told}-${index}`);
    await context.close();
  }
});

interface VersionRow {
  id: string;
  version: number;
  status: string;
  episodes: number;
}

const versionsOf = (page: Parameters<typeof read>[0]) =>
  read<VersionRow[]>(page, listPath('rule-versions', { receivable_code: 'city_tax' }));

test('a manager drafts a change, sees whom it touches, the deputy approves, and on its day new cases follow it and running ones do not', async () => {
  const manager = await logIn(browser, centre.url, 'manager');
  await manager.goto(`${centre.url}/rules`);
  await manager.getByRole('button', { name: /もとに下書きを作る/ }).click();
  await manager.getByLabel('間隔', { exact: true }).fill('三日');
  await manager.getByText('赤い欄を直すと保存できます。').waitFor();
  await manager.getByLabel('間隔', { exact: true }).fill('５');
  await manager.getByRole('textbox', { name: /この版の目的/ }).fill('架電の間隔をあける');
  await picture(manager, 'e2e/rules-editor');
  expect(await accessibilityFaults(manager)).toEqual([]);
  await manager.getByRole('button', { name: /^保存する/ }).click();

  await manager.getByText('いまの内容を検証すると、次へ進めます。').waitFor();
  await manager.getByRole('button', { name: '検証する' }).click();
  await manager.getByText('いまの内容を試算すると、承認を依頼できます。').waitFor();
  await manager.getByRole('button', { name: '試算する' }).click();
  await manager.getByText('扱いが変わる案件').first().waitFor({ timeout: 120_000 });
  await picture(manager, 'e2e/rules-simulated');
  expect(await accessibilityFaults(manager)).toEqual([]);
  await manager.getByRole('button', { name: '承認を依頼する' }).click();
  await manager.getByRole('textbox', { name: '理由' }).fill('苦情が続いたため');
  await manager.getByRole('button', { name: '承認を依頼する' }).click();
  await manager.getByRole('button', { name: '取り下げて直す' }).waitFor();
  expect(await manager.getByRole('button', { name: '承認する' }).count()).toBe(0);

  const deputy = await logIn(browser, centre.url, 'deputy');
  await deputy.goto(`${centre.url}/rules`);
  await deputy.getByText('苦情が続いたため').waitFor();
  await picture(deputy, 'e2e/rules-approval');
  await deputy.getByRole('button', { name: '承認する' }).click();
  await deputy.getByRole('button', { name: '承認する' }).waitFor({ state: 'detached' });

  await nextDay(deputy);
  const [newer, older] = await soon(async () => {
    const found = await versionsOf(deputy);
    return found[0]?.status === 'active' ? found : undefined;
  });
  expect([newer, older]).toMatchObject([
    { version: 2, status: 'active' },
    { version: 1, status: 'retired' },
  ]);
  expect(older!.episodes).toBeGreaterThan(0);
});

test('three running cases are moved: listed first, approved by the deputy, and moved as listed', async () => {
  const manager = await logIn(browser, centre.url, 'manager');
  const [newer] = await versionsOf(manager);
  const accounts = await read<{ id: string }[]>(
    manager,
    listPath('accounts', { receivable_code: 'city_tax', state: 'waiting' }),
  );
  const session = await openSession(centre.url, 'manager');
  const body = {
    to_version_id: newer!.id,
    account_ids: accounts.slice(0, 3).map(({ id }) => id),
    reason: '間隔をそろえる',
  };
  const { id } = (await (await session.send('POST', '/api/rule-migrations', body)).json()) as { id: string };
  const look = () => read<RuleMigration>(manager, `/api/rule-migrations/${id}`);
  const listed = await soon(async () => ((await look()).state === 'previewed' ? look() : undefined));
  expect(listed.accounts).toBeGreaterThan(0);

  const deputy = await logIn(browser, centre.url, 'deputy');
  await deputy.goto(`${centre.url}/rules/migrations/${id}`);
  await deputy.getByRole('button', { name: 'すべて' }).click();
  await deputy.getByRole('table', { name: '移る期限' }).getByRole('link').first().waitFor();
  await picture(deputy, 'e2e/rules-migration');
  expect(await accessibilityFaults(deputy)).toEqual([]);
  await deputy.getByRole('button', { name: '承認して移す' }).click();
  const moved = await soon(async () => ((await look()).state === 'done' ? look() : undefined));
  expect(moved.moved + moved.skipped).toBe(listed.accounts);
  await deputy.getByText('移行済').first().waitFor();
});
