import { afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { writeExchangeFile } from '../../activities/exchange/write.ts';
import { exchangeFileName } from '../../domain/exchange-layout.ts';
import { addDays, dateOf } from '../../domain/time.ts';
import { DEMO_SEED } from '../../dev/city.ts';
import { accessibilityFaults } from '../helpers/axe.ts';
import { logIn, openBrowser, picture } from '../helpers/browser.ts';
import { product } from '../helpers/product.ts';
import { daysUntil, dial, listPath, nextDay, openAccount, read, recordResult, soon } from '../helpers/story.ts';
import { type City, linesOf } from '../sim/city/city.ts';
import { generateCity } from '../sim/city/generate.ts';

jest.setTimeout(600_000);

const DEBTORS = 50;
const centre = await product({ debtors: DEBTORS });
const browser = await openBrowser();
let city: City;
let told = 0;

/** The same town as the product's: the same seed, size and first day. */
beforeAll(async () => {
  await centre.start();
  const page = await logIn(browser, centre.url, 'operator1');
  const { business_now } = await read<{ business_now: string }>(page, '/api/status');
  city = generateCity({ seed: DEMO_SEED, debtors: DEBTORS, today: dateOf(new Date(business_now)) });
  await page.context().close();
});

/** What each window showed last is kept too: it is where a test that fails stood. */
afterEach(async () => {
  told += 1;
  for (const [index, context] of browser.contexts().entries()) {
    for (const page of context.pages()) await picture(page, `e2e/last-${told}-${index}`);
    await context.close();
  }
});

interface Account {
  state: string;
  balance: number;
  effect: { call: number; letter: number; total: number };
  windows: { channel: string }[];
  lines: { due_date: string; balance: number }[];
  events: { kind: string; code: string; future: boolean }[];
}

const accountOf = (page: Page, id: string) => read<Account>(page, `/api/accounts/${id}`);

/** The account's call, once its hour has come. */
async function dueCallOf(page: Page, accountId: string): Promise<string | undefined> {
  const filter = { account_id: accountId, state: 'open', kind: 'call' };
  const [task] = await read<{ id: string; not_before: string }[]>(page, listPath('tasks', filter));
  const { business_now } = await read<{ business_now: string }>(page, '/api/status');
  return task && task.not_before <= business_now ? task.id : undefined;
}

/** What opens the correspondence about that person; its list masks the given name. */
function correspondenceOf(page: Page, addresseeNo: string, what: string) {
  const family = city.residents.find((resident) => resident.addresseeNo === addresseeNo)!.name.split(/\s/)[0]!;
  return page.getByRole('row').filter({ hasText: family }).getByRole('button', { name: what }).first();
}

async function has(page: Page, accountId: string, code: string): Promise<true | undefined> {
  const { events } = await accountOf(page, accountId);
  return events.some((event) => !event.future && event.code === code) || undefined;
}

test('an operator takes the next case, rings, and the result says what follows before it is saved', async () => {
  const page = await logIn(browser, centre.url, 'operator1');
  await page.getByRole('button', { name: /次の案件/ }).waitFor();
  await picture(page, 'e2e/home');
  await page.getByRole('button', { name: /次の案件/ }).click();
  await page.getByText('なぜこの案件').waitFor();
  await picture(page, 'e2e/case');
  if ((await dial(page)) === 'talking') {
    await picture(page, 'e2e/talking');
    await page.getByRole('button', { name: /終話/ }).click();
    await page.getByRole('button', { name: /^約束なし/ }).click();
  }
  await picture(page, 'e2e/result');
  await recordResult(page);
  const me = await read<{ staff: { name: string } }>(page, '/api/session');
  const contacts = await read<{ staff_name: string | null }[]>(page, listPath('contacts', {}));
  expect(contacts[0]!.staff_name).toBe(me.staff.name);
});

test('a complaint goes to the department, whose clerk answers it, and the centre sees the answer', async () => {
  const operator = await logIn(browser, centre.url, 'operator2');
  const accountId = await openAccount(operator, city.cast.complainer);
  const taskId = await daysUntil(operator, () => dueCallOf(operator, accountId));
  await operator.goto(`${centre.url}/workspace?task=${taskId}`);
  expect(await dial(operator)).toBe('talking');
  await operator.getByRole('button', { name: /終話/ }).click();
  await operator.getByRole('button', { name: /^苦情/ }).click();
  await operator
    .getByRole('textbox', { name: '取次' })
    .fill('窓口の説明と催告の内容が違うとのお怒り。説明を求めておられる。');
  await picture(operator, 'e2e/complaint');
  await recordResult(operator);

  const clerk = await logIn(browser, centre.url, 'tax');
  await clerk.goto(`${centre.url}/messages`);
  await correspondenceOf(clerk, city.cast.complainer, '苦情').click();
  await clerk.getByText('窓口の説明と催告の内容が違う').waitFor();
  await clerk.getByRole('button', { name: '受領する' }).click();
  await clerk.getByRole('button', { name: '回答を書く' }).click();
  await clerk.getByRole('textbox', { name: '回答の文面' }).fill('本日、担当から説明しました。');
  await clerk.getByRole('button', { name: '回答する' }).click();
  await clerk.getByText('本日、担当から説明しました。').waitFor();
  await picture(clerk, 'e2e/answered-by-clerk');

  await operator.goto(`${centre.url}/messages`);
  await correspondenceOf(operator, city.cast.complainer, '苦情').click();
  await operator.getByText('本日、担当から説明しました。').waitFor();
  await operator.getByRole('button', { name: '完了にする' }).click();
  await operator.getByText('記録しました').first().waitFor();
  expect(await has(operator, accountId, 'message_answered')).toBe(true);
});

test('who never answers gets an SMS, then a letter that two people check; the payment is its effect', async () => {
  const operator = await logIn(browser, centre.url, 'operator1');
  const manager = await logIn(browser, centre.url, 'manager');
  const accountId = await openAccount(operator, city.cast.silent);
  const owed = (await accountOf(operator, accountId)).balance;

  const taskId = await daysUntil(operator, () => dueCallOf(operator, accountId));
  await operator.goto(`${centre.url}/workspace?task=${taskId}`);
  expect(await dial(operator)).toBe('ended');
  await recordResult(operator);
  await daysUntil(operator, () => has(operator, accountId, 'sms_sent'));
  await operator.goto(`${centre.url}/sms`);
  await operator.getByRole('row').nth(1).waitFor();
  await picture(operator, 'e2e/sms');

  await daysUntil(operator, () => has(operator, accountId, 'letter_planned'));
  await theDaysLetters(manager, operator);
  const clerk = await logIn(browser, centre.url, 'tax');
  await clerk.goto(`${centre.url}/letters`);
  await clerk.getByRole('button', { name: '受領する' }).first().click();
  await soon(async () => ((await clerk.getByText(/^受領 /).count()) > 0 ? true : undefined));
  expect((await accountOf(operator, accountId)).windows).toContainEqual(expect.objectContaining({ channel: 'letter' }));

  await nextDay(operator);
  await payAll(clerk, manager, city.cast.silent, (await accountOf(operator, accountId)).lines);
  const account = await soon(async () => {
    const now = await accountOf(operator, accountId);
    return now.balance === 0 && now.effect.letter > 0 ? now : undefined;
  });
  expect(account.effect).toMatchObject({ letter: owed, total: owed });
  await operator.goto(`${centre.url}/accounts/${accountId}/show`);
  await operator.getByRole('tab', { name: '効果' }).click();
  await operator.getByText(owed.toLocaleString('ja-JP')).first().waitFor();
  await picture(operator, 'e2e/account-settled');
});

/** The city tax batch of what waits: made by the manager, printed, checked by two, handed over. */
async function theDaysLetters(manager: Page, operator: Page): Promise<void> {
  await manager.goto(`${centre.url}/letters`);
  await manager.getByRole('button', { name: '市税の束を作る' }).click();
  await manager.getByRole('button', { name: 'PDFを開く' }).first().click({ timeout: 60_000 });
  await manager.getByRole('button', { name: 'PDFを閉じる' }).waitFor();
  await picture(manager, 'e2e/letter-pdf');
  await manager.getByRole('button', { name: 'PDFを閉じる' }).click();
  await manager.getByRole('button', { name: /印刷した/ }).click();
  await checkAll(manager);
  await picture(manager, 'e2e/letters-first-check');
  await operator.goto(manager.url());
  await checkAll(operator);
  await manager.getByRole('button', { name: /へ引き渡す/ }).click();
  await manager.getByText('引き渡しました').first().waitFor();
  await manager
    .getByRole('row', { name: /納税課/ })
    .first()
    .waitFor();
  await picture(manager, 'e2e/letters-handed-over');
}

/** Every envelope that this person may answer for, in the round that the page proposes. */
async function checkAll(page: Page): Promise<void> {
  const match = page.getByRole('button', { name: /^一致/ });
  const nothingLeft = page
    .getByText(/1人目の確認が終わりました|あなたが1人目の封筒だけが残っています|所管課への引渡/)
    .first();
  for (;;) {
    await match.or(nothingLeft).first().waitFor();
    if (!(await match.isVisible())) return;
    const envelope = (await page.getByRole('heading', { name: /^N\d+$/ }).textContent()) ?? '';
    await match.click();
    await page.getByRole('heading', { name: envelope }).waitFor({ state: 'detached' });
  }
}

/** The city's evening file: everything this person owes was paid yesterday. The clerk sends it in, the manager takes it in. */
async function payAll(clerk: Page, manager: Page, addresseeNo: string, owed: Account['lines']): Promise<void> {
  const files = await read<{ sequence: number }[]>(
    clerk,
    listPath('exchange-files', { sender: 'tax', interface: 'payments' }),
  );
  const { business_now } = await read<{ business_now: string }>(clerk, '/api/status');
  const today = dateOf(new Date(business_now));
  const balanceOf = (dueDate: string) => owed.find((line) => line.due_date === dueDate)?.balance ?? 0;
  const lines = linesOf(city, addresseeNo).filter(({ dueDate }) => balanceOf(dueDate) > 0);
  const rows = lines.map((line, index) => ({
    paymentKey: `E2E${index}`,
    receivable: '市税',
    addresseeNo,
    noticeNo: line.noticeNo,
    period: line.period,
    stage: 'final' as const,
    amount: balanceOf(line.dueDate),
    paidOn: addDays(today, -1),
    method: 'convenience' as const,
  }));
  const name = exchangeFileName({
    sender: 'tax',
    interface: 'payments',
    sequence: Math.max(...files.map(({ sequence }) => sequence)) + 1,
    asOf: new Date(business_now),
  });
  await clerk.goto(`${centre.url}/exchange`);
  await clerk
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: writeExchangeFile('payments', rows) });
  await clerk.getByRole('button', { name: '送って検査する' }).click();
  await clerk.waitForURL(/\/exchange\/[0-9a-f-]+\/show/);
  await manager.goto(clerk.url());
  await manager.getByRole('button', { name: /^取り込む/ }).click({ timeout: 60_000 });
  await manager.getByText(/に取り込みました/).waitFor();
  await picture(manager, 'e2e/payment-file');
}

test('the list of what happened, once closed, stays closed in the other language too', async () => {
  const page = await logIn(browser, centre.url, 'operator2');
  await nextDay(page);
  await page.getByRole('button', { name: /^五十嵐 亮/ }).click();
  await page.getByRole('menuitem', { name: 'English' }).click();
  await page.getByRole('button', { name: 'Next open day' }).waitFor(); // an open list would hide it
});

test('the pages that people judge first have no fault of WCAG 2.2 AA', async () => {
  const stranger = await (await browser.newContext({ locale: 'ja-JP' })).newPage();
  await stranger.goto(centre.url);
  await stranger.locator('input[type=password]').waitFor();
  expect(await accessibilityFaults(stranger)).toEqual([]);

  const page = await logIn(browser, centre.url, 'operator3');
  const accountId = await openAccount(page, city.cast.silent);
  for (const path of ['/', `/accounts/${accountId}/show`, '/workspace?next', '/letters?view=handed']) {
    await page.goto(`${centre.url}${path}`);
    await page.getByRole('heading').first().waitFor();
    await page.waitForLoadState('networkidle');
    expect([path, await accessibilityFaults(page)]).toEqual([path, []]);
  }
});
