import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { LetterActivities } from '../activities/letters.ts';
import { siblingQueue } from './ids.ts';
import { untilDone } from './proxies.ts';

/**
 * One batch of letters: cut-off, then the PDF. What people do with the paper afterwards (print, two checks, hand-over, receipt) are facts
 * in `letter` and `letter_batch`, whose state any browser reads; it holds only the batch's id.
 */
export async function letterBatch(batchId: string): Promise<void> {
  const { cutOffBatch, renderBatch } = proxyActivities<LetterActivities>({
    taskQueue: siblingQueue(workflowInfo().taskQueue, 'letters'),
    startToCloseTimeout: '30 minutes',
    heartbeatTimeout: '30 seconds', // its worker was killed
    retry: untilDone,
  });
  await cutOffBatch(batchId);
  await renderBatch(batchId);
}
