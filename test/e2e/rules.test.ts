import { afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { writeExchangeFile } from '../../activities/exchange/write.ts';
import type { RuleMigration, RuleMigrationItemRow } from '../../api/schemas/rule-migration.ts';
import type { AccountRow } from '../../api/schemas/rows.ts';
import { DEMO_SEED } from '../../dev/city.ts';
import { exchangeFileName, type ExchangeInterface, type ExchangeRows } from '../../domain/exchange-layout.ts';
import type { RuleSet } from '../../domain/rules.ts';
import { addDays, dateOf } from '../../domain/time.ts';
import { accessibilityFaults } from '../helpers/axe.ts';
import { logIn, openBrowser, picture } from '../helpers/browser.ts';
import { type BrowserSession, openSession } from '../helpers/browser-session.ts';
import { aDebtor, aLine } from '../helpers/exchange.ts';
import { product } from '../helpers/product.ts';
import { listPath, nextDay, read, soon } from '../helpers/story.ts';
import { arrearsRows } from '../sim/city/files.ts';
import { generateCity } from '../sim/city/generate.ts';

jest.setTimeout(600_000);

const DEBTORS = 50;
const centre = await product({ debtors: DEBTORS });
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
  content: RuleSet;
}

/** As the wire has it. */
type Account = Omit<AccountRow, 'until'> & { until: string | null };

const accountsOf = (page: Page, filter: object = {}) =>
  read<Account[]>(page, listPath('accounts', { receivable_code: 'city_tax', ...filter }));

const versionsOf = (page: Page) => read<VersionRow[]>(page, listPath('rule-versions', { receivable_code: 'city_tax' }));

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

  const running = (await accountsOf(deputy)).filter(({ rule_version }) => rule_version === 1);
  const { business_now: before } = await read<{ business_now: string }>(deputy, '/api/status');
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

  firstDay = dateOf(new Date(before));
  await newcomers(deputy, [NEWCOMER]);
  const [newcomer] = await soon(async () => {
    const found = (await accountsOf(deputy, { state: 'waiting' })).filter(({ rule_version }) => rule_version === 2);
    return found.some(({ addressee_no }) => addressee_no.endsWith(NEWCOMER.addresseeNo.slice(-4))) ? found : undefined;
  });
  expect(newcomer).toMatchObject({ rule_version: 2, state: 'waiting' });
  const now = new Map((await accountsOf(deputy)).map((account) => [account.id, account]));
  const still = running.filter(({ id }) => now.get(id)!.state !== 'closed');
  expect(still.length).toBeGreaterThan(0);
  for (const { id } of still) expect(now.get(id)!.rule_version).toBe(1);
});

const NEWCOMER: Newcomer = { addresseeNo: '9900000017', demanded: 120 };

let firstDay = '';

interface Newcomer {
  addresseeNo: string;
  /** Days since the 督促状 */
  demanded: number;
}

/** The city's files of that morning with these people more, who owe city tax; taken in by the deputy. */
async function newcomers(page: Page, people: readonly Newcomer[]): Promise<void> {
  const city = generateCity({ seed: DEMO_SEED, debtors: DEBTORS, today: firstDay });
  const { business_now } = await read<{ business_now: string }>(page, '/api/status');
  const today = dateOf(new Date(business_now));
  const lines = people.map(({ addresseeNo: no, demanded }) =>
    aLine(no, { dueDate: addDays(today, -150), demandDate: addDays(today, -demanded), noticeNo: no.slice(-8) }),
  );
  const phones = people.map(({ addresseeNo: no }) => ({
    ...{ addresseeNo: no, number: `025${no.slice(-7)}`, owner: 'self' as const, status: 'active' as const },
    obtainedOn: firstDay,
  }));
  const debtors = people.map(({ addresseeNo }) => aDebtor(addresseeNo));
  await takeIn(page, 'debtors', debtors);
  await takeIn(page, 'phones', phones);
  await takeIn(page, 'arrears', [...arrearsRows(city, 'tax', today), ...lines]);
}

async function takeIn<I extends ExchangeInterface>(page: Page, name: I, rows: ExchangeRows[I][]): Promise<void> {
  const files = () =>
    read<{ id: string; sequence: number; state: string }[]>(
      page,
      listPath('exchange-files', { sender: 'tax', interface: name }),
    );
  const { business_now } = await read<{ business_now: string }>(page, '/api/status');
  const sequence = 1 + Math.max(0, ...(await files()).map((file) => file.sequence));
  const fileName = exchangeFileName({ sender: 'tax', interface: name, sequence, asOf: new Date(business_now) });
  const tax = await openSession(centre.url, 'tax');
  const sent = await tax.upload('/api/exchange-files', fileName, writeExchangeFile(name, rows));
  const { id } = (await sent.json()) as { id: string };
  const reached = (state: string) =>
    soon(async () => ((await files()).find((file) => file.id === id)?.state === state ? true : undefined));
  await reached('checked');
  const deputy = await openSession(centre.url, 'deputy');
  expect((await deputy.send('POST', `/api/exchange-files/${id}/commit`)).status).toBe(202);
  await reached('committed');
}

test('three running cases are moved: listed first, approved by the deputy, and moved as listed', async () => {
  const manager = await logIn(browser, centre.url, 'manager');
  const [newer] = await versionsOf(manager);
  const accounts = (await accountsOf(manager, { state: 'waiting' })).filter(({ rule_version }) => rule_version === 1);
  const session = await openSession(centre.url, 'manager');
  const body = {
    to_version_id: newer!.id,
    account_ids: accounts.slice(0, 3).map(({ id }) => id),
    reason: '間隔をそろえる',
  };
  const { id } = (await (await session.send('POST', '/api/rule-migrations', body)).json()) as { id: string };
  const look = () => read<RuleMigration>(manager, `/api/rule-migrations/${id}`);
  const listed = await soon(async () => ((await look()).state === 'previewed' ? look() : undefined));
  expect(listed.accounts).toBe(3);
  const itemsOf = () => read<RuleMigrationItemRow[]>(manager, listPath('rule-migration-items', { migration_id: id }));
  const items = await itemsOf();
  expect(items.map(({ account_id }) => account_id).sort()).toEqual(body.account_ids.toSorted());

  const deputy = await logIn(browser, centre.url, 'deputy');
  await deputy.goto(`${centre.url}/rules/migrations/${id}`);
  await deputy.getByRole('button', { name: 'すべて' }).click();
  await deputy.getByRole('table', { name: '移る期限' }).getByRole('link').first().waitFor();
  await picture(deputy, 'e2e/rules-migration');
  expect(await accessibilityFaults(deputy)).toEqual([]);
  await deputy.getByRole('button', { name: '承認して移す' }).click();
  const moved = await soon(async () => ((await look()).state === 'done' ? look() : undefined));
  expect([moved.moved, moved.skipped]).toEqual([3, 0]);
  await deputy.getByText('移行済').first().waitFor();
  const now = new Map((await accountsOf(manager)).map((account) => [account.id, account]));
  for (const { account_id, after } of items) {
    const { rule_version, waiting_for, step, until } = now.get(account_id)!;
    expect({ rule_version, waiting_for, step, until }).toEqual({
      rule_version: 2,
      waiting_for: after.waiting_for,
      step: after.step,
      until: after.until,
    });
  }
});

/** A draft like the version in force, with these changes. */
async function aDraft(session: BrowserSession, change: (content: RuleSet) => Partial<RuleSet>): Promise<string> {
  const answer = await session.send('GET', listPath('rule-versions', { receivable_code: 'city_tax' }));
  const active = ((await answer.json()) as VersionRow[]).find(({ status }) => status === 'active')!;
  const made = await session.send('POST', '/api/rule-versions', { like: active.id });
  const { id } = (await made.json()) as { id: string };
  const content = { ...active.content, ...change(active.content) };
  expect((await session.send('PATCH', `/api/rule-versions/${id}`, { revision: 1, content })).status).toBe(204);
  return id;
}

test('rules that call nobody: the simulation shouts before approval, the approver sees it, a day gone by and the own work are refused', async () => {
  const session = await openSession(centre.url, 'manager');
  const id = await aDraft(session, ({ steps }) => ({
    steps: steps
      .filter(({ channel }) => channel === 'letter' || channel === 'hand_off')
      .map((step, index) => ({ ...step, no: index + 1 })),
  }));
  const manager = await logIn(browser, centre.url, 'manager');
  await manager.goto(`${centre.url}/rules?receivable=city_tax&version=${id}`);
  await manager.getByRole('button', { name: '検証する' }).click();
  await manager.getByText('架電する行がありません').waitFor();
  await manager.getByRole('button', { name: '試算する' }).click();
  await manager.getByText('表では、だれにも架電しません').waitFor({ timeout: 120_000 });
  await picture(manager, 'e2e/rules-nobody');

  await manager.getByRole('button', { name: '承認を依頼する' }).click();
  await manager.getByRole('textbox', { name: '発効日' }).fill('R8.4.1');
  await manager.getByRole('textbox', { name: '理由' }).fill('電話をやめる');
  await manager.getByRole('button', { name: '承認を依頼する' }).click();
  await manager.getByText('発効日は明日以後の日付にしてください。').waitFor();
  await picture(manager, 'e2e/rules-past-date');
  await manager.getByRole('textbox', { name: '発効日' }).fill('R9.4.1');
  await manager.getByRole('button', { name: '承認を依頼する' }).click();
  await manager.getByRole('button', { name: '取り下げて直す' }).waitFor();
  const { content_hash } = await read<{ content_hash: string }>(manager, `/api/rule-versions/${id}`);
  expect((await session.send('POST', `/api/rule-versions/${id}/approve`, { content_hash })).status).toBe(403);
  expect(await manager.getByRole('button', { name: '承認する' }).count()).toBe(0);

  const deputy = await logIn(browser, centre.url, 'deputy');
  await deputy.goto(`${centre.url}/rules?receivable=city_tax&version=${id}`);
  await deputy.getByText('表では、だれにも架電しません').waitFor();
  await deputy.getByText('架電する行がありません').waitFor();
  await deputy.getByRole('button', { name: '承認する' }).waitFor();
  await picture(deputy, 'e2e/rules-nobody-approver');
});

test('two managers edit the same draft: the later one hears who saved, keeps what was typed, and sees theirs before replacing it', async () => {
  await centre.withFacts((db) =>
    db.query(
      `INSERT INTO staff (login, name, kana, role, password_hash)
       SELECT 'manager2', '佐久間 徹', 'サクマ トオル', role, password_hash FROM staff WHERE login = 'manager'`,
    ),
  );
  const session = await openSession(centre.url, 'manager');
  const id = await aDraft(session, () => ({ restAfterHold: 3 }));
  const editor = `${centre.url}/rules?receivable=city_tax&version=${id}&edit=${id}`;
  const [first, second] = [await logIn(browser, centre.url, 'manager2'), await logIn(browser, centre.url, 'manager')];
  await first.goto(editor);
  await second.goto(editor);
  await second.getByLabel('間隔', { exact: true }).fill('9');
  await first.getByRole('textbox', { name: /この版の目的/ }).fill('先に保存した人の目的');
  await first.getByRole('button', { name: /^保存する/ }).click();
  await first.getByText('先に保存した人の目的').waitFor();
  await second.getByRole('textbox', { name: /この版の目的/ }).fill('あとの人の目的');
  await second.getByRole('button', { name: /^保存する/ }).click();
  await second.getByText(/佐久間 徹さんが.+に保存しました/).waitFor();
  expect(await second.getByLabel('間隔', { exact: true }).inputValue()).toBe('9');
  await picture(second, 'e2e/rules-two-managers');
  expect(await accessibilityFaults(second)).toEqual([]);
  const [theirs] = await Promise.all([
    second.context().waitForEvent('page'),
    second.getByRole('link', { name: '保存された内容を別の窓で見る' }).click(),
  ]);
  await theirs.getByText('先に保存した人の目的').waitFor();
  await second.getByRole('button', { name: '見たうえで、自分の入力に置き換える' }).click();
  await second.getByText('あとの人の目的').waitFor();
});

test('one account is tried under a draft: what each line reads, why and until when, beside the version in force', async () => {
  const session = await openSession(centre.url, 'manager');
  const id = await aDraft(session, ({ steps }) => ({
    steps: steps.map((step) => ({ ...step, spacing: step.channel === 'call' ? 9 : step.spacing })),
  }));
  const manager = await logIn(browser, centre.url, 'manager');
  const [account] = await accountsOf(manager, { waiting_for: 'call_task' });
  await manager.goto(`${centre.url}/rules?receivable=city_tax&version=${id}`);
  await manager.getByRole('textbox', { name: '試す案件を探す' }).fill(account!.addressee_no.slice(-4));
  await manager.keyboard.press('Enter');
  await manager.getByRole('button', { name: '試す', exact: true }).first().press('Enter');
  await manager.getByRole('table', { name: '日ごとの動き' }).getByText('変わる').first().waitFor();
  expect(manager.url()).toMatch(/\/rules\/tried\/[0-9a-f-]+$/);
  await manager
    .getByRole('table', { name: 'この日の終わりに読む段階の表' })
    .getByText('電話番号がある')
    .first()
    .waitFor();
  await manager.getByText('なぜ', { exact: true }).first().waitFor();
  await picture(manager, 'e2e/rules-trial');
  expect(await accessibilityFaults(manager)).toEqual([]);

  await manager.goto(`${centre.url}/accounts/${account!.id}/show`);
  await manager.getByRole('tab', { name: '試算' }).click();
  await manager.getByRole('button', { name: 'この版で試す' }).click();
  await manager.getByRole('table', { name: '日ごとの動き' }).waitFor();
});

test('a month without an open day is told, applied only by who accepts it, and nothing breaks', async () => {
  const session = await openSession(centre.url, 'manager');
  const manager = await logIn(browser, centre.url, 'manager');
  const filter = { from_date: '2027-03-01', to_date: '2027-03-31' };
  const month = await read<{ day: string }[]>(manager, listPath('calendar-days', filter));
  const days = month.map(({ day }) => ({ day, pattern: 'closed' }));
  const asked = await session.send('POST', '/api/calendar-changes', { reason: '庁舎の改修', days });
  const { id } = (await asked.json()) as { id: string };
  await manager.goto(`${centre.url}/calendar/changes/${id}`);
  await manager.getByText(/開所日がない月: /).waitFor({ timeout: 60_000 });
  const apply = manager.getByRole('button', { name: '確定する' });
  await apply.waitFor();
  expect(await apply.isDisabled()).toBe(true);
  await picture(manager, 'e2e/calendar-no-open-day');
  await manager.getByRole('checkbox', { name: '開所日がない月でよいと承知しています' }).check();
  await apply.click();
  await apply.waitFor({ state: 'detached' });
  const { notes } = await read<{ notes: object[] }>(manager, '/api/calendar/check?fiscal_year=2026');
  expect(notes).toContainEqual(expect.objectContaining({ code: 'no_open_day', month: '2027-03' }));
  expect(await read<unknown[]>(manager, '/api/stuck-accounts')).toEqual([]);
});

/** Drafted, checked, simulated, requested and approved by the deputy, to be in force tomorrow. */
async function approved(page: Page, change: (content: RuleSet) => Partial<RuleSet>): Promise<void> {
  const session = await openSession(centre.url, 'manager');
  const id = await aDraft(session, change);
  expect((await session.send('POST', `/api/rule-versions/${id}/check`)).status).toBe(200);
  expect((await session.send('POST', '/api/simulations', { kind: 'book', rule_version_id: id })).status).toBe(202);
  const { business_now } = await read<{ business_now: string }>(page, '/api/status');
  const { content_hash } = await read<{ content_hash: string }>(page, `/api/rule-versions/${id}`);
  const effective_from = addDays(dateOf(new Date(business_now)), 1);
  const body = { content_hash, effective_from, reason: '試す' };
  await soon(async () => {
    const asked = await session.send('POST', `/api/rule-versions/${id}/request`, body);
    return asked.status === 204 ? true : undefined;
  });
  const deputy = await openSession(centre.url, 'deputy');
  expect((await deputy.send('POST', `/api/rule-versions/${id}/approve`, { content_hash })).status).toBe(204);
}

/** Their term of the 督促状 ends on the same day of next week. */
const CROWD: Newcomer[] = [...Array(80).keys()].map((index) => ({
  addresseeNo: String(9_900_001_000 + index),
  demanded: 5,
}));

test('rules that would call everybody today: the simulation shouts before approval, and the approver sees it', async () => {
  const manager = await logIn(browser, centre.url, 'manager');
  const [active] = (await versionsOf(manager)).filter(({ status }) => status === 'active');
  const isQuiet = (channel: string) => channel === 'letter' || channel === 'hand_off';
  await approved(manager, ({ steps }) => ({
    steps: steps.filter(({ channel }) => isQuiet(channel)).map((step, index) => ({ ...step, no: index + 1 })),
  }));
  await nextDay(manager);
  await soon(async () =>
    (await versionsOf(manager)).some(({ id, status }) => id !== active!.id && status === 'active') ? true : undefined,
  );
  const deputy = await logIn(browser, centre.url, 'deputy');
  await newcomers(deputy, [NEWCOMER, ...CROWD]);
  await soon(async () => {
    const [newest] = (await versionsOf(manager)).filter(({ status }) => status === 'active');
    return newest!.episodes >= CROWD.length ? true : undefined;
  });

  const session = await openSession(centre.url, 'manager');
  const id = await aDraft(session, () => ({ steps: active!.content.steps }));
  await manager.goto(`${centre.url}/rules?receivable=city_tax&version=${id}`);
  await manager.getByRole('button', { name: '検証する' }).click();
  await manager.getByRole('button', { name: '試算する' }).click();
  const shout = /電話番号のある\d+件のうち\d+件が一度に架電の対象になります/;
  await manager.getByText(shout).waitFor({ timeout: 120_000 });
  await picture(manager, 'e2e/rules-everybody');
  await manager.getByRole('button', { name: '承認を依頼する' }).click();
  await manager.getByRole('textbox', { name: '理由' }).fill('架電を戻す');
  await manager.getByRole('button', { name: '承認を依頼する' }).click();
  await manager.getByRole('button', { name: '取り下げて直す' }).waitFor();

  await deputy.goto(`${centre.url}/rules?receivable=city_tax&version=${id}`);
  await deputy.getByText(shout).waitFor();
  await deputy.getByRole('button', { name: '承認する' }).waitFor();
});
