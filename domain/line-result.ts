/** What the telephone line itself says about a call; what was said in it is the operator's `Outcome`. Words are in admin-ui/i18n. */
export const lineResults = [
  'answered',
  'answering_machine',
  'operator_unavailable',
  'cancelled',
  'busy',
  'unallocated',
  'number_changed',
  'invalid_number',
  'no_answer',
  'unreachable',
  'rejected',
  'network_failure',
  'unknown',
] as const;
export type LineResult = (typeof lineResults)[number];

export interface LineFacts {
  operatorUp: boolean;
  answered: boolean;
  /** 180 came */
  ringing: boolean;
  /** 183 came: an announcement, which is not ringing */
  progress: boolean;
  /** Ended by us before the answer; never the time limit of the dial */
  weHungUp: boolean;
  /** Q.850 cause of the debtor's leg, null (or 0) when none came */
  cause: number | null;
  /** SIP status that ended the debtor's leg */
  techCause: number | null;
  /** From dialling the debtor to the end, and the limit that was set */
  elapsedMs: number;
  timeoutMs: number;
  /** The operator's word; a machine's guess alone never decides */
  operatorSaysMachine: boolean;
}

/** Two clocks (ours for the limit, Asterisk's for the events) differ a little. */
const TIMER_SLACK_MS = 500;

const networkCauses = [27, 34, 38, 41, 42, 44, 58, 127];
const ownTrunkRefused = [401, 407];

/** The outcome table as measured on Asterisk 22, in its order: the first rule that holds counts. */
export function lineResult(facts: LineFacts): LineResult {
  if (!facts.operatorUp) return 'operator_unavailable';
  if (facts.answered) return facts.operatorSaysMachine ? 'answering_machine' : 'answered';
  if (facts.weHungUp) return 'cancelled';
  return unansweredResult(facts, facts.cause ?? 0, facts.techCause ?? 0);
}

function unansweredResult(facts: LineFacts, cause: number, sip: number): LineResult {
  const isServerError = sip >= 500 && sip < 600;
  if (isOwnTrunksFault(facts)) return 'network_failure';
  if (cause === 17 || sip === 486 || sip === 600) return 'busy';
  if (!isServerError) {
    // a carrier's failure says nothing about the number, whatever cause comes with it
    if (cause === 22 || cause === 23 || sip === 410 || sip === 302) return 'number_changed';
    if (cause === 1 || sip === 404 || sip === 604) return 'unallocated';
    if (cause === 28 || sip === 484 || sip === 400) return 'invalid_number';
  }
  return silentResult(facts, cause, sip) ?? refusedResult(cause, sip, isServerError);
}

/** Nobody took the call: rang out, switched off, or the line never got there. */
function silentResult(facts: LineFacts, cause: number, sip: number): LineResult | null {
  if (cause === 16) return 'no_answer';
  if (![18, 19, 20].includes(cause) && sip !== 408 && sip !== 480) return null;
  if (facts.ringing) return 'no_answer';
  const isFullTime = facts.elapsedMs + TIMER_SLACK_MS >= facts.timeoutMs;
  if (facts.progress || !isFullTime) return 'unreachable';
  if (cause === 18 || sip === 408) return 'no_answer';
  return cause === 20 ? 'unreachable' : 'network_failure';
}

function refusedResult(cause: number, sip: number, isServerError: boolean): LineResult {
  if (cause === 21 || [403, 603, 607, 433].includes(sip)) return 'rejected';
  return isServerError || networkCauses.includes(cause) ? 'network_failure' : 'unknown';
}

/** The carrier does not know us (SIP 401, 407): an alarm, as every further call will fail too. */
export function isOwnTrunksFault({ techCause }: Pick<LineFacts, 'techCause'>): boolean {
  return techCause !== null && ownTrunkRefused.includes(techCause);
}

/** Calls that were no try to reach the debtor. */
export const notTried: readonly LineResult[] = ['operator_unavailable', 'cancelled'];

/** Whether the call was a try to reach the debtor. */
export function countsAsAttempt(result: LineResult): boolean {
  return !notTried.includes(result);
}

/** Whether the number must not be dialled again but reported to the section (spec: 使用されていない電話番号). */
export function marksNumberDead(result: LineResult): boolean {
  return result === 'unallocated' || result === 'number_changed' || result === 'invalid_number';
}
