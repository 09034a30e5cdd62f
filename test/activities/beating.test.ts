import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { MockActivityEnvironment } from '@temporalio/testing';
import { beating } from '../../activities/beating.ts';
import { Context } from '@temporalio/activity';

test('work of minutes says that its worker lives, so that a killed one is noticed in half a minute; it stops with the work', async () => {
  const activity = new MockActivityEnvironment();
  let beats = 0;
  activity.on('heartbeat', () => (beats += 1));
  const result = await activity.run(async () => {
    const { inbound } = beating(Context.current());
    return inbound?.execute?.({ args: [], headers: {} }, () => pause(5_300, 'done'));
  });
  expect([result, beats]).toEqual(['done', 1]);
  await pause(5_300);
  expect(beats).toBe(1);
}, 20_000);
