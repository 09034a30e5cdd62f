import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';

/** What the page's person may read, through the page's own session. Throws when the API refuses. */
export async function read<Body>(page: Page, path: string): Promise<Body> {
  const answer = await page.request.get(new URL(path, page.url()).href);
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  const body: unknown = await answer.json();
  return body as Body;
}

export function listPath(resource: string, filter: object): string {
  const query = new URLSearchParams({ range: '[0,49]', filter: JSON.stringify(filter) });
  return `/api/${resource}?${query.toString()}`;
}

const DAY_MS = 90_000;

/** 次の運営日へ: waits until the city has played the day and closes the list of what happened. Any page with the demo's clock will do. */
export async function nextDay(page: Page): Promise<void> {
  await page.getByRole('button', { name: '次の運営日へ' }).click();
  const happened = page.getByRole('dialog', { name: 'このあいだのできごと' });
  await happened.waitFor({ timeout: DAY_MS });
  await page.keyboard.press('Escape');
  await happened.waitFor({ state: 'detached' });
}

/** Days pass until the answer is there. Fails the test when it does not come in so many operating days. */
export async function daysUntil<Answer>(
  page: Page,
  ask: () => Promise<Answer | undefined>,
  atMost = 45,
): Promise<Answer> {
  for (let day = 0; day <= atMost; day += 1) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await nextDay(page);
  }
  throw new Error(`Not in ${atMost} operating days`);
}

/** Until the answer is there, for what happens by itself within a minute. */
export async function soon<Answer>(ask: () => Promise<Answer | undefined>): Promise<Answer> {
  for (let tries = 0; tries < 240; tries += 1) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await sleep(250);
  }
  throw new Error('Not within a minute');
}

/** Searches in the top bar by 宛名番号 and opens the account; its id. */
export async function openAccount(page: Page, addresseeNo: string): Promise<string> {
  const field = page.getByRole('search').getByRole('textbox');
  await field.fill(addresseeNo);
  await field.press('Enter');
  await page.getByRole('link', { name: addresseeNo.slice(-4) }).click();
  await page.waitForURL(/\/accounts\/[0-9a-f-]+\/show/);
  return /accounts\/([0-9a-f-]+)/.exec(page.url())![1]!;
}

/** Rings the first number and waits for the line's end or for somebody who answers. */
export async function dial(page: Page): Promise<'talking' | 'ended'> {
  await page.getByRole('button', { name: /^発信/ }).click();
  const talking = page.getByText('通話中', { exact: true });
  const ended = page.getByRole('button', { name: /もう一度発信/ });
  await talking.or(ended).first().waitFor({ timeout: 90_000 });
  return (await talking.isVisible()) ? 'talking' : 'ended';
}

/** 記録して次へ, once the sentence under 保存すると says what the rules will do; then puts the next case off, if one came. */
export async function recordResult(page: Page): Promise<void> {
  await page.getByText('保存すると').locator('xpath=following-sibling::*//p').first().waitFor();
  const next = page.waitForResponse((answer) => answer.url().endsWith('/api/tasks/next'));
  await page.getByRole('button', { name: /記録して次へ/ }).click();
  if (!(await next).ok()) return;
  const idle = page.getByText(/いま架電できる世帯は/);
  await idle.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '見送る' }).click();
  await page.getByRole('menuitem').first().click();
  await idle.waitFor();
}
