import { beforeAll, describe, expect, test } from '@jest/globals';
import { instantAt } from '../../domain/time.ts';
import { transaction } from '../../prisma/database.ts';
import { openEpisodes } from '../../records/episode.ts';
import { testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';
import { aPayment, anAccount, type LineSeed } from '../helpers/facts.ts';

const { db } = await testDatabase();
const at = instantAt('2026-09-07', '07:00');

beforeAll(() => testCity(db));

const open = (...accountIds: string[]) => transaction(db, (tx) => openEpisodes(tx, accountIds, at));
const rows = async (sql: string, ...values: unknown[]) => (await db.query(sql, values)).rows;
const close = (episodeId: string) => db.query('UPDATE episode SET closed_at = $2 WHERE id = $1', [episodeId, at]);

async function addLine(accountId: string, { dueDate, outstanding }: LineSeed): Promise<void> {
  await db.query(
    `INSERT INTO arrears_line (account_id, tax_item_code, assessed_year, taxed_year, notice_no, period, due_date, assessed, outstanding, outstanding_as_of)
     VALUES ($1, 'resident_tax', 2026, 2026, gen_random_uuid(), '1', $2, $3, $3, $4)`,
    [accountId, dueDate, outstanding, at],
  );
}

describe('opening episodes', () => {
  test('pins the active rules, takes the lines, writes the ledger and wakes the account', async () => {
    const { accountId, episodeId } = await anAccount(db, { at });
    expect(await rows('SELECT no, step, rule_version_id FROM episode WHERE account_id = $1', accountId)).toEqual([
      {
        no: 1,
        step: 1,
        rule_version_id: (await rows(`SELECT id FROM rule_version WHERE receivable_code = 'city_tax'`))[0].id,
      },
    ]);
    expect(await rows('SELECT episode_id FROM arrears_line WHERE account_id = $1', accountId)).toEqual([
      { episode_id: episodeId },
    ]);
    expect(await rows('SELECT act FROM ledger WHERE account_id = $1', accountId)).toEqual([{ act: 'episode_opened' }]);
    expect(await rows('SELECT cause FROM nudge WHERE account_id = $1', accountId)).toEqual([
      { cause: 'episode_opened' },
    ]);
  });

  test('does nothing while one is open, but a new line joins it', async () => {
    const { accountId, episodeId } = await anAccount(db, { at });
    await addLine(accountId, { dueDate: '2026-08-31', outstanding: 5_000 });
    expect(await open(accountId)).toBe(0);
    expect(await rows('SELECT count(*)::integer AS lines FROM arrears_line WHERE episode_id = $1', episodeId)).toEqual([
      { lines: 2 },
    ]);
  });

  test('the next one has the next number and only what is still owed', async () => {
    const { accountId, episodeId, lineIds } = await anAccount(db, { at });
    await aPayment(db, {
      accountId,
      lineId: lineIds[0]!,
      amount: 30_000,
      paidOn: '2026-09-08',
      postedAt: instantAt('2026-09-09', '07:00'),
    });
    await close(episodeId);
    expect(await open(accountId)).toBe(0);
    await addLine(accountId, { dueDate: '2026-08-31', outstanding: 5_000 });
    expect(await open(accountId)).toBe(1);
    expect(await rows('SELECT no FROM episode WHERE account_id = $1 AND closed_at IS NULL', accountId)).toEqual([
      { no: 2 },
    ]);
    expect(await rows('SELECT episode_id FROM arrears_line WHERE id = $1', lineIds[0])).toEqual([
      { episode_id: episodeId },
    ]);
  });

  test('a line due today is not overdue yet, due yesterday it is', async () => {
    const { accountId, episodeId } = await anAccount(db, { at });
    await close(episodeId);
    await db.query('UPDATE arrears_line SET due_date = $2 WHERE account_id = $1', [accountId, '2026-09-07']);
    expect(await open(accountId)).toBe(0);
    await db.query('UPDATE arrears_line SET due_date = $2 WHERE account_id = $1', [accountId, '2026-09-06']);
    expect(await open(accountId)).toBe(1);
  });
});
