import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openBooks } from '../../../activities/books.ts';
import { decideEpisode } from '../../../activities/decide.ts';
import { httpSms } from '../../../activities/sms/http-adapter.ts';
import { createSmsActivities } from '../../../activities/sms/send-sms.ts';
import { instantAt } from '../../../domain/time.ts';
import { transaction } from '../../../prisma/database.ts';
import { fixedClock, until } from '../../helpers/calls.ts';
import { testCity } from '../../helpers/city.ts';
import { testDatabase } from '../../helpers/database.ts';
import { anAccount, paymentsReach } from '../../helpers/facts.ts';
import { aPlannedText } from '../../helpers/planned-text.ts';
import { type SmsSimulator, startSmsSimulator } from '../../sim/sms/simulator.ts';

const { db } = await testDatabase();
const at = instantAt('2026-09-07', '10:00');
const clock = fixedClock(at);
let provider: SmsSimulator;
let numbers = 0;

beforeAll(async () => {
  await testCity(db);
  await paymentsReach(db, 'city_tax', at);
  provider = await startSmsSimulator({ port: 0, token: 'token', now: async () => at });
});
beforeEach(() => provider.setMode('up'));
afterAll(() => provider.close());

const sending = (timeoutMs: number) =>
  createSmsActivities({ db, clock, sms: httpSms({ url: provider.url, token: 'token', timeoutMs }) });

async function aText(): Promise<string> {
  numbers += 1;
  return aPlannedText(db, await anAccount(db, { at, phones: [`090700${1_000 + numbers}0`] }), at);
}

async function stateOf(intentId: string): Promise<string | undefined> {
  const { rows } = await db.query<{ state: string }>('SELECT state FROM intent WHERE id = $1', [intentId]);
  return rows[0]?.state;
}

const sentFor = (intentId: string) => provider.texts.filter(({ tags }) => tags.includes(intentId)).length;

test('500 may mean sent: it is asked for by its tag, as often as that fails too, and what the provider does not know is parked', async () => {
  const { sendSms } = sending(2_000);
  const intentId = await aText();
  provider.setMode('failing');
  for (let tries = 0; tries < 3; tries += 1) await expect(sendSms(intentId)).rejects.toThrow();
  expect(await stateOf(intentId)).toBe('attempted');
  provider.setMode('up');
  expect(await sendSms(intentId)).toBe('unknown');
  expect([await stateOf(intentId), sentFor(intentId)]).toEqual(['unknown', 0]);
  expect(await sendSms(intentId)).toBe('settled');
});

test('a text that was taken and answered with 500 is confirmed and not sent again', async () => {
  const { sendSms } = sending(2_000);
  const intentId = await aText();
  provider.setMode('failed_after');
  await expect(sendSms(intentId)).rejects.toThrow('unknown');
  expect(await sendSms(intentId)).toBe('accepted');
  expect([await stateOf(intentId), sentFor(intentId)]).toEqual(['confirmed', 1]);
});

test('a provider that hangs after taking it is left after a while, and asked', async () => {
  const { sendSms } = sending(300);
  const intentId = await aText();
  provider.setMode('hanging');
  await expect(sendSms(intentId)).rejects.toThrow('unknown');
  provider.setMode('up');
  expect(await sendSms(intentId)).toBe('accepted');
  expect([await stateOf(intentId), sentFor(intentId)]).toEqual(['confirmed', 1]);
});

test('thirty texts that hang hold no connection: other accounts are decided about meanwhile', async () => {
  const { sendSms } = sending(60_000);
  const hung = await Promise.all(Array.from({ length: 30 }, aText)); // three times the connections there are
  provider.setMode('hanging');
  const before = provider.tries();
  const sent = hung.map((intentId) => sendSms(intentId).catch(() => 'left'));
  await until(() => provider.tries() === before + hung.length);
  const other = await anAccount(db, { at, receivable: 'health' });
  const next = await transaction(db, (tx) =>
    decideEpisode(tx, openBooks(), { episodeId: other.episodeId, workflowNowMs: at.getTime(), runId: 'run' }),
  );
  expect(next.kind).toBe('wait');
  provider.hangUp();
  expect(new Set(await Promise.all(sent))).toEqual(new Set(['left']));
});
