import { randomBytes } from 'node:crypto';
import proto from '@temporalio/proto';
import type { WorkflowHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { workflowBundle } from '../../activities/bundle.ts';
import { type CodecKey, dataConverter } from '../../activities/codec.ts';
import { taskQueue } from '../../workflows/ids.ts';

/** A time-skipping server and the workflows' bundle, with a codec key of their own. */
export interface Stage {
  env: TestWorkflowEnvironment;
  keys: CodecKey[];
  bundle: WorkflowBundleWithSourceMap;
}

/** A key of this run only. */
export const testKeys: CodecKey[] = [{ id: 'test', key: randomBytes(32) }];

/** `env` is made with `dataConverter(keys)`, as `timeSkipping({ dataConverter: dataConverter(testKeys) })`. */
export async function stage(env: TestWorkflowEnvironment, keys: CodecKey[] = testKeys): Promise<Stage> {
  return { env, keys, bundle: await workflowBundle() };
}

/** Runs the workflows of an installation with these activities in place of the real ones while `play` goes on. */
export async function withActivities<Result>(
  { env, keys, bundle }: Stage,
  installation: string,
  activities: { main: object; sms?: object },
  play: () => Promise<Result>,
): Promise<Result> {
  const common = { connection: env.nativeConnection, dataConverter: dataConverter(keys) };
  const main = await Worker.create({
    ...common,
    taskQueue: taskQueue(installation, 'main'),
    workflowBundle: bundle,
    activities: activities.main,
  });
  if (!activities.sms) return main.runUntil(play);
  const sms = await Worker.create({ ...common, taskQueue: taskQueue(installation, 'sms'), activities: activities.sms });
  return sms.runUntil(main.runUntil(play));
}

const { EventType } = proto.temporal.api.enums.v1;

/** The run's event types in order, without their common prefix: 'WORKFLOW_EXECUTION_STARTED' … */
export async function eventTypes(handle: WorkflowHandle): Promise<string[]> {
  const history = await handle.fetchHistory();
  return (history.events ?? []).map((event) => String(EventType[event.eventType ?? 0]).replace('EVENT_TYPE_', ''));
}
