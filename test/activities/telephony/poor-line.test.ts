import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createGateway, type Gateway } from '../../../activities/telephony/gateway.ts';
import { instantAt } from '../../../domain/time.ts';
import { aCallTask, aPlannedCall, fixedClock, until } from '../../helpers/calls.ts';
import { testCity } from '../../helpers/city.ts';
import { testDatabase } from '../../helpers/database.ts';
import { type AsteriskSimulator, startAsteriskSimulator } from '../../sim/asterisk/simulator.ts';

/** An Asterisk whose websocket lives while its commands fail or get no answer. */
const { db } = await testDatabase();
const now = instantAt('2026-11-26', '10:00');
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
let asterisk: AsteriskSimulator;
let gateway: Gateway;

beforeAll(() => testCity(db));
beforeEach(async () => {
  asterisk = await startAsteriskSimulator({ port: 0, speed: 20, operatorAnswerMs: 2_000 });
  const { url, user, password } = asterisk;
  gateway = createGateway({
    db,
    clock: fixedClock(now),
    log: quiet,
    ari: { url, user, password, requestTimeoutMs: 200 },
  });
  gateway.start();
  await until(() => gateway.state === 'up');
});
afterEach(async () => {
  await gateway.stop();
  await asterisk.stop();
});

async function planned(number: string, login: string): Promise<string> {
  const { taskId, phoneIds } = await aCallTask(db, { number, at: now });
  return aPlannedCall(db, { login, taskId, phoneId: phoneIds[0]!, at: now });
}

async function callOf(callId: string) {
  const { rows } = await db.query<{ state: string; line_result: string | null; intent: string }>(
    'SELECT c.state, c.line_result, i.state AS intent FROM call c JOIN intent i ON i.id = c.intent_id WHERE c.id = $1',
    [callId],
  );
  return rows[0]!;
}

const noted = async (callId: string, type: string) =>
  (await db.query('SELECT FROM call_event WHERE call_id = $1 AND type = $2', [callId, type])).rowCount ?? 0;
const isOver = (callId: string) => until(async () => (await callOf(callId)).state === 'ended');
const isFree = () => until(() => asterisk.channelIds().length === 0);

test('500 to the first command: nobody is rung, the call is over and the next one works', async () => {
  const call = await planned('0250000001', 'operator1');
  asterisk.setMode('failing');
  await gateway.startCall(call);
  await isOver(call);
  expect(await callOf(call)).toMatchObject({ intent: 'cancelled' });
  expect(asterisk.rings).toHaveLength(0);

  asterisk.setMode('up');
  const next = await planned('0250000001', 'operator1');
  await gateway.startCall(next);
  await until(() => asterisk.rings.length === 1);
});

test('no answer to the first command: the same, and a leg that it made all the same is hung up', async () => {
  const call = await planned('0250000001', 'operator1');
  asterisk.setMode('dumb');
  await gateway.startCall(call);
  await isOver(call);
  expect(await callOf(call)).toMatchObject({ intent: 'cancelled' });
  asterisk.setMode('up');
  await isFree();
  expect(asterisk.rings).toHaveLength(0);
});

test.each(['deaf', 'failing', 'dumb'] as const)(
  'it becomes %s while the operator’s telephone rings: the call goes on when it is back, and the debtor is rung once',
  async (mode) => {
    const call = await planned('0250000001', 'operator1');
    await gateway.startCall(call);
    asterisk.setMode(mode);
    await until(async () => (await noted(call, 'StasisStart')) === 1); // the operator has answered, and nothing can be done about it
    await pause(500);
    asterisk.setMode('up');
    await until(async () => (await callOf(call)).state === 'talking');
    await gateway.control(call, 'hang-up');
    await isOver(call);
    expect(asterisk.rings).toHaveLength(1);
    expect(await callOf(call)).toMatchObject({ line_result: 'answered', intent: 'confirmed' });
  },
);

test.each(['deaf', 'failing', 'dumb'] as const)(
  'it becomes %s while they talk: hanging up is done when it is back',
  async (mode) => {
    const call = await planned('0250000001', 'operator1');
    await gateway.startCall(call);
    await until(async () => (await callOf(call)).state === 'talking');
    asterisk.setMode(mode);
    await gateway.control(call, 'hang-up').catch(() => undefined);
    asterisk.setMode('up');
    await isOver(call);
    expect(await callOf(call)).toMatchObject({ line_result: 'answered', intent: 'confirmed' });
    await isFree();
  },
);

test('one call that gets no answers delays no other act of the gateway', async () => {
  const hung = await planned('0250000001', 'operator1');
  const other = await planned('0250000004', 'operator2');
  asterisk.setMode('deaf');
  const starting = gateway.startCall(hung);
  expect(await gateway.call(other)).toMatchObject({ isUp: false });
  await starting;
  asterisk.setMode('up');
  await gateway.startCall(other);
  await until(() => asterisk.rings.length === 1);
  await isOver(hung);
});
