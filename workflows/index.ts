/** Everything the worker's bundle offers. */
export { account } from './account.ts';
export { changeCalendar } from './calendar-change.ts';
export { takeInFile } from './exchange.ts';
export { letterBatch } from './letter-batch.ts';
export { migrateRules } from './rule-migration.ts';
export { simulate } from './simulation.ts';
export { archive, checkLedger, pollSms, reconcile, refreshAnswering, sealLedger, sweep } from './maintenance.ts';
