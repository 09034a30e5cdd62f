import { beforeAll, expect, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { createMaintenanceActivities } from '../../activities/maintenance.ts';
import { httpSms } from '../../activities/sms/http-adapter.ts';
import { beginCall } from '../../activities/telephony/begin-call.ts';
import { instantAt } from '../../domain/time.ts';
import { transaction } from '../../prisma/database.ts';
import { aCallTask, aPlannedCall, fixedClock } from '../helpers/calls.ts';
import { testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';

const { db } = await testDatabase();
const at = instantAt('2026-09-07', '10:00');
const later = (seconds: number) => new Date(at.getTime() + seconds * 1_000);

beforeAll(() => testCity(db));

/** The upkeep of every minute; nothing here needs Temporal or the provider. */
function reconcile(now: Date): Promise<number> {
  const client = new Client({ connection: Connection.lazy({ address: '127.0.0.1:1' }) });
  const sms = httpSms({ url: 'http://127.0.0.1:1', token: '' });
  return createMaintenanceActivities({ db, clock: fixedClock(now), sms, client, installation: 'test' }).reconcile();
}

test('a call whose API was killed before it told the gateway is ended, and can never ring any more', async () => {
  const { taskId, phoneIds } = await aCallTask(db, { number: '0250000001', at });
  const callId = await aPlannedCall(db, { login: 'operator1', taskId, phoneId: phoneIds[0]!, at });
  const book = async () =>
    (
      await db.query(
        'SELECT c.state, c.line_result, i.state AS intent FROM call c JOIN intent i ON i.id = c.intent_id WHERE c.id = $1',
        [callId],
      )
    ).rows;

  await reconcile(later(30));
  expect(await book()).toEqual([{ state: 'starting', line_result: null, intent: 'planned' }]);
  await reconcile(later(90));
  expect(await book()).toEqual([{ state: 'ended', line_result: 'cancelled', intent: 'cancelled' }]);
  expect(await transaction(db, (tx) => beginCall(tx, callId, later(91)))).toMatchObject({ kind: 'repeated' });
});
