/** Everything the worker's bundle offers. */
export { account } from './account.ts';
export { takeInFile } from './exchange.ts';
export { letterBatch } from './letter-batch.ts';
export { archive, pollSms, reconcile, sweep } from './maintenance.ts';
