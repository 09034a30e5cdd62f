import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createGateway, type Gateway } from '../../../activities/telephony/gateway.ts';
import { instantAt } from '../../../domain/time.ts';
import { testCity } from '../../helpers/city.ts';
import { aCallTask, aPlannedCall, fixedClock, until } from '../../helpers/calls.ts';
import { testDatabase } from '../../helpers/database.ts';
import { type AsteriskSimulator, startAsteriskSimulator } from '../../sim/asterisk/simulator.ts';

const { db, owner } = await testDatabase();
const now = instantAt('2026-11-26', '10:00');
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
let asterisk: AsteriskSimulator;
let gateway: Gateway;

beforeAll(() => testCity(db));

beforeEach(async () => {
  asterisk = await startAsteriskSimulator({
    port: 0,
    speed: 20,
    operatorPhone: (extension) =>
      extension === '207' ? 'unregistered' : extension === '206' ? 'rings_out' : 'answers',
  });
  gateway = aGateway();
  await isUp(gateway);
});

afterEach(async () => {
  await gateway.stop();
  await asterisk.stop();
});

function aGateway(): Gateway {
  const { url, user, password } = asterisk;
  const created = createGateway({ db, clock: fixedClock(now), log: quiet, ari: { url, user, password } });
  created.start();
  return created;
}

const isUp = (started: Gateway) => until(() => started.state === 'up');

interface Planned {
  callId: string;
  unitId: string;
  taskId: string;
  phoneId: string;
}

async function planned(number: string, { login = 'operator1', receivable = 'city_tax' } = {}): Promise<Planned> {
  const task = await aCallTask(db, { number, at: now, receivable });
  const phoneId = task.phoneIds[0]!;
  const callId = await aPlannedCall(db, { login, taskId: task.taskId, phoneId, at: now });
  return { callId, unitId: task.unitId, taskId: task.taskId, phoneId };
}

interface CallRow {
  state: string;
  line_result: string | null;
  cause: number | null;
  tech_cause: number | null;
  ring_ms: number | null;
  talk_ms: number | null;
  intent: string;
  phase: string | null;
  machine_hint: boolean;
}

async function callRow({ callId, unitId }: Planned): Promise<CallRow> {
  const { rows } = await db.query<CallRow>(
    `SELECT c.*, i.state AS intent, u.lease_phase AS phase FROM call c JOIN intent i ON i.id = c.intent_id, contact_unit u
      WHERE c.id = $1 AND u.id = $2`,
    [callId, unitId],
  );
  return rows[0]!;
}

const reaches = (call: Planned, state: string) => until(async () => (await callRow(call)).state === state);

async function eventTypes({ callId }: Planned): Promise<string[]> {
  const { rows } = await db.query<{ type: string }>('SELECT type FROM call_event WHERE call_id = $1 ORDER BY seq', [
    callId,
  ]);
  return rows.map(({ type }) => type);
}

describe('a call', () => {
  test('that is answered: ringing, talking, hung up, thirty minutes for the result', async () => {
    const call = await planned('0250000001');
    await gateway.startCall(call.callId);
    expect((await callRow(call)).phase).toBe('in_call');
    await reaches(call, 'talking');
    expect(await gateway.call(call.callId)).toEqual({ id: call.callId, isUp: true, state: 'talking' });
    await gateway.control(call.callId, 'hold');
    await gateway.control(call.callId, 'unhold');
    await gateway.control(call.callId, 'mute');
    await gateway.control(call.callId, 'unmute');

    await gateway.control(call.callId, 'hang-up');
    await reaches(call, 'ended');

    const row = await callRow(call);
    expect(row).toMatchObject({
      line_result: 'answered',
      intent: 'confirmed',
      phase: 'wrap_up',
      cause: 16,
      tech_cause: null,
    });
    expect(row.ring_ms).toBeGreaterThan(1_500);
    expect(row.ring_ms).toBeLessThan(60_000); // two seconds on the line, with room for a slow machine
    expect(row.talk_ms).toBeGreaterThan(0);
    const { rows } = await owner.query<{ minutes: number }>(
      'SELECT round(extract(epoch FROM lease_until - clock_timestamp()) / 60)::integer AS minutes FROM contact_unit WHERE id = $1',
      [call.unitId],
    );
    expect(rows[0]!.minutes).toBe(30);
    expect(asterisk.channelIds()).toEqual([]);
  });

  test.each([
    ['tax', 'city_tax', '0250000101'],
    ['premiums', 'health', '0250000102'],
    ['childcare', 'childcare', '0250000103'],
  ])(
    "shows the debtor the number of the group %s, never his own or the operator's",
    async (_group, receivable, callerId) => {
      const call = await planned('0250000002', { receivable });
      await gateway.startCall(call.callId);
      await reaches(call, 'ended');
      expect(asterisk.rings).toHaveLength(1);
      expect(asterisk.rings[0]).toMatchObject({ number: '0250000002', callerId, callerName: callerId });
    },
  );

  test.each([
    ['0250000002', 'busy', 17, 486],
    ['0250000003', 'unallocated', 1, 404],
    ['0250000004', 'no_answer', 19, 480],
    ['0250000006', 'rejected', 21, 403],
    ['0250000007', 'unreachable', 19, 480],
    ['0250000008', 'network_failure', 34, 503],
    ['0250000009', 'number_changed', 22, 410],
    ['0250000011', 'invalid_number', 28, 484],
    ['0250000012', 'unallocated', 1, 404],
    ['0250000013', 'network_failure', 27, 502],
    ['0250000014', 'network_failure', 19, 480],
  ])('to %s comes to %s', async (number, line_result, cause, tech_cause) => {
    const call = await planned(number);
    await gateway.startCall(call.callId);
    await reaches(call, 'ended');
    expect(await callRow(call)).toMatchObject({
      line_result,
      cause,
      tech_cause,
      intent: 'confirmed',
      phase: 'wrap_up',
    });
  });

  test('that a machine takes is answered with a hint, which the operator confirms or not', async () => {
    const call = await planned('0250000005');
    await gateway.startCall(call.callId);
    await until(async () => (await callRow(call)).machine_hint);
    await gateway.control(call.callId, 'hang-up');
    await reaches(call, 'ended');
    expect((await callRow(call)).line_result).toBe('answered');
  });

  test('that was started before is left as it is', async () => {
    const call = await planned('0250000001');
    await Promise.all([gateway.startCall(call.callId), gateway.startCall(call.callId)]);
    await reaches(call, 'talking');
    await gateway.startCall(call.callId);
    await gateway.control(call.callId, 'hang-up');
    await reaches(call, 'ended');
    await gateway.startCall(call.callId);
    expect(asterisk.rings).toHaveLength(1);
  });

  test('cannot be held before somebody talks, nor after it is over', async () => {
    const call = await planned('0250000004');
    await gateway.startCall(call.callId);
    await expect(gateway.control(call.callId, 'hold')).rejects.toMatchObject({ code: 'wrong_state' });
    await gateway.control(call.callId, 'hang-up');
    await reaches(call, 'ended');
    await expect(gateway.control(call.callId, 'mute')).rejects.toMatchObject({ code: 'wrong_state' });
    await gateway.control(call.callId, 'hang-up');
  });

  test('is not made while another of the same operator is up', async () => {
    const first = await planned('0250000001', { login: 'operator2' });
    await gateway.startCall(first.callId);
    const second = await planned('0250000001', { login: 'operator2' });
    await expect(gateway.startCall(second.callId)).rejects.toMatchObject({ code: 'call_running' });
    expect(await callRow(second)).toMatchObject({ state: 'ended', line_result: 'cancelled', intent: 'cancelled' });
    await gateway.control(first.callId, 'hang-up');
    await reaches(first, 'ended');
  });

  test('that the gate refuses never reaches a telephone', async () => {
    const call = await planned('0250000001');
    await owner.query(`UPDATE phone SET status = 'dead' WHERE id = $1`, [call.phoneId]);
    await expect(gateway.startCall(call.callId)).rejects.toMatchObject({
      code: 'gate_refused',
      params: { refusal: 'number_dead' },
    });
    expect(await callRow(call)).toMatchObject({ state: 'ended', intent: 'refused', phase: 'claimed' });
    expect(asterisk.channelIds()).toEqual([]);
  });

  test.each([
    ['operator7', 'is not there'],
    ['operator6', 'is not taken'],
  ])('of %s, whose telephone %s, is no attempt and may be repeated', async (login) => {
    const call = await planned('0250000001', { login });
    await gateway.startCall(call.callId);
    await reaches(call, 'ended');
    const row = { line_result: 'operator_unavailable', intent: 'cancelled', phase: 'claimed' };
    expect(await callRow(call)).toMatchObject(row);
    expect(asterisk.rings).toEqual([]);
  });

  test('that the operator ends while it rings is cancelled, and the number did ring', async () => {
    const call = await planned('0250000004');
    await gateway.startCall(call.callId);
    await reaches(call, 'ringing');
    asterisk.hangUp(`op-${call.callId}`);
    await reaches(call, 'ended');
    expect(await callRow(call)).toMatchObject({ line_result: 'cancelled', intent: 'confirmed', phase: 'wrap_up' });
    expect(asterisk.channelIds()).toEqual([]);
  });

  test('that is hung up before the operator took it never rings the debtor', async () => {
    const call = await planned('0250000001');
    await gateway.startCall(call.callId);
    await gateway.control(call.callId, 'hang-up');
    await reaches(call, 'ended');
    expect((await callRow(call)).intent).toBe('cancelled');
    expect(asterisk.rings).toEqual([]);
  });

  test('leaves no number in its events', async () => {
    const call = await planned('0250000002');
    await gateway.startCall(call.callId);
    await reaches(call, 'ended');
    const { rows } = await db.query<{ payload: object }>('SELECT payload FROM call_event WHERE call_id = $1', [
      call.callId,
    ]);
    expect(JSON.stringify(rows)).not.toContain('025000');
    expect(await eventTypes(call)).toEqual(
      expect.arrayContaining(['StasisStart', 'DialRequested', 'ChannelDestroyed']),
    );
  });
});

describe('when the line is cut', () => {
  test('a call goes on and the rest of it is heard', async () => {
    const call = await planned('0250000001');
    await gateway.startCall(call.callId);
    await reaches(call, 'ringing');
    asterisk.dropConnections();
    await reaches(call, 'talking'); // perhaps answered in the gap: found by looking
    await isUp(gateway);
    asterisk.hangUp(`de-${call.callId}`);
    await reaches(call, 'ended');
    expect(await callRow(call)).toMatchObject({ line_result: 'answered', intent: 'confirmed' });
    expect(asterisk.rings).toHaveLength(1);
    await until(() => asterisk.channelIds().length === 0);
  });

  test('a call that ended in the gap is known to have rung, and nothing more', async () => {
    const call = await planned('0250000004');
    await gateway.startCall(call.callId);
    await reaches(call, 'ringing');
    asterisk.dropConnections();
    asterisk.hangUp(`de-${call.callId}`);
    await reaches(call, 'ended');
    expect(await callRow(call)).toMatchObject({ line_result: 'unknown', intent: 'confirmed', ring_ms: null });
  });

  test('no call begins and the intent is given back', async () => {
    await gateway.stop();
    const call = await planned('0250000001');
    await expect(gateway.startCall(call.callId)).rejects.toMatchObject({ code: 'line_down' });
    expect(await callRow(call)).toMatchObject({ state: 'ended', line_result: 'cancelled', intent: 'cancelled' });
  });
});

describe('when the gateway is started again', () => {
  test('a call that is up is taken on', async () => {
    const call = await planned('0250000001');
    await gateway.startCall(call.callId);
    await reaches(call, 'talking');
    await gateway.stop();
    gateway = aGateway();
    await isUp(gateway);
    await gateway.control(call.callId, 'hang-up');
    await reaches(call, 'ended');
    expect(await callRow(call)).toMatchObject({ line_result: 'answered', intent: 'confirmed' });
    expect(asterisk.rings).toHaveLength(1);
  });

  test('what was dialled and left no trace is unknown, and is never dialled again', async () => {
    const call = await planned('0250000014');
    await gateway.startCall(call.callId);
    await until(async () => (await eventTypes(call)).includes('DialRequested'));
    await gateway.stop();
    asterisk.hangUp(`de-${call.callId}`);
    asterisk.hangUp(`op-${call.callId}`);
    const dialled = asterisk.rings.length;
    gateway = aGateway();
    await reaches(call, 'ended');
    expect(await callRow(call)).toMatchObject({ line_result: 'unknown', intent: 'unknown', phase: 'wrap_up' });
    await isUp(gateway);
    expect(asterisk.rings).toHaveLength(dialled);
    const { rows } = await db.query(
      'SELECT FROM nudge n JOIN intent i USING (account_id) JOIN call c ON c.intent_id = i.id WHERE c.id = $1 AND n.cause = $2',
      [call.callId, 'ring_unknown'],
    );
    expect(rows).toHaveLength(1);
  });

  test('legs of calls that are over are hung up, those of others are not', async () => {
    const call = await planned('0250000001');
    await gateway.startCall(call.callId);
    await reaches(call, 'talking');
    await gateway.stop();
    await owner.query(`UPDATE call SET state = 'ended' WHERE id = $1`, [call.callId]);
    gateway = aGateway();
    await isUp(gateway);
    await until(() => asterisk.channelIds().length === 0);
  });

  test('a lost lock is a restart: the call goes on under whoever gets it', async () => {
    const call = await planned('0250000001');
    await gateway.startCall(call.callId);
    await reaches(call, 'talking');
    await owner.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    await until(() => gateway.state !== 'up');
    await isUp(gateway);
    await gateway.control(call.callId, 'hang-up');
    await reaches(call, 'ended');
    expect(await callRow(call)).toMatchObject({ line_result: 'answered', intent: 'confirmed' });
    expect(asterisk.rings).toHaveLength(1);
  });

  test('a second gateway waits for the first to go', async () => {
    const second = aGateway();
    await until(() => second.state === 'waiting');
    expect(gateway.state).toBe('up');
    await gateway.stop();
    await isUp(second);
    await second.stop();
  });
});
