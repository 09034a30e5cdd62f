import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type AriClient, type AriListener, createAriClient } from '../../../activities/telephony/ari-client.ts';
import type { AriEvent } from '../../../activities/telephony/ari-events.ts';
import { until } from '../../helpers/calls.ts';
import { type AsteriskSimulator, startAsteriskSimulator } from '../../sim/asterisk/simulator.ts';

const quiet = { info: () => undefined, warn: () => undefined };
let asterisk: AsteriskSimulator;
let clients: AriClient[] = [];

beforeEach(async () => {
  asterisk = await startAsteriskSimulator({ port: 0, speed: 20 });
});

afterEach(async () => {
  for (const client of clients) client.close();
  clients = [];
  await asterisk.stop();
});

function client(password = asterisk.password): AriClient {
  const { url, user } = asterisk;
  const created = createAriClient({ url, user, password, app: 'notice', log: quiet });
  clients.push(created);
  return created;
}

function listening() {
  const seen = { events: [] as AriEvent[], ups: 0, downs: 0, replaced: 0 };
  const listener: AriListener = {
    onUp: () => seen.ups++,
    onDown: () => seen.downs++,
    onEvent: (event) => seen.events.push(event),
    onReplaced: () => seen.replaced++,
  };
  return { seen, listener };
}

const originate = { endpoint: 'PJSIP/201', app: 'notice', appArgs: 'operator', callerId: '0250000000' };

describe('the ARI client', () => {
  test('hears an operator take the call, in the order of Asterisk', async () => {
    const ari = client();
    const { seen, listener } = listening();
    ari.open(listener);
    await until(() => ari.isUp);

    expect(await ari.request('POST', 'channels/op-1', originate)).toMatchObject({ status: 200, body: { id: 'op-1' } });
    expect((await ari.request('POST', 'channels/op-1', originate)).status).toBe(409);

    await until(() => seen.events.some(({ type }) => type === 'StasisStart'));
    expect(seen.events.map(({ type }) => type)).toEqual([
      'Dial',
      'Dial',
      'ChannelStateChange',
      'ChannelStateChange',
      'Dial',
      'StasisStart',
    ]);
    expect(Date.parse(seen.events[0]!.timestamp)).toBeGreaterThan(Date.parse('2020-01-01T00:00:00Z'));
  });

  test('a leg is in the application only after its StasisStart', async () => {
    const ari = client();
    const { seen, listener } = listening();
    ari.open(listener);
    await until(() => ari.isUp);
    await ari.request('POST', 'bridges/br-1', { type: 'mixing' });
    const join = () => ari.request('POST', 'bridges/br-1/addChannel', { channel: 'de-1' });
    const create = { endpoint: 'PJSIP/0250000001@trunk', app: 'notice', channelId: 'de-1' };
    const [, early] = await Promise.all([ari.request('POST', 'channels/create', create), join()]);

    expect(early.status).toBe(422);
    await until(() => seen.events.some(({ type }) => type === 'StasisStart'));
    expect((await join()).status).toBe(204);
    expect((await ari.request('POST', 'channels/de-1/dial', { timeout: 30 })).status).toBe(204);
    expect((await ari.request('POST', 'channels/de-1/dial', { timeout: 30 })).status).toBe(409);
    expect((await ari.request('DELETE', 'channels/unknown')).status).toBe(404);
  });

  test('asks over HTTP while the websocket is away', async () => {
    const ari = client();
    expect(await ari.request('GET', 'channels')).toEqual({ status: 200, body: [] });
    expect((await ari.request('PUT', 'applications/notice/eventFilter')).status).toBe(404);
  });

  test('comes back after a cut and says so', async () => {
    const ari = client();
    const { seen, listener } = listening();
    ari.open(listener);
    await until(() => seen.ups === 1);
    asterisk.dropConnections();
    await until(() => seen.ups === 2);
    expect(seen.downs).toBe(1);
    expect((await ari.request('GET', 'asterisk/info')).status).toBe(200);
  });

  test('stands down when another connection takes the application', async () => {
    const first = client();
    const { seen, listener } = listening();
    first.open(listener);
    await until(() => seen.ups === 1);
    const second = client();
    second.open(listening().listener);
    await until(() => seen.replaced === 1);
    await until(() => !first.isUp);
    expect(second.isUp).toBe(true);
    expect(seen.ups).toBe(1);
  });

  test('is refused with a wrong password and keeps it out of the URL', async () => {
    const ari = client('wrong');
    const { seen, listener } = listening();
    ari.open(listener);
    expect((await ari.request('GET', 'channels')).status).toBe(401);
    expect(seen.ups).toBe(0);
  });
});
