import { archiveAll, ledgerUpkeep, quick, sweepAll } from './proxies.ts';

/** Starts what should run and nudges what is due; the body of a Schedule (activities/schedules.ts). */
export async function reconcile(): Promise<void> {
  await quick.reconcile();
}

/** Asks the SMS provider for receipts and for texts of unknown outcome; the body of a Schedule. */
export async function pollSms(): Promise<void> {
  await quick.pollSms();
}

/** Compares every open episode with its workflow; the body of a daily Schedule. */
export async function sweep(): Promise<void> {
  await sweepAll();
}

/** Copies the histories of closed runs into the database; the body of an hourly Schedule. */
export async function archive(): Promise<void> {
  await archiveAll();
}

/** Reckons anew what numbers answer by the hour, all over the book; the body of an hourly Schedule. */
export async function refreshAnswering(): Promise<void> {
  await quick.refreshAnswering();
}

/** Seals and anchors what is new in the ledger; the body of a Schedule every ten minutes. */
export async function sealLedger(): Promise<void> {
  await ledgerUpkeep.sealLedger();
}

/** Verifies the whole ledger against its seals and anchors; the body of a daily Schedule, and started by an auditor. */
export async function checkLedger(): Promise<void> {
  await ledgerUpkeep.checkLedger();
}
