import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cityTaxLateCharge, type DatedLateCharge } from '../../domain/late-charge-settings.ts';
import { openApp, type TestApp } from '../helpers/app.ts';
import { testDatabase } from '../helpers/database.ts';
import { type Desk, login } from '../helpers/desk.ts';
import { devServer } from '../helpers/temporal.ts';

let centre: TestApp;
let manager: Desk;
afterAll(() => centre.stop());
const { db } = await testDatabase();
const env = await devServer();
const path = '/api/receivables/care/late-charges';

beforeAll(async () => {
  centre = await openApp({ db, env });
  manager = await login(centre.app, 'manager');
}, 60_000);

const stored = async () => (await manager.get<DatedLateCharge[]>(path)).body;

test('a manager adds next year’s rates and a revision; both are in the ledger and a repetition changes nothing', async () => {
  const rates = [...cityTaxLateCharge.rates, { fromYear: 2027, low: 2.9, high: 9.2 }];
  const next = { ...cityTaxLateCharge, rates };
  expect((await manager.send('PUT', `${path}/1950-01-01`, next)).status).toBe(204);
  const revised = { ...next, lowRateMonths: 3 };
  for (let time = 0; time < 2; time += 1) {
    expect((await manager.send('PUT', `${path}/2027-04-01`, revised)).status).toBe(204);
  }
  expect(await stored()).toEqual([
    { appliesFrom: '1950-01-01', settings: next },
    { appliesFrom: '2027-04-01', settings: revised },
  ]);
  const { rows } = await db.query(
    `SELECT detail->>'appliesFrom' AS day FROM ledger WHERE act = 'setting_changed' AND detail->>'lateCharge' = 'care' ORDER BY id`,
  );
  expect(rows).toEqual([{ day: '1950-01-01' }, { day: '2027-04-01' }, { day: '2027-04-01' }]);
});

test('a revision is taken back once; the first one never', async () => {
  expect((await manager.send('DELETE', `${path}/2027-04-01`)).status).toBe(204);
  expect((await manager.send('DELETE', `${path}/2027-04-01`)).status).toBe(404);
  expect((await manager.send('DELETE', `${path}/1950-01-01`)).status).toBe(404);
  expect(await stored()).toHaveLength(1);
});

test.each([
  ['a rate beyond 50 %', { rates: [{ fromYear: 2026, low: 2.8, high: 91 }] }],
  ['three decimals', { rates: [{ fromYear: 2026, low: 2.805, high: 9.1 }] }],
  [
    'a year twice',
    {
      rates: [
        { fromYear: 2026, low: 2.8, high: 9.1 },
        { fromYear: 2026, low: 2.9, high: 9.1 },
      ],
    },
  ],
  ['a unit of zero', { baseUnit: 0 }],
  ['a field nobody knows', { surprise: true }],
])('%s is refused and nothing is changed', async (_what, change) => {
  const before = await stored();
  const { status, body } = await manager.send('PUT', `${path}/2027-04-01`, { ...cityTaxLateCharge, ...change });
  expect([status, body.code]).toEqual([400, 'bad_request']);
  expect(await stored()).toEqual(before);
});

test('operators read it, and only those who manage settings change it', async () => {
  const operator = await login(centre.app, 'operator1');
  expect((await operator.get(path)).status).toBe(200);
  expect((await operator.send('PUT', `${path}/2027-04-01`, cityTaxLateCharge)).status).toBe(403);
  expect((await manager.get('/api/receivables/of_nobody/late-charges')).status).toBe(404);
});
