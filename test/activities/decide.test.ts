import { beforeAll, describe, expect, test } from '@jest/globals';
import { openBooks } from '../../activities/books.ts';
import { decideEpisode } from '../../activities/decide.ts';
import { instantAt } from '../../domain/time.ts';
import { transaction } from '../../prisma/database.ts';
import { touchAccounts } from '../../records/account.ts';
import { recordContact } from '../../records/contact.ts';
import { testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';
import { anAccount, paymentsReach } from '../helpers/facts.ts';

const { db } = await testDatabase();
const books = openBooks();
const opened = instantAt('2026-11-24', '07:00');

beforeAll(async () => {
  await testCity(db);
  await paymentsReach(db, 'city_tax', instantAt('2026-11-24', '00:00'));
});

function decide(episodeId: string, at: Date, runId: string | null = 'run-1') {
  return transaction(db, (tx) => decideEpisode(tx, books, { episodeId, workflowNowMs: at.getTime(), runId }));
}

async function rows<Row extends object>(sql: string, ...values: unknown[]): Promise<Row[]> {
  return (await db.query<Row>(sql, values)).rows;
}

const acts = (accountId: string) =>
  rows<{ act: string }>('SELECT act FROM decision WHERE account_id = $1 ORDER BY recorded_at', accountId).then(
    (found) => found.map(({ act }) => act),
  );

describe('decide', () => {
  test('enters the first step, opens a call task and waits for it, all in one transaction', async () => {
    const { accountId, episodeId } = await anAccount(db, { at: opened });

    const next = await decide(episodeId, instantAt('2026-11-24', '10:00'));

    expect(next).toEqual({ kind: 'wait' });
    expect(await acts(accountId)).toEqual(['enterStep', 'openCallTask', 'wait']);
    const [account] = await rows('SELECT * FROM account WHERE id = $1', accountId);
    expect(account).toMatchObject({ state: 'waiting', waiting_for: 'call_task', nudge_sent_at: null });
    expect(account).toHaveProperty('decided_version', (account as { fact_version: number }).fact_version);
    const [task] = await rows('SELECT * FROM task WHERE account_id = $1', accountId);
    expect(task).toMatchObject({ kind: 'call', state: 'open', step: 1 });
    const ledger = await rows<{ act: string }>('SELECT act FROM ledger WHERE account_id = $1 ORDER BY id', accountId);
    expect(ledger.map(({ act }) => act)).toEqual(['episode_opened', 'decision', 'decision', 'task_opened', 'decision']);
    expect(await rows('SELECT run_id FROM episode WHERE id = $1', episodeId)).toEqual([{ run_id: 'run-1' }]);
  });

  test('a decision equal to the last is not stored again', async () => {
    const { accountId, episodeId } = await anAccount(db, { at: opened });
    await decide(episodeId, instantAt('2026-11-24', '10:00'));
    const before = await acts(accountId);
    await decide(episodeId, instantAt('2026-11-24', '10:05'));
    expect(await acts(accountId)).toEqual(before);
  });

  test('a fact that comes while it decides is left for the next decision', async () => {
    const { accountId, episodeId } = await anAccount(db, { at: opened });
    const deciding = await db.connect();
    await deciding.query('BEGIN');
    await decideEpisode(deciding, books, {
      episodeId,
      workflowNowMs: instantAt('2026-11-24', '10:00').getTime(),
      runId: null,
    });
    const touching = touchAccounts(db, [accountId], 'test');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await deciding.query('COMMIT');
    deciding.release();
    await touching;
    const [account] = await rows<{ fact_version: number; decided_version: number }>(
      'SELECT * FROM account WHERE id = $1',
      accountId,
    );
    expect(account!.fact_version).toBe(account!.decided_version + 1);
  });

  test('a text that was decided about and not sent is handed out again under the same intent', async () => {
    const { accountId, episodeId } = await anAccount(db, { at: opened });
    let at = instantAt('2026-11-24', '10:00');
    let next = await decide(episodeId, at);
    for (let misses = 0; next.kind !== 'act' && misses < 12; misses += 1) {
      const [task] = await rows<{ id: string; not_before: Date }>(
        `UPDATE task SET state = 'done', ended_at = $2 WHERE account_id = $1 AND state = 'open' RETURNING id, not_before`,
        accountId,
        at,
      );
      if (task) {
        at = new Date(Math.max(at.getTime(), task.not_before.getTime()) + 60_000);
        const { session } = (await books.calendar(db)).nextOpening(at, 'any')!;
        await paymentsReach(db, 'city_tax', at);
        await transaction(db, (tx) =>
          recordContact(
            tx,
            { kind: 'system' },
            { accountId, kind: 'call', outcome: 'no_answer', at, session, taskId: task.id },
          ),
        );
      } else if ('waitMs' in next && next.waitMs) at = new Date(at.getTime() + next.waitMs);
      next = await decide(episodeId, at);
    }
    expect(next).toMatchObject({ kind: 'act', activity: 'sendSms' });
    expect(await decide(episodeId, at)).toEqual(next);
    expect(await rows('SELECT state, body FROM sms WHERE account_id = $1', accountId)).toEqual([
      { state: 'planned', body: expect.stringContaining('025-000-0101') },
    ]);
  });

  test('a closed episode stays closed', async () => {
    const { episodeId } = await anAccount(db, { at: opened });
    await db.query('UPDATE episode SET closed_at = $2 WHERE id = $1', [episodeId, opened]);
    expect(await decide(episodeId, opened)).toEqual({ kind: 'closed' });
  });
});
