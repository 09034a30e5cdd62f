import { describe, expect, test } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/common';
import { dataConverter } from '../../activities/codec.ts';
import type { Next } from '../../workflows/next.ts';
import { nudge, state } from '../../workflows/messages.ts';
import { taskQueue } from '../../workflows/ids.ts';
import { timeSkipping } from '../helpers/temporal.ts';
import { eventTypes, stage, testKeys, withActivities } from '../helpers/workflows.ts';

const DAY = 86_400_000;
const it = await stage(await timeSkipping({ dataConverter: dataConverter(testKeys) }));
let runs = 0;

function start() {
  runs += 1;
  return it.env.client.workflow.start('account', {
    workflowId: `test/account/stub/${runs}`,
    taskQueue: taskQueue('test', 'main'),
    args: ['episode'],
  });
}

/** Answers in turn, noting when each was asked for in the workflow's own time. */
function script(answers: Next[]) {
  const askedAt: number[] = [];
  const decide = async (_episodeId: string, now: number): Promise<Next> => {
    askedAt.push(now);
    return answers[askedAt.length - 1] ?? { kind: 'closed' };
  };
  return { decide, askedAt };
}

describe('the account workflow', () => {
  test('decides, waits as long as told, acts, decides again and ends', async () => {
    const { decide, askedAt } = script([
      { kind: 'wait', waitMs: 3 * DAY },
      { kind: 'act', activity: 'sendSms', intentId: 'i-1' },
    ]);
    const sent: string[] = [];
    const sendSms = async (intentId: string) => void sent.push(intentId);

    await withActivities(it, 'test', { main: { decide }, sms: { sendSms } }, async () => (await start()).result());

    expect(askedAt).toHaveLength(3);
    expect(askedAt[1]! - askedAt[0]!).toBeGreaterThanOrEqual(3 * DAY);
    expect(sent).toEqual(['i-1']);
  });

  test('a nudge ends a wait at once and cancels its timer', async () => {
    const { decide, askedAt } = script([{ kind: 'wait', waitMs: 60 * DAY }, { kind: 'wait' }]);

    const types = await withActivities(it, 'test', { main: { decide } }, async () => {
      const handle = await start();
      await it.env.sleep('1 day');
      await handle.signal(nudge);
      await it.env.sleep('1 day');
      await handle.signal(nudge);
      await handle.result();
      return eventTypes(handle);
    });

    expect(askedAt).toHaveLength(3);
    expect(askedAt[2]! - askedAt[0]!).toBeLessThan(3 * DAY);
    expect(types.filter((type) => type.startsWith('TIMER'))).toEqual(['TIMER_STARTED', 'TIMER_CANCELED']);
  });

  test('a nudge that comes while deciding is not lost', async () => {
    let asked = 0;
    const decide = async (): Promise<Next> => {
      asked += 1;
      if (asked === 1) await handle.signal(nudge); // the fact is committed after this decision read the facts
      return asked === 1 ? { kind: 'wait' } : { kind: 'closed' };
    };
    const handle = await start();
    await withActivities(it, 'test', { main: { decide } }, () => handle.result());
    expect(asked).toBe(2);
  });

  test('a nudge that comes while acting is not lost', async () => {
    const { decide, askedAt } = script([
      { kind: 'act', activity: 'sendSms', intentId: 'i-1' },
      { kind: 'wait', waitMs: DAY },
    ]);
    const handle = await start();
    const sendSms = () => handle.signal(nudge);
    await withActivities(it, 'test', { main: { decide }, sms: { sendSms } }, () => handle.result());
    expect(askedAt).toHaveLength(3);
  });

  test('an act that fails for good is decided about again after a minute', async () => {
    const { decide, askedAt } = script([{ kind: 'act', activity: 'sendSms', intentId: 'i-1' }]);
    const sendSms = async () => {
      throw ApplicationFailure.nonRetryable('gone', 'Gone');
    };
    await withActivities(it, 'test', { main: { decide }, sms: { sendSms } }, async () => (await start()).result());
    expect(askedAt[1]! - askedAt[0]!).toBeGreaterThanOrEqual(60_000);
  });

  test('it tells what it is doing', async () => {
    const { decide } = script([{ kind: 'wait' }]);
    await withActivities(it, 'test', { main: { decide } }, async () => {
      const handle = await start();
      await it.env.sleep(1_000);
      expect(await handle.query(state)).toEqual({ episodeId: 'episode', decisions: 1, doing: 'waiting' });
      await handle.signal(nudge);
      await handle.result();
    });
  });
});
