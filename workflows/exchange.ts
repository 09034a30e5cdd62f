import { condition, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { ExchangeActivities } from '../activities/exchange/activities.ts';
import { siblingQueue } from './ids.ts';
import { type FileAnswer, fileAnswered } from './messages.ts';
import { untilDone } from './proxies.ts';

/** Days that a checked file waits for somebody before it is put aside; its data is old by then. */
const patience = '14 days';

/**
 * One file of a city's system: check it, wait until somebody has seen the differences (unless it is committed by itself, as in the night's
 * intake), take it in. Everything it says is in `exchange_file`; it holds only ids. Returns the file's last state.
 */
export async function takeInFile(fileId: string, commitByItself: boolean): Promise<string> {
  let answer: FileAnswer | null = commitByItself ? { commit: true, staffId: null } : null;
  setHandler(fileAnswered, (given) => void (answer ??= given));
  const { checkExchangeFile, commitExchangeFile, rejectExchangeFile } = proxyActivities<ExchangeActivities>({
    taskQueue: siblingQueue(workflowInfo().taskQueue, 'exchange'),
    startToCloseTimeout: '30 minutes',
    heartbeatTimeout: '30 seconds', // its worker was killed
    retry: untilDone,
  });

  const checked = await checkExchangeFile(fileId);
  if (checked !== 'checked') return checked;
  await condition(() => answer !== null, patience);
  return answer?.commit ? commitExchangeFile(fileId, answer.staffId) : rejectExchangeFile(fileId);
}
