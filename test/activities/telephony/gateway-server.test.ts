import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createGateway, type Gateway } from '../../../activities/telephony/gateway.ts';
import { type GatewayClient, gatewayClient } from '../../../activities/telephony/gateway-client.ts';
import { buildGatewayServer } from '../../../activities/telephony/gateway-server.ts';
import { instantAt } from '../../../domain/time.ts';
import { testCity } from '../../helpers/city.ts';
import { aCallTask, aPlannedCall, fixedClock, until } from '../../helpers/calls.ts';
import { testDatabase } from '../../helpers/database.ts';
import { type AsteriskSimulator, startAsteriskSimulator } from '../../sim/asterisk/simulator.ts';

const { db, owner } = await testDatabase();
const now = instantAt('2026-11-26', '10:00');
const secret = 'between the two';
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
let asterisk: AsteriskSimulator;
let gateway: Gateway;
let server: FastifyInstance;
let client: GatewayClient;
let url: string;

beforeAll(async () => {
  await testCity(db);
  asterisk = await startAsteriskSimulator({
    port: 0,
    speed: 20,
    answer: () => ({ kind: 'answer', ringMs: 400, talkMs: 2_000 }),
  });
  gateway = createGateway({ db, clock: fixedClock(now), log: quiet, ari: asterisk });
  server = buildGatewayServer(gateway, secret);
  url = await server.listen({ host: '127.0.0.1', port: 0 });
  client = gatewayClient({ url, secret });
});

async function aCall(): Promise<{ callId: string; phoneId: string }> {
  const { taskId, phoneIds } = await aCallTask(db, { number: '0250000001', at: now });
  const phoneId = phoneIds[0]!;
  return { callId: await aPlannedCall(db, { login: 'operator1', taskId, phoneId, at: now }), phoneId };
}

async function stateOf(callId: string): Promise<string> {
  const { rows } = await db.query<{ state: string }>('SELECT state FROM call WHERE id = $1', [callId]);
  return rows[0]!.state;
}

describe("the gateway's internal API", () => {
  afterAll(async () => {
    await server.close();
    await gateway.stop();
    await asterisk.stop();
  });

  test('says line_down until it holds the line', async () => {
    const { callId } = await aCall();
    await expect(client.startCall(callId)).rejects.toMatchObject({ code: 'line_down' });
    expect((await fetch(`${url}/healthz`)).status).toBe(503);
    gateway.start();
    await until(() => gateway.state === 'up');
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ state: 'up' });
  });

  test('makes a call, whose debtor hangs up by himself', async () => {
    const { callId } = await aCall();
    await client.startCall(callId);
    await until(async () => (await stateOf(callId)) === 'talking');
    await client.control(callId, 'hold');
    await client.control(callId, 'unhold');
    const shown = await fetch(`${url}/calls/${callId}`, { headers: { 'x-gateway-secret': secret } });
    expect(await shown.json()).toMatchObject({ id: callId, isUp: true });
    await until(async () => (await stateOf(callId)) === 'ended');
    const rings = await fetch(`${asterisk.url}/sim/rings`);
    expect(await rings.json()).toEqual([
      expect.objectContaining({
        number: '0250000001',
        callerId: '0250000101',
        kind: 'answer',
        answeredAt: expect.any(String),
      }),
    ]);
  });

  test('gives the refusal of the gate to the caller', async () => {
    const { callId, phoneId } = await aCall();
    await owner.query(`UPDATE phone SET status = 'dead' WHERE id = $1`, [phoneId]);
    const refusal = { code: 'gate_refused', params: { refusal: 'number_dead' } };
    await expect(client.startCall(callId)).rejects.toMatchObject(refusal);
  });

  test('knows no other calls, no other secret and no other body', async () => {
    await expect(client.startCall(randomUUID())).rejects.toMatchObject({ code: 'not_found' });
    await expect(client.control(randomUUID(), 'hang-up')).rejects.toMatchObject({ code: 'not_found' });
    await expect(client.startCall('nonsense')).rejects.toMatchObject({ code: 'bad_request' });
    const stranger = gatewayClient({ url, secret: 'wrong' });
    await expect(stranger.startCall(randomUUID())).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('out of reach is line_down', async () => {
    const nobody = gatewayClient({ url: 'http://127.0.0.1:9', secret });
    await expect(nobody.startCall(randomUUID())).rejects.toMatchObject({ code: 'line_down' });
  });
});
