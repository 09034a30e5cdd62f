import type { Calendar } from '../calendar.ts';
import type { Session } from '../codes.ts';
import type { Decision } from '../decision.ts';
import type { AccountFacts } from '../facts.ts';
import { plan } from '../plan.ts';
import type { ReceivableSettings } from '../receivable.ts';
import type { RuleSet } from '../rules.ts';
import { addDays, dateOf, instantAt, type PlainDate } from '../time.ts';
import { type Applied, applied, changed, endLetter, ringing, withContact } from './apply.ts';
import { answerRate, fateOf } from './fate.ts';

/** Something that goes out or leaves the centre. */
export interface Outward {
  at: Date;
  day: PlainDate;
  act: 'call' | 'sms' | 'letter' | 'hand_over';
  step: number;
  /** Of a call */
  session: Session | null;
  /** How likely the call is answered */
  rate: number;
  /** Of a call that a line of these rules asked for: not one that stood in the queue already, nor one about a broken promise */
  byTable: boolean;
}

export interface Surroundings {
  rules: RuleSet;
  settings: ReceivableSettings;
  calendar: Calendar;
}

export interface Stretch {
  from: Date;
  /** Last day, included */
  to: PlainDate;
}

/** A payment that really came, for a replay. */
export interface PaidThen {
  day: PlainDate;
  amount: number;
}

/** Sees each decision with the facts it was made from. */
export type Witness = (facts: AccountFacts, decision: Decision, at: Date) => void;

const MAX_ROUNDS = 400;

/**
 * What an account's rules do from now on, in memory: calls are made as soon as they may and answered by the account's fate, letters are handed
 * over the next operating day, texts are taken at once, the city's data stay as fresh as they are. Nobody pays but who is said to: the
 * load is what it is at most.
 */
export function liveForward(
  start: AccountFacts,
  surroundings: Surroundings,
  { from, to }: Stretch,
  payments: readonly PaidThen[] = [],
  witness: Witness = () => undefined,
): Outward[] {
  const { rules, settings, calendar } = surroundings;
  const end = instantAt(addDays(to, 1), '00:00');
  const dataAge = start.paymentsAsOf === null ? null : Math.max(0, Number(from) - Number(start.paymentsAsOf));
  const outward: Outward[] = [];
  const unpaid = [...payments].sort((left, right) => (left.day < right.day ? -1 : 1));
  let facts: AccountFacts = { ...start, tasks: start.tasks.map((task) => ({ ...task, leased: false })) };
  const byTable = new Set<string>();
  let now = from;
  let ids = 0;

  for (let round = 0; round < MAX_ROUNDS && now < end; round += 1) {
    facts = asOf(facts);
    const decision = plan(facts, rules, settings, calendar, now);
    witness(facts, decision, now);
    const { act } = decision;
    if (act.kind !== 'wait') {
      if (act.kind === 'closeEpisode') break;
      facts = applied(facts, act, world());
      if (act.kind === 'openCallTask' && isByTable(decision)) byTable.add(facts.tasks.at(-1)!.id);
      if (act.kind === 'sendSms') note('sms', act.step);
      if (act.kind === 'handOff') {
        note('hand_over', facts.step);
        break;
      }
      continue;
    }
    const next = nextHappening(decision.until);
    if (next === null || next >= end) break;
    now = next > now ? next : new Date(Number(now) + 1_000);
    happen();
  }
  return outward;

  function world(): Applied {
    return { now, id: (noun) => `${noun}-${(ids += 1)}`, rules, settings };
  }

  /** The city's data and payments as they are known by now. */
  function asOf(known: AccountFacts): AccountFacts {
    let current = dataAge === null ? known : { ...known, paymentsAsOf: new Date(Number(now) - dataAge) };
    while (unpaid[0] && unpaid[0].day <= dateOf(now)) current = paid(current, unpaid.shift()!.amount);
    return current;
  }

  /** The plan's own time, the open call, the letter under way, or the next payment, whichever comes first. */
  function nextHappening(until: Date | null): Date | null {
    const task = openCall();
    const times = [
      until,
      task && (task.notBefore > now ? task.notBefore : now),
      letterUnderWay() && instantAt(calendar.nextOperatingDay(dateOf(now)), '16:00'),
      unpaid[0] && instantAt(unpaid[0].day, '09:00'),
    ].filter((time) => time instanceof Date);
    return times.length === 0 ? null : new Date(Math.min(...times.map(Number)));
  }

  function happen(): void {
    const letter = letterUnderWay();
    if (letter && now >= instantAt(dateOf(now), '16:00')) {
      facts = endLetter(facts, letter.id, 'handed_over', world());
      note('letter', letter.step);
    }
    const task = openCall();
    if (task && task.notBefore <= now) ring(task.id, task.step, task.kind);
  }

  function ring(taskId: string, step: number, kind: 'call' | 'callback' | 'address' | 'reconcile'): void {
    const session = calendar.sessionAt(now);
    if (session === null) return void (now = calendar.nextOpening(now, 'any')?.from ?? end);
    const active = facts.phones.filter(({ status }) => status === 'active');
    const rate = answerRate(active, session);
    const isAnswered = fateOf(facts.accountId, dateOf(now)) < rate;
    facts = ringing({ ...facts, tasks: changed(facts.tasks, taskId, { state: 'done', endedAt: now }) }, now);
    const outcome = isAnswered ? 'talked_no_promise' : 'no_answer';
    facts = withContact(
      facts,
      { outcome, session, phoneId: active[0]?.id ?? null, spokeWith: isAnswered ? 'self' : null },
      world(),
    );
    if (kind === 'call')
      outward.push({ at: now, day: dateOf(now), act: 'call', step, session, rate, byTable: byTable.has(taskId) });
  }

  function openCall() {
    return facts.tasks.find(({ kind, state }) => state === 'open' && (kind === 'call' || kind === 'callback')) ?? null;
  }

  function letterUnderWay() {
    return (
      facts.letters.find(({ state }) => ['planned', 'in_batch', 'rendered', 'printed', 'verified'].includes(state)) ??
      null
    );
  }

  function note(act: Outward['act'], step: number): void {
    outward.push({ at: now, day: dateOf(now), act, step, session: null, rate: 0, byTable: false });
  }
}

function isByTable({ reasons }: Decision): boolean {
  return reasons.some(({ code }) => code === 'step_condition_met');
}

/** The oldest lines first. */
function paid(facts: AccountFacts, amount: number): AccountFacts {
  let left = amount;
  const lines = facts.lines.map((line) => {
    const part = Math.min(left, line.balance);
    left -= part;
    return { ...line, balance: line.balance - part };
  });
  return { ...facts, lines };
}
