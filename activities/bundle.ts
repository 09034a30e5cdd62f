import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { failureConverterPath } from './codec.ts';

/** The sandbox's code; about a second of work, so tests build it once. `workflows`: of another version than this one's. */
export function workflowBundle(
  workflows: URL = new URL('../workflows/index.ts', import.meta.url),
): Promise<WorkflowBundleWithSourceMap> {
  return bundleWorkflowCode({
    workflowsPath: fileURLToPath(workflows),
    failureConverterPath,
    logger: new DefaultLogger('WARN'),
  });
}
