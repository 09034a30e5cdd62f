import type { Decision } from '../decision.ts';
import type { Context } from './context.ts';
import { dataExpectedFrom } from './data.ts';
import { act, wait } from './decision.ts';
import { why, whyNot } from './reason.ts';
import { takeBack } from './take-back.ts';
import { openWindows } from './wake.ts';

/** Nothing is owed: takes back what is open, waits for the windows (and whoever still has the case), then the episode is over. */
export function finish(context: Context): Decision | null {
  const { facts, lines } = context;
  if (lines.open.length > 0) return null;
  const isPaid = facts.lines.some((line) => !line.removed);
  const reasons = [why(isPaid ? 'paid_in_full' : 'taken_off_book')];
  const back = takeBack(context, { call: true, callback: true, letter: true }, reasons);
  if (back) return back;
  const openWork = unsettledWork(context);
  if (openWork) return openWork;
  if (facts.handOver && facts.handOver.state !== 'done')
    return wait(context, 'hand_over', [why('handed_over'), ...reasons]);
  const windows = openWindows(context);
  const isOver = windows.some(({ toDate }) => context.now >= dataExpectedFrom(context, toDate));
  if (windows.length > 0) return wait(context, isOver ? 'payment_data' : 'windows', [...reasons, why('all_settled')]);
  return act(context, { kind: 'closeEpisode', reason: isPaid ? 'settled' : 'taken_off_book' }, [
    ...reasons,
    why('all_settled'),
  ]);
}

/** What went out and is not yet known, or was done and is not yet recorded: its contact still belongs to this episode. */
export function unsettledWork(context: Context): Decision | null {
  const { intents, tasks } = context.facts;
  const unknown = intents.find(({ state }) => state === 'unknown');
  if (unknown) return wait(context, 'unknown_intent', [whyNot('unknown_outcome', { kind: unknown.kind })]);
  const underWay = intents.some(({ kind, state }) => kind === 'sms' && (state === 'attempted' || state === 'planned'));
  if (underWay) return wait(context, 'sms_result', [whyNot('unknown_outcome', { kind: 'sms' })]);
  const unrecorded = tasks.some(({ kind, state }) => state === 'no_result' && (kind === 'call' || kind === 'callback'));
  return unrecorded ? wait(context, 'call_task', [whyNot('task_open', { state: 'no_result' })]) : null;
}
