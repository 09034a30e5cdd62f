import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { archiveRuns } from '../../activities/archive/archive.ts';
import { unpackHistory } from '../../activities/archive/pack.ts';
import { dataConverter } from '../../activities/codec.ts';
import { archiveHealth } from '../../api/queries/archive-health.ts';
import { exchangeWorkflowId, letterBatchWorkflowId, scheduleId, taskQueue } from '../../workflows/ids.ts';
import { nudge } from '../../workflows/messages.ts';
import type { Next } from '../../workflows/next.ts';
import { testDatabase } from '../helpers/database.ts';
import { devServer } from '../helpers/temporal.ts';
import { stage, testKeys, withActivities } from '../helpers/workflows.ts';

const { db, owner } = await testDatabase();
const settings = { 'limit.historyCount.suggestContinueAsNew': 20 };
const it = await stage(await devServer({ dataConverter: dataConverter(testKeys) }, settings));
const { client } = it.env;
const herd = { db, client, installation: 'test' };
const ids = {
  account: 'test/account/city_tax/11111111-1111-4111-8111-111111111111/2',
  batch: letterBatchWorkflowId('test', '22222222-2222-4222-8222-222222222222'),
  file: exchangeWorkflowId('test', '33333333-3333-4333-8333-333333333333'),
  upkeep: scheduleId('test', 'reconcile'),
  other: 'other/account/city_tax/11111111-1111-4111-8111-111111111111/1',
};
/** Of the account, oldest first */
const runIds: string[] = [];

interface Kept {
  run_id: string;
  workflow_id: string;
  workflow_type: string;
  status: string;
  account_id: string | null;
  episode_no: number | null;
  events: number;
  bytes: number;
  sha256: string;
  history: Buffer;
}

async function kept(workflowId: string): Promise<Kept[]> {
  const { rows } = await db.query<Kept>(
    'SELECT * FROM closed_run JOIN run_archive USING (run_id, closed_at) WHERE workflow_id = $1 ORDER BY closed_at',
    [workflowId],
  );
  return rows;
}

const pass = () => archiveRuns(herd, () => undefined);

beforeAll(async () => {
  let nudges = 0;
  const decide = async (): Promise<Next> => (nudges >= 0 ? { kind: 'wait' } : { kind: 'closed' });
  await withActivities(it, 'test', { main: { decide } }, async () => {
    const handle = await client.workflow.start('account', {
      workflowId: ids.account,
      taskQueue: taskQueue('test', 'main'),
      args: ['episode'],
    });
    runIds.push(handle.firstExecutionRunId);
    while (runIds.length < 2) {
      await client.workflow.getHandle(ids.account).signal(nudge);
      nudges += 1;
      await pause(50);
      const { runId } = await client.workflow.getHandle(ids.account).describe();
      if (!runIds.includes(runId)) runIds.push(runId);
    }
    nudges = -1;
    await client.workflow.getHandle(ids.account).signal(nudge);
    await handle.result();
  });
  const others = { batch: 'letterBatch', file: 'takeInFile', upkeep: 'reconcile', other: 'account' } as const;
  for (const [id, type] of Object.entries(others)) {
    const workflowId = ids[id as keyof typeof others];
    const handle = await client.workflow.start(type, { workflowId, taskQueue: 'nobody', args: ['x'] });
    await handle.terminate();
  }
  await client.workflow.start('account', {
    workflowId: 'test/account/city_tax/44444444-4444-4444-8444-444444444444/1',
    taskQueue: 'nobody',
    args: ['x'],
  });
  for (let found = 0; found < 4; await pause(100)) found += (await pass()).seen; // Temporal's lists come a little later
}, 60_000);

describe('the archiver', () => {
  test('copies every run of an account, letter batches and files, with what a list needs', async () => {
    expect((await kept(ids.account)).map(({ history: _history, sha256: _sha256, ...run }) => run)).toMatchObject([
      { run_id: runIds[0], workflow_type: 'account', status: 'CONTINUED_AS_NEW', episode_no: 2 },
      { run_id: runIds[1], account_id: '11111111-1111-4111-8111-111111111111', status: 'COMPLETED' },
    ]);
    expect(await kept(ids.batch)).toMatchObject([
      { workflow_type: 'letterBatch', status: 'TERMINATED', account_id: null },
    ]);
    expect(await kept(ids.file)).toMatchObject([{ workflow_type: 'takeInFile' }]);
    const { rowCount } = await db.query('SELECT FROM closed_run');
    expect(rowCount).toBe(4);
  });

  test('a copy is the history as Temporal has it, its payloads still encrypted', async () => {
    const [first] = await kept(ids.account);
    const history = await unpackHistory(first!);
    const live = await client.workflow.getHandle(ids.account, runIds[0]).fetchHistory();
    expect(JSON.parse(JSON.stringify(history))).toEqual(JSON.parse(JSON.stringify(live)));
    expect(first!.events).toBe(live.events?.length);
    expect(first!.bytes).toBeGreaterThan(first!.history.length);
    expect(JSON.stringify(history)).toContain(Buffer.from('binary/encrypted').toString('base64'));
    await expect(unpackHistory({ ...first!, sha256: '0'.repeat(64) })).rejects.toThrow('not the one');
  });

  test('is harmless when repeated and cannot be changed by the application', async () => {
    expect(await pass()).toEqual({ seen: 0, archived: 0, lost: 0, failed: 0 });
    await expect(db.query(`UPDATE run_archive SET sha256 = ''`)).rejects.toThrow('permission denied');
    await expect(owner.query('DELETE FROM run_archive')).rejects.toThrow('append-only');
  });

  test('finds a run that Temporal lists late, and once a day one that came later still', async () => {
    await owner.query('CREATE TABLE forgotten AS SELECT * FROM closed_run WHERE workflow_id = $1', [ids.file]);
    const forget = async (listedTo: string, listedAll: string) => {
      await owner.query('ALTER TABLE run_archive DISABLE TRIGGER append_only_row');
      await owner.query('DELETE FROM run_archive WHERE run_id IN (SELECT run_id FROM forgotten)');
      await owner.query('ALTER TABLE run_archive ENABLE TRIGGER append_only_row');
      await owner.query('DELETE FROM closed_run WHERE run_id IN (SELECT run_id FROM forgotten)');
      await db.query(
        'UPDATE archive_progress SET listed_to = clock_timestamp() + $1::interval, listed_all_at = clock_timestamp() + $2::interval',
        [listedTo, listedAll],
      );
    };
    await forget('23 hours', '0');
    expect(await pass()).toMatchObject({ seen: 1, archived: 1 });
    await forget('48 hours', '0');
    expect(await pass()).toMatchObject({ seen: 0 });
    await forget('48 hours', '-25 hours');
    expect(await pass()).toMatchObject({ seen: 1, archived: 1 });
  });
});

describe('the health of the archive', () => {
  const old = (days: number, lost = false) =>
    db.query(
      `INSERT INTO closed_run (run_id, closed_at, namespace_id, workflow_id, workflow_type, status, lost_at)
       SELECT gen_random_uuid()::text, date_trunc('milliseconds', clock_timestamp() - make_interval(days => $1)), namespace_id, 'test/account/x', 'account', 'COMPLETED',
              CASE WHEN $2 THEN clock_timestamp() END FROM archive_progress`,
      [days, lost],
    );

  test('is good after a pass, late without one, and warns before the retention ends', async () => {
    await db.query(`UPDATE archive_progress SET retention_ms = 30 * 86400000::bigint`);
    expect(await archiveHealth(db)).toMatchObject({
      state: 'ok',
      retention_days: 30,
      warn_days: 7,
      archived: 4,
      waiting: 0,
    });
    await db.query(`UPDATE archive_progress SET ended_at = clock_timestamp() - interval '4 hours'`);
    expect(await archiveHealth(db)).toMatchObject({ state: 'late' });
    await old(22);
    expect(await archiveHealth(db)).toMatchObject({ state: 'late', waiting: 1, at_risk: 0 });
    expect(await archiveHealth(db, { warnDays: 9 })).toMatchObject({ state: 'at_risk', at_risk: 1 });
    await old(24);
    expect(await archiveHealth(db)).toMatchObject({ state: 'at_risk', waiting: 2, at_risk: 1 });
  });

  test('a run that Temporal has forgotten is lost, and says so', async () => {
    expect(await pass()).toMatchObject({ lost: 2 });
    expect(await archiveHealth(db)).toMatchObject({ state: 'lost', lost: 2, waiting: 0 });
    expect(await pass()).toMatchObject({ lost: 0 });
  });
});
