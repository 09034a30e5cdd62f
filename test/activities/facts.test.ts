import { beforeAll, expect, test } from '@jest/globals';
import { loadFacts } from '../../activities/facts.ts';
import { instantAt } from '../../domain/time.ts';
import { staffId, testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';
import { anAccount, type SeededAccount } from '../helpers/facts.ts';

const { db } = await testDatabase();
const opened = instantAt('2026-09-01', '07:00');
const now = instantAt('2026-09-07', '12:00');

beforeAll(() => testCity(db));

async function aCall({ unitId, phoneIds }: SeededAccount, lineResult: string, at: Date): Promise<void> {
  await db.query(
    `INSERT INTO call (direction, group_code, contact_unit_id, phone_id, operator_id, state, line_result, started_at)
     SELECT 'out', r.group_code, $1, $2, $3, 'ended', $4, $5 FROM receivable r WHERE r.code = 'city_tax'`,
    [unitId, phoneIds[0], await staffId(db, 'operator1'), lineResult, at],
  );
}

async function triedOf({ episodeId }: SeededAccount) {
  const { phones } = await loadFacts(db, episodeId, now);
  return { at: phones[0]!.lastTriedAt, result: phones[0]!.lastResult };
}

test('a call that was broken off before it reached the debtor’s line is no try of the number', async () => {
  const account = await anAccount(db, { at: opened });
  expect(await triedOf(account)).toEqual({ at: null, result: null });
  const rung = instantAt('2026-09-03', '10:00');
  await aCall(account, 'busy', rung);
  await aCall(account, 'cancelled', instantAt('2026-09-04', '10:00'));
  await aCall(account, 'operator_unavailable', instantAt('2026-09-05', '10:00'));
  expect(await triedOf(account)).toEqual({ at: rung, result: 'busy' });
});

test('the predecessor’s last letter is known, one of the episode itself is no letter from before', async () => {
  const account = await anAccount(db, { at: opened });
  const letter = (onDate: string, source: string, episodeId: string | null) =>
    db.query(
      `INSERT INTO contact (account_id, episode_id, kind, outcome, at, on_date, source) VALUES ($1, $2, 'letter', 'letter_handed_over', $3, $4, $5)`,
      [account.accountId, episodeId, instantAt(onDate, '15:00'), onDate, source],
    );
  expect((await loadFacts(db, account.episodeId, now)).letterBefore).toBeNull();
  await letter('2026-07-01', 'predecessor', null);
  await letter('2026-08-20', 'predecessor', null);
  await letter('2026-09-03', 'centre', account.episodeId);
  expect((await loadFacts(db, account.episodeId, now)).letterBefore).toBe('2026-08-20');
});
