import { setTimeout } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { WorkflowContinuedAsNewError } from '@temporalio/client';
import { dataConverter } from '../../activities/codec.ts';
import { taskQueue } from '../../workflows/ids.ts';
import { nudge, state } from '../../workflows/messages.ts';
import type { Next } from '../../workflows/next.ts';
import { devServer } from '../helpers/temporal.ts';
import { stage, testKeys, withActivities } from '../helpers/workflows.ts';

/** The server suggests a new run at 4,096 events; a shorter life shows the same. */
const settings = { 'limit.historyCount.suggestContinueAsNew': 100 };
const it = await stage(await devServer({ dataConverter: dataConverter(testKeys) }, settings));

test('a run grown long goes on as a new one of the same episode and hears nudges as before', async () => {
  const asked: string[] = [];
  const decide = async (episodeId: string): Promise<Next> => {
    asked.push(episodeId);
    return { kind: 'wait' };
  };
  await withActivities(it, 'test', { main: { decide } }, async () => {
    const { workflow } = it.env.client;
    const workflowId = 'test/account/long/1';
    const started = await workflow.start('account', {
      workflowId,
      taskQueue: taskQueue('test', 'main'),
      args: ['episode'],
    });
    const latest = workflow.getHandle(workflowId);
    const heard = async () => {
      const before = asked.length;
      await latest.signal(nudge);
      while (asked.length === before) await setTimeout(10);
    };

    const runOf = async () => (await latest.describe()).runId;
    while ((await runOf()) === started.firstExecutionRunId) await heard();

    const ended = workflow.getHandle(workflowId, started.firstExecutionRunId, { followRuns: false });
    await expect(ended.result()).rejects.toThrow(WorkflowContinuedAsNewError);
    await heard();
    expect(await latest.query(state)).toMatchObject({ episodeId: 'episode' });
    expect(new Set(asked)).toEqual(new Set(['episode']));
    await latest.terminate();
  });
}, 60_000);
