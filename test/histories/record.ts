import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { ApplicationFailure } from '@temporalio/common';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { dataConverter } from '../../activities/codec.ts';
import { temporalTestServer } from '../../setup/temporal-binaries.ts';
import { taskQueue } from '../../workflows/ids.ts';
import { nudge } from '../../workflows/messages.ts';
import { type Stage, stage, withActivities } from '../helpers/workflows.ts';
import { historyKeys, type Path, paths } from './paths.ts';

/** `node test/histories/record.ts VERSION` plays every path and keeps its history; run it when the workflow's code gets a new path. */
const version = process.argv[2];
if (!version || !/^[a-z0-9.-]+$/.test(version)) throw new Error('Which version? node test/histories/record.ts 1');

const executable = { type: 'existing-path' as const, path: await temporalTestServer() };
const env = await TestWorkflowEnvironment.createTimeSkipping({
  server: { executable },
  client: { dataConverter: dataConverter(historyKeys) },
});
const here = await stage(env, historyKeys);
for (const [name, path] of Object.entries(paths)) {
  const file = fileURLToPath(new URL(`./${name}-${version}.json`, import.meta.url));
  await writeFile(file, `${await record(here, name, path)}\n`, { flag: 'wx' });
}
await env.teardown();

async function record(on: Stage, name: string, path: Path): Promise<string> {
  const answers = path.answers.values();
  const decide = async () => answers.next().value;
  let fails = path.failsToSend;
  const sendSms = async () => {
    if (!fails) return 'accepted';
    fails = false;
    throw ApplicationFailure.nonRetryable('gone', 'Gone');
  };
  return withActivities(on, 'test', { main: { decide }, sms: { sendSms } }, async () => {
    const handle = await on.env.client.workflow.start('account', {
      workflowId: `test/account/history/${name}`,
      taskQueue: taskQueue('test', 'main'),
      args: ['00000000-0000-4000-8000-000000000000'],
    });
    for (const days of path.nudgesAfterDays) {
      await on.env.sleep(`${days} days`);
      await handle.signal(nudge);
    }
    await handle.result();
    return historyToJSON(await handle.fetchHistory());
  });
}
