import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, Worker } from '@temporalio/worker';
import type { BenchTemporal } from '../servers.ts';
import type { BareActivities } from './workflows.ts';

export const bareQueue = 'bare';

/** Runs the bare workflows on the same server, in the same process, with a worker of the SDK's own settings. */
export async function runBare(
  closing: AsyncDisposableStack,
  temporal: BenchTemporal,
  activities: BareActivities,
): Promise<void> {
  const worker = await Worker.create({
    connection: temporal.native,
    taskQueue: bareQueue,
    workflowBundle: await bundleWorkflowCode({
      workflowsPath: fileURLToPath(new URL('workflows.ts', import.meta.url)),
      logger: new DefaultLogger('WARN'),
    }),
    activities: { ...activities },
  });
  const ended = worker.run();
  closing.defer(async () => {
    worker.shutdown();
    await ended;
  });
}
