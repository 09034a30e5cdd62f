import { setTimeout as sleep } from 'node:timers/promises';
import type { Case, CallState, ResultBody } from '../../../api/schemas/case.ts';
import type { Residents } from './residents.ts';
import type { Talk } from './talk.ts';
import type { Workstation } from './workstation.ts';

/** JSON carries instants as text. */
type Wire<Value> = Value extends Date
  ? string
  : Value extends object
    ? { [Key in keyof Value]: Wire<Value[Key]> }
    : Value;
type WireCase = Wire<Case>;
type WireCall = Wire<CallState>;
type Said = Pick<ResultBody, 'outcome' | 'spoke_with' | 'text' | 'promise' | 'callback' | 'message'> & {
  callback: null | { at: Date; mine: boolean };
};

/** A case worked, or why there was none. */
export type Worked = 'called' | 'passed_on' | 'nothing';

const POLL_MS = 30;
const PATIENCE_MS = 5_000;

/**
 * One case as an operator works it, through the API alone: next, ring the first number, talk, hang up, record. What the resident says comes
 * from the city. A case that may not be rung now is passed on.
 */
export async function workCase(desk: Workstation, residents: Residents, patienceMs = PATIENCE_MS): Promise<Worked> {
  const next = await desk.post('/api/tasks/next');
  if (next.status !== 200) return 'nothing';
  const current = next.body as WireCase;
  const { claim } = current;
  const phone = current.phones.find(({ status }) => status === 'active');
  const claimed = { version: claim.version, task_id: claim.task_id };
  const call = phone && (await ring(desk, claim.claim_id, { ...claimed, phone_id: phone.id }, patienceMs));
  if (!phone || !call) {
    await desk.post(`/api/cases/${claim.claim_id}/release`, { ...claimed, reason: 'other' });
    return 'passed_on';
  }
  const accountIds = aboutWhich(current);
  const result = {
    ...claimed,
    call_id: call.id,
    phone_id: phone.id,
    account_ids: accountIds,
    ...heard(current, call, phone.number, residents, accountIds),
  };
  const saved = await desk.post(`/api/cases/${claim.claim_id}/result`, result);
  if (saved.status === 200) return 'called';
  await desk.post(`/api/cases/${claim.claim_id}/release`, { ...claimed, reason: 'other' });
  return 'passed_on';
}

/** Rings and waits for the end, hanging up when somebody (or a machine) has answered; null when the gate or the line says no. */
async function ring(desk: Workstation, claimId: string, body: object, patienceMs: number): Promise<WireCall | null> {
  const started = await desk.post(`/api/cases/${claimId}/calls`, body);
  if (started.status !== 200) return null;
  let call = started.body as WireCall;
  let isHungUp = false;
  for (let waited = 0; call.state !== 'ended' && waited < patienceMs; waited += POLL_MS) {
    if (call.state === 'talking' && !isHungUp) {
      isHungUp = true;
      await desk.post(`/api/calls/${call.id}/hang-up`);
    } else await sleep(POLL_MS);
    call = (await desk.get(`/api/calls/${call.id}`)).body as WireCall;
  }
  if (call.state !== 'ended') await desk.post(`/api/calls/${call.id}/hang-up`);
  return call;
}

/** All that the debtor of the case owes and may be reminded of: one talk is about everything. */
function aboutWhich({ task, accounts, debtor }: WireCase): string[] {
  const ours = accounts.filter(
    ({ id, debtor_id, callable }) => id === task.account_id || (debtor_id === debtor.id && callable > 0),
  );
  return ours.map(({ id }) => id);
}

const nothingElse = { text: '', promise: null, callback: null, message: null };

function heard(current: WireCase, call: WireCall, number: string, residents: Residents, accountIds: string[]): Said {
  const proposed = call.proposed_outcome as ResultBody['outcome'] | null;
  if (call.answered_at === null) return { ...nothingElse, outcome: proposed ?? 'no_answer', spoke_with: null };
  const at = new Date(call.started_at);
  const who = residents.answer(number, at);
  if (who === 'machine') return { ...nothingElse, outcome: 'machine_message', spoke_with: null };
  if (who === 'household') return { ...nothingElse, outcome: 'message_left_household', spoke_with: 'household' };
  const talk = residents.talk(current.debtor.addressee_no, at);
  if (!talk) return { ...nothingElse, outcome: 'talked_no_promise', spoke_with: 'self' };
  return said(current, talk, accountIds);
}

function said(current: WireCase, talk: Talk, accountIds: string[]): Said {
  const spoken = { ...nothingElse, outcome: talk.outcome, spoke_with: 'self' as const, text: talk.text };
  const message = (kind: 'consultation' | 'complaint') => ({
    kind,
    text: talk.text || messageTexts[kind],
    urgent: kind === 'complaint',
  });
  switch (talk.outcome) {
    case 'promise':
      return { ...spoken, promise: promised(current, talk, accountIds) };
    case 'callback_requested': {
      const at = current.callback_times[0];
      return at
        ? { ...spoken, callback: { at: new Date(at), mine: false } }
        : { ...spoken, outcome: 'talked_no_promise' };
    }
    case 'complaint':
      return { ...spoken, message: message('complaint') };
    case 'referred':
      return { ...spoken, message: message('consultation') };
    case 'wrong_number':
      return { ...spoken, spoke_with: 'other' };
    default:
      return spoken;
  }
}

const messageTexts = { consultation: '納付の相談を希望。', complaint: '電話の回数について申出。' };

function promised(
  { accounts }: WireCase,
  { promisedFor, share }: Talk,
  accountIds: string[],
): NonNullable<ResultBody['promise']> {
  const amounts = accounts
    .filter(({ id, callable }) => accountIds.includes(id) && callable > 0)
    .map(({ id, callable }) => ({ account_id: id, amount: Math.max(1, Math.floor(callable * share)) }));
  return { promised_for: promisedFor!, amounts };
}
