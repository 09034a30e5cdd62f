import { beforeAll, expect, test } from '@jest/globals';
import { openBooks } from '../../activities/books.ts';
import { decideEpisode } from '../../activities/decide.ts';
import { instantAt } from '../../domain/time.ts';
import { transaction } from '../../prisma/database.ts';
import { planCall } from '../../records/call.ts';
import { passGate } from '../../records/gate.ts';
import { claimTask, endLease } from '../../records/lease.ts';
import { recordResult } from '../../records/result.ts';
import { staffId, testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';
import { anAccount, paymentsReach, type SeededAccount } from '../helpers/facts.ts';

const { db } = await testDatabase();
const books = openBooks();
const day = '2026-11-26'; // 平日
const at = (time: string) => instantAt(day, time);
let operatorId: string;

beforeAll(async () => {
  await testCity(db);
  await paymentsReach(db, 'city_tax', at('00:00'));
  operatorId = await staffId(db, 'operator1');
});

async function openTask({ accountId, episodeId }: SeededAccount, now: Date) {
  await transaction(db, (tx) => decideEpisode(tx, books, { episodeId, workflowNowMs: now.getTime(), runId: null }));
  const { rows } = await db.query<{ id: string; is_retry: boolean; not_before: Date }>(
    `SELECT id, is_retry, not_before FROM task WHERE account_id = $1 AND state = 'open'`,
    [accountId],
  );
  return rows[0]!;
}

/** The operator takes the task, rings and finds the line busy; what the gate said. */
async function ring({ accountId, phoneIds }: SeededAccount, taskId: string, now: Date): Promise<string> {
  return transaction(db, async (tx) => {
    const lease = await claimTask(tx, operatorId, taskId, now);
    const phoneId = phoneIds[0]!;
    const callId = await planCall(tx, { lease, phoneId, operatorId, at: now });
    const { rows } = await tx.query<{ intent_id: string }>('SELECT intent_id FROM call WHERE id = $1', [callId]);
    const answer = await passGate(tx, { intentId: rows[0]!.intent_id, leaseVersion: lease.version, now });
    await tx.query(`UPDATE call SET state = 'ended', ended_at = $2, line_result = 'busy' WHERE id = $1`, [callId, now]);
    if (answer.kind === 'passed') {
      const result = { callId, phoneId, outcome: 'busy' as const, spokeWith: null, accountIds: [accountId], text: '' };
      const nothing = { promise: null, callback: null, message: null, handOver: null, newPhone: null };
      const recording = { lease, staffId: operatorId, at: now, session: 'weekday', direction: 'call' } as const;
      await recordResult(tx, recording, { ...result, ...nothing });
    }
    await endLease(tx, lease.unitId);
    return answer.kind === 'refused' ? answer.refusal : answer.kind;
  });
}

test('a busy line is rung again five minutes later, not before, and once only', async () => {
  const account = await anAccount(db, { at: instantAt('2026-11-25', '07:00') });
  const first = await openTask(account, at('10:00'));
  expect(first).toMatchObject({ is_retry: false });
  expect(await ring(account, first.id, at('10:00'))).toBe('passed');

  const again = await openTask(account, at('10:01'));
  expect(again).toMatchObject({ is_retry: true, not_before: at('10:05') });
  expect(await ring(account, again.id, at('10:04'))).toBe('minimum_gap');
  expect(await openTask(account, at('10:04'))).toMatchObject({ id: again.id });
  expect(await ring(account, again.id, at('10:05'))).toBe('passed');

  const next = await openTask(account, at('10:06'));
  expect(next.is_retry).toBe(false);
  expect(next.not_before > instantAt('2026-11-27', '00:00')).toBe(true);

  const { rows } = await db.query('SELECT weekday, hour, tries, answers FROM phone_hour WHERE phone_id = $1', [
    account.phoneIds[0],
  ]);
  expect(rows).toEqual([{ weekday: 4, hour: 10, tries: 2, answers: 0 }]);
});
