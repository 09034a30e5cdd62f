import { setTimeout as pause } from 'node:timers/promises';
import { expect, jest, test } from '@jest/globals';
import { instantAt } from '../../domain/time.ts';
import { aCallTask, aPlannedCall } from '../helpers/calls.ts';
import { anAccount } from '../helpers/facts.ts';
import { ownPostgres } from '../helpers/own-postgres.ts';
import { runningCentre, soon } from '../helpers/running-centre.ts';

/** `OUTAGE_SECONDS=300 npm test -- database-outage` is the real thing; most limits of waiting are passed in eight seconds as well. */
const OUTAGE_MS = Number(process.env['OUTAGE_SECONDS'] ?? 8) * 1_000;
const ACCOUNTS = 12;
jest.setTimeout(OUTAGE_MS + 400_000);

const postgres = await ownPostgres();
const { db } = postgres;
const at = instantAt('2026-09-07', '10:00');
const { sms, asterisk, line, processes, ...centre } = await runningCentre(postgres, at);

async function one<Row extends object>(sql: string, ...values: unknown[]): Promise<Row> {
  return (await db.query<Row>(sql, values)).rows[0]!;
}

const counted = async (sql: string) =>
  (await one<{ count: number }>(`SELECT count(*)::integer AS count FROM ${sql}`)).count;
const areUp = () => processes.map((process) => process.isUp());

test('PostgreSQL goes in the middle of texts and a call: every page says so, no process ends, and all goes on where it was', async () => {
  await centre.start();
  const { taskId, phoneIds } = await aCallTask(db, { number: '0250000001', at, receivable: 'health' });
  const call = await aPlannedCall(db, { login: 'operator1', taskId, phoneId: phoneIds[0]!, at });
  const second = await aCallTask(db, { number: '0250000004', at, receivable: 'health' });
  const press = { login: 'operator2', taskId: second.taskId, phoneId: second.phoneIds[0]!, at };
  const pressed = await aPlannedCall(db, press);
  await line.startCall(call);
  const callState = () => one<{ state: string }>('SELECT state FROM call WHERE id = $1', call);
  await soon(async () => (await callState()).state === 'talking', 'they talk');
  for (let n = 0; n < ACCOUNTS; n += 1) await anAccount(db, { at, phones: [`090300${1_000 + n}0`] });
  await soon(async () => sms.texts.length >= 3, 'some texts are out');

  await postgres.stop();
  const before = sms.texts.length;
  expect(before).toBeLessThan(ACCOUNTS);
  expect(await centre.logIn()).toEqual({ status: 503, code: 'database_away' });
  expect([await centre.statusOf('/readyz'), await centre.statusOf('/healthz')]).toEqual([503, 200]);
  await expect(line.startCall(pressed)).rejects.toMatchObject({ code: 'database_away' });
  asterisk.hangUp(`de-${call}`); // nobody can write it down
  await pause(OUTAGE_MS);
  expect(await centre.logIn()).toEqual({ status: 503, code: 'database_away' });
  expect(areUp()).toEqual([true, true, true]);
  expect(asterisk.rings).toHaveLength(1);
  expect(sms.texts.length - before).toBeLessThanOrEqual(1); // the one that was on its way

  await postgres.start();
  await soon(async () => (await centre.logIn()).status === 200, 'the API works');
  await soon(async () => (await callState()).state === 'ended', 'the call is over');
  await soon(
    async () => (await counted(`intent WHERE kind = 'sms' AND state = 'confirmed'`)) === ACCOUNTS,
    'all texts',
  );
  expect(sms.texts).toHaveLength(ACCOUNTS);
  expect(new Set(sms.texts.map(({ to }) => to)).size).toBe(ACCOUNTS);
  expect(await counted(`contact WHERE outcome = 'sms_accepted'`)).toBe(ACCOUNTS);
  expect(await one('SELECT line_result FROM call WHERE id = $1', call)).toEqual({ line_result: 'answered' });
  await soon(() => centre.isLineUp(), 'the line is up again');
  await line.startCall(await aPlannedCall(db, press));
  await soon(async () => asterisk.rings.length === 2, 'it rings');
  expect(areUp()).toEqual([true, true, true]);
});
