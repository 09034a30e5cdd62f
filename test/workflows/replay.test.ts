import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { DeterminismViolationError } from '@temporalio/workflow';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { DefaultLogger, Runtime, Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { workflowBundle } from '../../activities/bundle.ts';
import { dataConverter } from '../../activities/codec.ts';
import { historyKeys, paths } from '../histories/paths.ts';

const folder = new URL('../histories/', import.meta.url);
const files = (await readdir(fileURLToPath(folder))).filter((name) => name.endsWith('.json'));
let bundle: WorkflowBundleWithSourceMap;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  bundle = await workflowBundle();
});

async function historyOf(file: string) {
  return historyFromJSON(JSON.parse(await readFile(new URL(file, folder), 'utf8')));
}

function replay(history: Awaited<ReturnType<typeof historyOf>>): Promise<void> {
  return Worker.runReplayHistory({ workflowBundle: bundle, dataConverter: dataConverter(historyKeys) }, history);
}

describe('recorded histories', () => {
  test.each(files)('%s replays with the code of today', async (file) => {
    await replay(await historyOf(file));
  });

  test('every path is recorded', () => {
    for (const path of Object.keys(paths)) expect(files.some((file) => file.startsWith(path))).toBe(true);
  });

  test('control: a history of other code is a determinism violation', async () => {
    const history = await historyOf(files[0]!);
    for (const event of history.events ?? []) {
      if (event.timerStartedEventAttributes) event.timerStartedEventAttributes.timerId = '99';
      if (event.timerFiredEventAttributes) event.timerFiredEventAttributes.timerId = '99';
      if (event.timerCanceledEventAttributes) event.timerCanceledEventAttributes.timerId = '99';
    }
    await expect(replay(history)).rejects.toThrow(DeterminismViolationError);
  });
});
