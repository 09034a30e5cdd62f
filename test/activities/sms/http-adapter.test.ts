import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { httpSms } from '../../../activities/sms/http-adapter.ts';
import { type SmsSimulator, startSmsSimulator } from '../../sim/sms/simulator.ts';

const text = {
  intentId: '6f6c1c0e-7a45-4b0e-8a53-000000000001',
  key: '6f6c1c0e-7a45-4b0e-8a53-000000000002.1.1',
  to: '09012345670',
  body: 'お電話をお願いします。',
};
let simulator: SmsSimulator;
let closedUrl: string;

beforeAll(async () => {
  const gone = await startSmsSimulator({ port: 0, token: 'token' });
  closedUrl = gone.url;
  await gone.close();
  simulator = await startSmsSimulator({ port: 0, token: 'token', receiptDelayMs: 5 });
});
beforeEach(() => simulator.setMode('up'));
afterAll(() => simulator.close());

const sms = () => httpSms({ url: simulator.url, token: 'token', timeoutMs: 2_000 });

describe('the HTTP adapter', () => {
  test('an accepted text is found by its intent and has a receipt', async () => {
    const sent = await sms().send(text);
    expect(sent).toEqual({ kind: 'accepted', ref: expect.any(String) });
    expect(await sms().find(text.intentId)).toBe(sent.kind === 'accepted' && sent.ref);
    await eventually(async () =>
      expect(await sms().receipt(sent.kind === 'accepted' ? sent.ref : '')).toMatchObject({
        state: 'delivered',
        carrier: 'sim',
      }),
    );
  });

  test('a number that is no mobile is rejected for good', async () => {
    expect(await sms().send({ ...text, to: '0250000101' })).toEqual({ kind: 'rejected', code: 'http_400' });
  });

  test('maintenance, a refused connection and a wrong token surely sent nothing', async () => {
    const before = simulator.texts.length;
    simulator.setMode('unavailable');
    expect(await sms().send(text)).toEqual({ kind: 'not_sent', code: 'http_503' });
    expect(await httpSms({ url: closedUrl, token: 'token' }).send(text)).toEqual({
      kind: 'not_sent',
      code: 'ECONNREFUSED',
    });
    expect(await httpSms({ url: simulator.url, token: 'other' }).send(text)).toEqual({
      kind: 'not_sent',
      code: 'http_401',
    });
    expect(simulator.texts).toHaveLength(before);
  });

  test('a lost answer is unknown, whether the text was taken or not', async () => {
    const intentId = '6f6c1c0e-7a45-4b0e-8a53-000000000002';
    simulator.setMode('down');
    expect(await sms().send({ ...text, intentId })).toEqual({ kind: 'unknown' });
    simulator.setMode('up');
    expect(await sms().find(intentId)).toBeNull();
    simulator.setMode('lost_answer');
    expect(await sms().send({ ...text, intentId })).toEqual({ kind: 'unknown' });
    simulator.setMode('up');
    expect(await sms().find(intentId)).toEqual(simulator.texts.at(-1)?.id);
  });

  test('an unknown reference has no receipt', async () => {
    expect(await sms().receipt('nothing')).toBeNull();
  });
});

async function eventually(holds: () => Promise<void>): Promise<void> {
  for (let left = 50; ; left -= 1) {
    try {
      return await holds();
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
