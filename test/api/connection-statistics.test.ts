import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ConnectionStatistics } from '../../api/schemas/connection-statistics.ts';
import type { Outcome, SpokeWith } from '../../domain/codes.ts';
import { instantAt } from '../../domain/time.ts';
import { recordContact } from '../../records/contact.ts';
import { openApp, type TestApp } from '../helpers/app.ts';
import { testDatabase } from '../helpers/database.ts';
import { login } from '../helpers/desk.ts';
import { anAccount, type SeededAccount } from '../helpers/facts.ts';
import { devServer } from '../helpers/temporal.ts';

let centre: TestApp;
afterAll(() => centre.stop());
const { db } = await testDatabase();
const env = await devServer();
const url = '/api/connection-statistics?from=2026-11-01&to=2026-11-30';

beforeAll(async () => {
  centre = await openApp({ db, env });
  const mobile = await anAccount(db, { at: instantAt('2026-10-01', '07:00') });
  const landline = await anAccount(db, { at: instantAt('2026-10-01', '07:00'), phones: ['0250000000'] });
  await call(mobile, instantAt('2026-11-24', '18:10'), 'promise', 'self');
  await call(mobile, instantAt('2026-11-24', '18:40'), 'no_answer');
  await call(landline, instantAt('2026-11-26', '09:59'), 'busy');
  await call(landline, instantAt('2026-10-31', '10:00'), 'promise', 'self');
}, 60_000);

function call(account: SeededAccount, at: Date, outcome: Outcome, spokeWith: SpokeWith | null = null) {
  const tried = {
    kind: 'call',
    session: 'weekday',
    phoneId: account.phoneIds[0],
    accountId: account.accountId,
  } as const;
  return recordContact(db, { kind: 'system' }, { ...tried, at, outcome, spokeWith });
}

test('counts calls and talks by weekday, hour and kind of number within the days asked for', async () => {
  const manager = await login(centre.app, 'manager');
  const { status, body } = await manager.get<ConnectionStatistics>(url);
  expect(status).toBe(200);
  expect(body.cells).toEqual([
    { group_code: 'tax', phone_kind: 'mobile', weekday: 2, hour: 18, calls: 2, connected: 1 },
    { group_code: 'tax', phone_kind: 'landline', weekday: 4, hour: 9, calls: 1, connected: 0 },
  ]);
  expect(body.groups.map(({ code }) => code)).toContain('tax');
});

test('shows counts and no person', async () => {
  const { body } = await (await login(centre.app, 'manager')).get(url);
  expect(JSON.stringify(body)).not.toMatch(/試験|シケン|0901|0250/);
});

test.each([
  ['manager', 200],
  ['deputy', 200],
  ['auditor', 200],
  ['operator1', 403],
])('answers %s with %s', async (name, status) => {
  expect((await (await login(centre.app, name)).get(url)).status).toBe(status);
});

test('refuses days that are none', async () => {
  const manager = await login(centre.app, 'manager');
  expect((await manager.get('/api/connection-statistics?from=2026-02-30&to=2026-03-01')).status).toBe(400);
});
