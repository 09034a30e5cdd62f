import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { receiveFile } from '../../activities/exchange/take-in.ts';
import type { Status } from '../../api/schemas/status.ts';
import { openApp, type TestApp } from '../helpers/app.ts';
import { testDatabase } from '../helpers/database.ts';
import { type Desk, login } from '../helpers/desk.ts';
import { setClock } from '../helpers/exchange.ts';
import { aTask } from '../helpers/queue.ts';
import { aResult, claimed } from '../helpers/results.ts';
import { devServer } from '../helpers/temporal.ts';

let centre: TestApp;
const desks = new Map<string, Desk>();
afterAll(() => centre.stop());
const { db } = await testDatabase();
const env = await devServer();

beforeAll(async () => {
  centre = await openApp({ db, env });
  for (const name of ['operator1', 'deputy', 'tax', 'care']) desks.set(name, await login(centre.app, name));
}, 60_000);

async function counted(noun: keyof NonNullable<Status['counts']>): Promise<Record<string, number>> {
  const seen = await Promise.all(
    ['deputy', 'tax', 'care'].map(async (name) => {
      const { body } = await desks.get(name)!.get<Status>('/api/status');
      return [name, body.counts![noun]] as const;
    }),
  );
  return Object.fromEntries(seen);
}

test('a promise counts for the centre and for its own department only', async () => {
  const one = desks.get('operator1')!;
  const task = await aTask(db, { household: 'promise', priority: 1 });
  const found = await claimed(one, task.taskId);
  const promise = { promised_for: '2026-11-30', amounts: [{ account_id: task.accountId, amount: 30_000 }] };
  const result = aResult(found, task, { outcome: 'promise', spoke_with: 'self', promise });
  expect((await one.post(`/api/cases/${found.claim.claim_id}/result`, result)).status).toBe(200);
  expect(await counted('promises')).toEqual({ deputy: 1, tax: 1, care: 0 });
});

test('for a clerk the letters that wait are the delivery notes to be received', async () => {
  await db.query(
    `INSERT INTO delivery_note (department_code, on_date, no, handed_over_at, handed_over_by)
     SELECT 'tax', '2026-11-24', 1, '2026-11-24T10:00:00+09:00', id FROM staff WHERE login = 'deputy'`,
  );
  expect(await counted('letters')).toEqual({ deputy: 0, tax: 1, care: 0 });
});

test('a file with errors counts for its sender until a later one of its kind was taken in', async () => {
  const send = async (sequence: number, at: string, state: string, errors: number) => {
    const fileName = `tax_phones_${String(sequence).padStart(6, '0')}_20261124T0600.csv`;
    const id = await receiveFile(db, setClock(at), { fileName, bytes: Buffer.from(`file ${sequence}`) });
    await db.query('UPDATE exchange_file SET state = $2, error_count = $3 WHERE id = $1', [id, state, errors]);
  };
  await send(1, '2026-11-24T09:00:00+09:00', 'rejected', 2);
  expect(await counted('exchange_errors')).toEqual({ deputy: 1, tax: 1, care: 0 });
  await send(2, '2026-11-24T09:30:00+09:00', 'committed', 0);
  expect(await counted('exchange_errors')).toEqual({ deputy: 0, tax: 0, care: 0 });
});
