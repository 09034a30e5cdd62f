import { beforeAll, expect, test } from '@jest/globals';
import { loadFacts } from '../../activities/facts.ts';
import type { Outcome } from '../../domain/codes.ts';
import { instantAt } from '../../domain/time.ts';
import { countTry, refreshAnswerShares } from '../../records/phone-hour.ts';
import { testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';
import { anAccount, type SeededAccount } from '../helpers/facts.ts';

const { db } = await testDatabase();
const opened = instantAt('2026-09-01', '07:00');
const tuesday = instantAt('2026-11-24', '14:20');
let number = 0;

beforeAll(() => testCity(db));

function aDebtor(): Promise<SeededAccount> {
  number += 1;
  return anAccount(db, { at: opened, phones: [`0900000${1_000 + number}`] });
}

async function tried({ accountId, phoneIds }: SeededAccount, at: Date, ...outcomes: Outcome[]): Promise<void> {
  for (const outcome of outcomes)
    await countTry(db, { phoneId: phoneIds[0]!, accountId, at, session: 'weekday', outcome });
}

test('without a record nothing is expected of anybody', async () => {
  expect(await refreshAnswerShares(db, '2026-11-27')).toBe(0);
});

test('what such numbers answer is drawn to their whole record where an hour was rarely tried', async () => {
  const much = await aDebtor();
  for (let times = 0; times < 20; times += 1)
    await tried(much, instantAt('2026-11-24', '10:00'), 'promise', 'no_answer');
  await tried(await aDebtor(), tuesday, 'promise');
  await refreshAnswerShares(db, '2026-11-27');
  const fresh = await aDebtor();
  const { phones } = await loadFacts(db, fresh.episodeId, instantAt('2026-11-27', '10:00'));
  const shares = phones[0]!.shares.weekday!;
  expect(phones[0]!.hours).toEqual([]);
  expect(shares['10']).toBeCloseTo(0.504, 2);
  expect(shares['14']).toBeGreaterThan(0.5);
  expect(shares['14']).toBeLessThan(0.6); // one answer of one is no hundred percent
});

test('tries and answers of a number stand under their weekday and hour of Japan, of the last twelve months', async () => {
  const account = await aDebtor();
  await tried(account, tuesday, 'no_answer', 'promise');
  await tried(account, instantAt('2026-11-26', '09:00'), 'busy');
  await tried(account, instantAt('2025-11-25', '10:00'), 'promise');
  const { phones } = await loadFacts(db, account.episodeId, instantAt('2026-11-27', '10:00'));
  expect(phones[0]?.hours).toEqual([
    { session: 'weekday', weekday: 2, hour: 14, tries: 2, answers: 1 },
    { session: 'weekday', weekday: 4, hour: 9, tries: 1, answers: 0 },
  ]);
});
