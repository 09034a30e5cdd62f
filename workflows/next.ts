/** What `decide` tells the workflow to do: ids, codes and milliseconds only. Without `waitMs` only a fact ends the wait. */
export type Next = OutwardAct | { kind: 'wait'; waitMs?: number } | { kind: 'closed' };

/** An act that leaves the database: the named activity takes the id of its intent. */
export interface OutwardAct {
  kind: 'act';
  activity: 'sendSms';
  intentId: string;
}
