import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { gatewayClient } from '../../../activities/telephony/gateway-client.ts';
import { dateOf } from '../../../domain/time.ts';
import { freePort } from '../../../setup/ports.ts';
import { aCallTask, aPlannedCall, until } from '../../helpers/calls.ts';
import { testCity } from '../../helpers/city.ts';
import { testDatabase } from '../../helpers/database.ts';
import { type AsteriskSimulator, startAsteriskSimulator } from '../../sim/asterisk/simulator.ts';

const { db, owner, url } = await testDatabase();
const secret = 'between the two';
let asterisk: AsteriskSimulator;
let gatewayUrl: string;
let gateway: ChildProcess | undefined;

beforeAll(async () => {
  await testCity(db);
  await openAllDay();
  asterisk = await startAsteriskSimulator({ port: 0, speed: 10 });
  gatewayUrl = `http://127.0.0.1:${await freePort()}`;
});

/** The process has the real clock, moved into an operating hour of a day that is open. */
async function openAllDay(): Promise<void> {
  const noon = new Date();
  noon.setUTCHours(3, 0, 0, 0);
  await owner.query(`UPDATE calendar_day SET pattern = 'weekday' WHERE day = $1`, [dateOf(noon)]);
  await owner.query('UPDATE installation SET clock_offset_ms = $1', [noon.getTime() - Date.now()]);
}

async function startGateway(): Promise<void> {
  gateway = spawn(process.execPath, ['activities/telephony/main.ts'], {
    stdio: 'ignore',
    env: {
      ...process.env,
      ...{ NODE_OPTIONS: '', LOG_LEVEL: 'silent', TEMPORAL_ADDRESS: '127.0.0.1:1', DATABASE_URL: url },
      ...{ ASTERISK_URL: asterisk.url, ASTERISK_USER: asterisk.user, ASTERISK_PASSWORD: asterisk.password },
      ...{ GATEWAY_URL: gatewayUrl, GATEWAY_SECRET: secret, CODEC_KEY: Buffer.alloc(32).toString('base64') },
    },
  });
  await until(async () => (await fetch(`${gatewayUrl}/healthz`).catch(() => null))?.ok === true);
}

async function killGateway(signal: NodeJS.Signals): Promise<void> {
  if (!gateway || gateway.exitCode !== null) return;
  const ended = once(gateway, 'exit');
  gateway.kill(signal);
  await ended;
}

describe('a gateway that is killed in a call', () => {
  afterAll(async () => {
    await killGateway('SIGTERM');
    await asterisk.stop();
  });

  test('rings nobody twice: the next one takes the call on', async () => {
    await startGateway();
    const client = gatewayClient({ url: gatewayUrl, secret });
    const at = new Date();
    const { taskId, phoneIds } = await aCallTask(db, { number: '0250000001', at });
    const callId = await aPlannedCall(db, { login: 'operator1', taskId, phoneId: phoneIds[0]!, at });
    const call = async () =>
      (await db.query<{ state: string; line_result: string }>('SELECT * FROM call WHERE id = $1', [callId])).rows[0]!;

    await client.startCall(callId);
    await until(async () => (await call()).state === 'talking');
    await killGateway('SIGKILL');
    await startGateway();
    await client.startCall(callId);
    await client.control(callId, 'hang-up');
    await until(async () => (await call()).state === 'ended');

    expect((await call()).line_result).toBe('answered');
    expect(asterisk.rings).toHaveLength(1);
    await until(() => asterisk.channelIds().length === 0);
  });
});
