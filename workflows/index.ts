/** Everything the worker's bundle offers. */
export { account } from './account.ts';
export { pollSms, reconcile, sweep } from './maintenance.ts';
