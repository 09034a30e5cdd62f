import type { Case, ResultBody } from '../../api/schemas/case.ts';
import type { Outcome } from '../../domain/codes.ts';
import type { Wire } from '../providers/status.ts';

export type CaseWire = Wire<Case>;
export type CallOutcome = ResultBody['outcome'];

/** What the operator has chosen and typed; kept as a draft on the server. */
export interface ResultDraft {
  outcome: CallOutcome | null;
  spokeWith: 'self' | 'household' | 'other' | null;
  accountIds: string[];
  text: string;
  promisedFor: string;
  /** Yen over all chosen accounts, null for their whole callable balance */
  amount: number | null;
  callbackAt: string;
  callbackMine: boolean;
  messageKind: NonNullable<ResultBody['message']>['kind'];
  messageText: string;
  urgent: boolean;
  newPhone: string;
}

export const groups: { group: 'contact' | 'absent' | 'bad_number' | 'pass_on'; outcomes: CallOutcome[] }[] = [
  { group: 'contact', outcomes: ['promise', 'claims_paid', 'message_left_household', 'talked_no_promise'] },
  { group: 'absent', outcomes: ['no_answer', 'machine_message', 'busy'] },
  { group: 'bad_number', outcomes: ['dead_number', 'wrong_number'] },
  { group: 'pass_on', outcomes: ['referred', 'callback_requested', 'complaint'] },
];

/** The key of each result, always the same (ux.md § 1.3). */
export const keyOf: Record<CallOutcome, string | null> = {
  promise: '1',
  claims_paid: '2',
  message_left_household: '3',
  talked_no_promise: '4',
  no_answer: '5',
  machine_message: '6',
  busy: '7',
  dead_number: '8',
  wrong_number: '9',
  callback_requested: 'c',
  referred: null,
  complaint: null,
};

const spoken: Outcome[] = [
  'promise',
  'claims_paid',
  'message_left_household',
  'talked_no_promise',
  'referred',
  'callback_requested',
  'complaint',
];

export function needsSpeaker(outcome: CallOutcome | null): boolean {
  return outcome !== null && spoken.includes(outcome);
}

export function needsMessage(outcome: CallOutcome | null): boolean {
  return outcome === 'referred' || outcome === 'complaint';
}

export function emptyDraft(current: CaseWire): ResultDraft {
  const callable = current.accounts.filter((account) => account.callable > 0).map((account) => account.id);
  return {
    outcome: null,
    spokeWith: null,
    accountIds: callable.length > 0 ? callable : [current.task.account_id],
    text: '',
    promisedFor: current.promise_dates[1] ?? current.promise_dates[0] ?? '',
    amount: null,
    callbackAt: current.callback_times[0] ?? '',
    callbackMine: true,
    messageKind: 'consultation',
    messageText: '',
    urgent: false,
    newPhone: '',
  };
}

/** Choosing a result fills what usually goes with it. */
export function choose(draft: ResultDraft, outcome: CallOutcome): ResultDraft {
  const speaker = outcome === 'message_left_household' ? 'household' : (draft.spokeWith ?? 'self');
  return {
    ...draft,
    outcome,
    spokeWith: needsSpeaker(outcome) ? speaker : null,
    messageKind:
      outcome === 'complaint' ? 'complaint' : draft.messageKind === 'complaint' ? 'consultation' : draft.messageKind,
  };
}

/** What is still missing before it can be recorded, as a key of the workspace's words; null when nothing is. */
export function missing(
  draft: ResultDraft,
): 'chooseResult' | 'chooseAccount' | 'chooseSpeaker' | 'chooseDate' | 'writeMessage' | 'chooseTime' | null {
  if (!draft.outcome) return 'chooseResult';
  if (draft.accountIds.length === 0) return 'chooseAccount';
  if (needsSpeaker(draft.outcome) && !draft.spokeWith) return 'chooseSpeaker';
  if (draft.outcome === 'promise' && !draft.promisedFor) return 'chooseDate';
  if (draft.outcome === 'callback_requested' && !draft.callbackAt) return 'chooseTime';
  if (needsMessage(draft.outcome) && draft.messageText.trim() === '') return 'writeMessage';
  return null;
}

/** The body of /preview and /result; null while something is missing. */
export function bodyOf(
  draft: ResultDraft,
  current: CaseWire,
  callId: string | null,
  phoneId: string | null,
): Wire<ResultBody> | null {
  if (missing(draft) || !draft.outcome) return null;
  return {
    version: current.claim.version,
    task_id: current.claim.task_id,
    call_id: callId,
    phone_id: phoneId,
    outcome: draft.outcome,
    spoke_with: draft.spokeWith,
    account_ids: draft.accountIds,
    text: draft.text,
    promise: draft.outcome === 'promise' ? { promised_for: draft.promisedFor, amounts: shares(draft, current) } : null,
    callback: draft.outcome === 'callback_requested' ? { at: draft.callbackAt, mine: draft.callbackMine } : null,
    message: needsMessage(draft.outcome)
      ? { kind: draft.messageKind, text: draft.messageText.trim(), urgent: draft.urgent }
      : null,
    hand_over: null,
    new_phone: draft.newPhone.trim() || null,
  };
}

/** What all chosen accounts owe, yen. */
export function callableOf(draft: ResultDraft, current: CaseWire): number {
  return chosen(draft, current).reduce((sum, account) => sum + account.callable, 0);
}

/** A smaller promise goes to the accounts in their order, the oldest receivable first. */
function shares(draft: ResultDraft, current: CaseWire): { account_id: string; amount: number }[] {
  let left = draft.amount ?? callableOf(draft, current);
  return chosen(draft, current)
    .map((account) => {
      const amount = Math.min(left, account.callable);
      left -= amount;
      return { account_id: account.id, amount };
    })
    .filter((share) => share.amount > 0);
}

function chosen(draft: ResultDraft, current: CaseWire): CaseWire['accounts'] {
  return current.accounts.filter((account) => draft.accountIds.includes(account.id));
}
