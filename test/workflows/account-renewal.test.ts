import { expect, test } from '@jest/globals';
import { dataConverter } from '../../activities/codec.ts';
import { taskQueue } from '../../workflows/ids.ts';
import { nudge, state } from '../../workflows/messages.ts';
import type { Next } from '../../workflows/next.ts';
import { devServer } from '../helpers/temporal.ts';
import { eventTypes, stage, testKeys, withActivities } from '../helpers/workflows.ts';

const it = await stage(await devServer({ dataConverter: dataConverter(testKeys) }));

/** Above the 4,096 events at which the server suggests it. */
const NUDGES = 4_200;
const AT_ONCE = 100;

test('a run grown long goes on as a new one of the same episode and hears nudges as before', async () => {
  const asked: string[] = [];
  const decide = async (episodeId: string): Promise<Next> => {
    asked.push(episodeId);
    return { kind: 'wait' };
  };
  await withActivities(it, 'test', { main: { decide } }, async () => {
    const first = await it.env.client.workflow.start('account', {
      workflowId: 'test/account/long/1',
      taskQueue: taskQueue('test', 'main'),
      args: ['episode'],
    });
    const latest = it.env.client.workflow.getHandle('test/account/long/1');
    for (let sent = 0; sent < NUDGES; sent += AT_ONCE) {
      await Promise.all(Array.from({ length: AT_ONCE }, () => latest.signal(nudge)));
    }
    const before = asked.length;
    await latest.signal(nudge);
    while (asked.length === before) await latest.query(state);

    const ended = it.env.client.workflow.getHandle('test/account/long/1', first.firstExecutionRunId);
    expect((await eventTypes(ended)).at(-1)).toBe('WORKFLOW_EXECUTION_CONTINUED_AS_NEW');
    expect(await latest.query(state)).toMatchObject({ episodeId: 'episode' });
    expect(new Set(asked)).toEqual(new Set(['episode']));
    await latest.terminate();
  });
}, 120_000);
