import type { Calendar } from './calendar.ts';
import type { Decision } from './decision.ts';
import type { AccountFacts } from './facts.ts';
import { BREACH_SPACING, keepCall, openCall, outOfSeason } from './plan/call.ts';
import { type Context, contextOf } from './plan/context.ts';
import { dataReaches, dataWake, provisionalFrom } from './plan/data.ts';
import { act, wait } from './plan/decision.ts';
import { blockers, heedHolds, isStopped, restUntil } from './plan/hold.ts';
import { keepLetter } from './plan/letter.ts';
import { dunnableFrom } from './plan/lines.ts';
import { earliest, startOf } from './plan/moments.ts';
import { judgeDuePromise, unansweredBreach, watchPromise } from './plan/promise.ts';
import { why, whyNot } from './plan/reason.ts';
import { ringAgain } from './plan/retry.ts';
import { finish, unsettledWork } from './plan/settled.ts';
import { followTable } from './plan/steps.ts';
import { onlyTheCall, openTask, takeBack } from './plan/take-back.ts';
import { inSeason } from './plan/wake.ts';
import { closeDueWindow } from './plan/windows.ts';
import type { ReceivableSettings } from './receivable.ts';
import type { RuleSet } from './rules.ts';
import { addDays } from './time.ts';

/**
 * The one next thing to do about an account, or how long to wait and why. Pure: equal facts give equal decisions, whatever their order.
 * Each concern may answer; the first answer counts. Every act but `wait` changes the facts so that the next plan goes on from there
 * (test/domain/plan-lives.test.ts). Sources: design.md § The account workflow, § Rules; specification §8, §8の2, §9.
 */
export function plan(
  facts: AccountFacts,
  rules: RuleSet,
  settings: ReceivableSettings,
  calendar: Calendar,
  now: Date,
): Decision {
  const context = contextOf(facts, rules, settings, calendar, now);
  for (const concern of concerns) {
    const decision = concern(context);
    if (decision) return decision;
  }
  return followTable(context);
}

/** In this order. What ends or judges comes before what stops, what stops before what goes out. */
const concerns: readonly ((context: Context) => Decision | null)[] = [
  closeDueWindow,
  judgeDuePromise,
  finish,
  stayWithDepartment,
  heedHolds,
  watchPromise,
  awaitDemandTerm,
  awaitCallback,
  keepToSeason,
  unsettledWork,
  awaitClaimedPayment,
  handOverBreaches,
  keepLetter,
  keepCall,
  restAfterHold,
  ringAgain,
  callAboutBreach,
];

/** 引継: until the case is returned nobody at the centre acts; windows and promises go on. */
function stayWithDepartment(context: Context): Decision | null {
  const { handOver } = context.facts;
  if (!handOver) return null;
  const reasons = [why('handed_over', { state: handOver.state })];
  return (
    takeBack(context, { call: true, callback: true, letter: true }, reasons) ?? wait(context, 'hand_over', reasons)
  );
}

/** No reminder before the 督促状 and its term: 地方税法 and the form's own words. */
function awaitDemandTerm(context: Context): Decision | null {
  const { lines, settings } = context;
  if (lines.dunnable.length > 0) return null;
  const days = lines.pending.map((line) => dunnableFrom(line, settings.demandTermDays));
  const from = earliest(days.map((day) => (day === null ? null : startOf(day))));
  const reasons = [whyNot(from ? 'demand_term_running' : 'demand_not_sent', { lines: lines.pending.length })];
  return (
    takeBack(context, { call: true, callback: false, letter: true }, reasons) ??
    wait(context, 'demand_term', reasons, from)
  );
}

/** The debtor asked to be called: that call comes first. */
function awaitCallback(context: Context): Decision | null {
  const callback = openTask(context, 'callback');
  if (!callback) return null;
  const reasons = [why('callback_requested', callback.dueAt ? { dueAt: callback.dueAt.toISOString() } : undefined)];
  return takeBack(context, onlyTheCall, reasons) ?? wait(context, 'callback', reasons);
}

/** §8の2: childcare fees are reminded of in their months only. */
function keepToSeason(context: Context): Decision | null {
  if (inSeason(context, context.today)) return null;
  const reasons = [whyNot('outside_season')];
  return (
    takeBack(context, { call: true, callback: false, letter: true }, reasons) ?? outOfSeason(context, context.today)
  );
}

/** Days after 納付済申出 that the payment may take to the data. */
const CLAIM_LAG_DAYS = 3;

/** Who says that it is paid is not reminded before the data could show it. */
function awaitClaimedPayment(context: Context): Decision | null {
  const last = context.tried.talks.at(-1);
  if (last?.outcome !== 'claims_paid') return null;
  const day = addDays(last.onDate, CLAIM_LAG_DAYS);
  if (dataReaches(context, day) || context.now >= provisionalFrom(context, day)) return null;
  const reasons = [why('hold_active', { kind: 'claims_paid' }), whyNot('payment_data_old', { reaches: day })];
  const back = takeBack(context, { call: true, callback: false, letter: true }, reasons);
  return back ?? wait(context, 'payment_data', reasons, dataWake(context, day));
}

function handOverBreaches(context: Context): Decision | null {
  const { tried, rules } = context;
  if (tried.brokenPromises < rules.promise.brokenLimit) return null;
  const reasons = [why('broken_promises_limit', { count: tried.brokenPromises, limit: rules.promise.brokenLimit })];
  const back = takeBack(context, { call: true, callback: false, letter: true }, reasons);
  return back ?? act(context, { kind: 'handOff', reason: 'promises_broken' }, reasons);
}

/** Waits are counted from the end of a hold, so that nothing overdue comes in a burst. */
function restAfterHold(context: Context): Decision | null {
  const rest = restUntil(context);
  if (!rest) return null;
  return wait(context, 'spacing', [why(context.facts.returnedAt ? 'returned_by_department' : 'hold_ended')], rest);
}

/** A promise not kept is called about before anything else, once; then the table goes on. */
function callAboutBreach(context: Context): Decision | null {
  const breach = unansweredBreach(context);
  if (!breach || context.phones.length === 0 || blockers(context, 'call').length > 0 || isStopped(context, 'call'))
    return null;
  const { promisedFor, amount, paid, state } = breach;
  const code = state === 'partly' ? 'promise_partly_kept' : 'promise_broken';
  return openCall(context, 'any', BREACH_SPACING, [why(code, { promisedFor, amount, paid })]);
}
