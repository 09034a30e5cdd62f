import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import { demoPassword } from '../../prisma/reference/staff.ts';
import { findChromium } from '../../reports/chromium.ts';

const ARTEFACTS = 'artifacts';

/** The Chromium that also prints the letters. Call it at the file's top level; it ends with the file. */
export async function openBrowser(): Promise<Browser> {
  const { executablePath, args } = await findChromium({ chromiumPath: process.env['CHROMIUM_PATH'] });
  const browser = await chromium.launch({ executablePath, args });
  afterAll(() => browser.close());
  return browser;
}

/** A window of its own, Japanese unless said otherwise, with that person logged in on the first page. */
export async function logIn(browser: Browser, url: string, login: string, locale = 'ja-JP'): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale });
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('input').first().fill(login);
  await page.locator('input[type=password]').fill(demoPassword);
  await page.keyboard.press('Enter');
  await page.locator('input[type=password]').waitFor({ state: 'detached' });
  return page;
}

/** Kept as an artefact of the run. */
export async function picture(page: Page, name: string): Promise<void> {
  await mkdir(ARTEFACTS, { recursive: true });
  await page.screenshot({ path: path.join(ARTEFACTS, `${name}.png`) });
}
