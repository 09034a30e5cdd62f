import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { instantAt } from '../../domain/time.ts';
import { openApp, type TestApp } from '../helpers/app.ts';
import { testDatabase } from '../helpers/database.ts';
import { type Desk, login } from '../helpers/desk.ts';
import { anAccount } from '../helpers/facts.ts';
import { devServer } from '../helpers/temporal.ts';

let centre: TestApp;
let operator: Desk;
afterAll(() => centre.stop());
const { db } = await testDatabase();
const env = await devServer();

beforeAll(async () => {
  centre = await openApp({ db, env });
  operator = await login(centre.app, 'operator1');
  await anAccount(db, { at: instantAt('2026-11-20', '09:00') });
}, 60_000);

async function names(language?: string) {
  const headers = { cookie: operator.cookie, ...(language ? { 'accept-language': language } : {}) };
  const accounts = await centre.app.inject({ url: '/api/accounts', headers });
  const home = await centre.app.inject({ url: '/api/home', headers });
  const [account] = accounts.json<{ receivable_name: string; name: string; ward: string }[]>();
  return {
    ...account,
    groups: home.json<{ contact_rates: { name: string }[] }>().contact_rates.map(({ name }) => name),
  };
}

test('receivables and groups are named in English for those who read it; people and wards stay as they are', async () => {
  expect(await names('en')).toMatchObject({
    receivable_name: 'City tax',
    name: '試験 ●●',
    ward: '中央区',
    groups: ['City tax', 'Three premiums', 'Childcare fees'],
  });
  for (const language of ['ja', 'ja-JP,en;q=0.5', undefined])
    expect(await names(language)).toMatchObject({ receivable_name: '市税', groups: expect.arrayContaining(['市税']) });
});
