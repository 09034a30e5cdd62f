import { chromium, type Page } from 'playwright-core';
import { demoPassword } from '../prisma/reference/staff.ts';
import { findChromium } from '../reports/chromium.ts';

/** `npm run screenshot -- http://localhost:8080`: the README's picture, of a running demo: an operator in the middle of a call. */
const url = process.argv[2] ?? 'http://localhost:8080';
const { executablePath, args } = await findChromium({});
const browser = await chromium.launch({ executablePath, args });
try {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: 'ja-JP' });
  await page.goto(url);
  await page.getByRole('textbox', { name: 'ログインID' }).fill('operator3');
  await page.getByLabel('パスワード', { exact: true }).fill(demoPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /次の案件|対応を続ける/ }).click();
  await untilSomebodyAnswers(page);
  await page.getByRole('button', { name: /納付約束/ }).click();
  await page
    .getByText(/約束の期限/)
    .first()
    .waitFor();
  await page.screenshot({ path: new URL('./workspace.png', import.meta.url).pathname });
  await page.getByRole('button', { name: /終話/ }).click();
} finally {
  await browser.close();
}

async function untilSomebodyAnswers(page: Page): Promise<void> {
  const talking = page.getByText('通話中', { exact: true });
  const ended = page.getByRole('button', { name: /もう一度発信/ });
  for (let tries = 0; tries < 30; tries += 1) {
    await page.getByRole('button', { name: /^発信/ }).click();
    await talking.or(ended).waitFor({ timeout: 60_000 });
    if (await talking.isVisible()) return;
    await page.getByRole('button', { name: /記録して次へ/ }).click();
    await ended.waitFor({ state: 'detached' });
  }
  throw new Error('Nobody answered');
}
