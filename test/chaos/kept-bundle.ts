import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { workflowBundle as build } from '../../activities/bundle.ts';

/** The workflows' code, built by the first worker and kept for the next ones: a second of work each. */
export async function workflowBundle(): Promise<WorkflowBundleWithSourceMap> {
  const file = path.join(process.cwd(), 'workflows.bundle.json');
  const kept = await readFile(file, 'utf8').catch(() => null);
  if (kept) return JSON.parse(kept) as WorkflowBundleWithSourceMap;
  const built = await build();
  await writeFile(`${file}.new`, JSON.stringify(built));
  await rename(`${file}.new`, file);
  return built;
}
