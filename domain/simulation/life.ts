import type { Decision } from '../decision.ts';
import type { AccountFacts, LetterFact, TaskFact } from '../facts.ts';
import { plan } from '../plan.ts';
import { contextOf } from '../plan/context.ts';
import { earliest, latest } from '../plan/moments.ts';
import { priorityOf } from '../plan/priority.ts';
import { addDays, dateOf, instantAt } from '../time.ts';
import { type Applied, applied, changed, endLetter, rung, withContact } from './apply.ts';
import { answerRate, fateOf } from './fate.ts';
import type { Outward, PaidThen, Stretch, Surroundings, Witness } from './live.ts';
import type { Session } from '../codes.ts';

/** What an account waits for that a person at the centre has to do: a call in the operators' queue, a letter to be printed and checked. */
export interface Request {
  /** Of the task or the letter */
  id: string;
  act: 'call' | 'letter';
  /** From when it may be done */
  due: Date;
  /** Of a call */
  session: Session | 'any';
  /** Of a call: the plan's own, by which the queue is in order */
  priority: number;
}

const MAX_ROUNDS = 400;
const NO_RECORD = { isProvenSession: false, best: null };
/** records/task.ts: a call-back stands above every call of a rule. */
const CALLBACK_PRIORITY = 1_000;
/** Of a letter's day, to the city's courier. */
export const HANDED_OVER_AT = '16:00';
const underWay: readonly LetterFact['state'][] = ['planned', 'in_batch', 'rendered', 'printed', 'verified'];

/**
 * One account's life under one version, in memory. It runs by itself until somebody has to do something (`request`), and goes on when that is
 * done (`make`). Calls are answered by the account's fate, texts are taken at once, the city's data stay as fresh as they are.
 */
export class Life {
  readonly outward: Outward[] = [];
  readonly #surroundings: Surroundings;
  readonly #end: Date;
  readonly #from: Date;
  readonly #dataAge: number | null;
  readonly #unpaid: PaidThen[];
  readonly #priorities = new Map<string, number>();
  readonly #byTable = new Set<string>();
  readonly #witness: Witness | undefined;
  #facts: AccountFacts;
  #now: Date;
  #rounds = 0;
  #ids = 0;
  #request: Request | null;
  #wake: Date | null = null;

  constructor(
    start: AccountFacts,
    surroundings: Surroundings,
    { from, to }: Stretch,
    payments: readonly PaidThen[] = [],
    witness?: Witness,
  ) {
    this.#witness = witness;
    this.#surroundings = surroundings;
    this.#end = instantAt(addDays(to, 1), '00:00');
    this.#from = from;
    this.#now = from;
    this.#dataAge = start.paymentsAsOf === null ? null : Math.max(0, Number(from) - Number(start.paymentsAsOf));
    this.#unpaid = payments.toSorted((left, right) => (left.day < right.day ? -1 : 1));
    this.#facts = { ...start, tasks: start.tasks.map((task) => ({ ...task, leased: false })) };
    this.#request = this.#live();
  }

  /** What has to be done next; null when nothing has before the end. */
  get request(): Request | null {
    return this.#request;
  }

  /** When time alone may change that, while it waits. */
  get wake(): Date | null {
    return this.#wake;
  }

  /** Lets time pass until then without its being done; what waits then. */
  waitUntil(at: Date): Request | null {
    while (this.#request && this.#wake && this.#wake <= at) {
      this.#now = latest(new Date(Number(this.#now) + 1_000), this.#wake);
      this.#request = this.#live();
    }
    return this.#request;
  }

  /** Does what waits, at that time; what has to be done next. */
  make(at: Date): Request | null {
    this.#now = at > this.#now ? at : new Date(Number(this.#now) + 1_000);
    if (this.#request?.act === 'letter') this.#handOver(this.#letter()!);
    else this.#ring(this.#call()!);
    return (this.#request = this.#live());
  }

  /** Plans and applies, from one moment at which something may change to the next, until somebody else has to act. */
  #live(): Request | null {
    const { rules, settings, calendar } = this.#surroundings;
    for (; this.#rounds < MAX_ROUNDS && this.#now < this.#end; this.#rounds += 1) {
      this.#facts = this.#asOf(this.#facts);
      const decision = plan(this.#facts, rules, settings, calendar, this.#now);
      this.#witness?.(this.#facts, decision, this.#now);
      const { act, until } = decision;
      switch (act.kind) {
        case 'closeEpisode':
          return null;
        case 'handOff':
          this.#note('hand_over', this.#facts.step);
          return null;
        case 'wait':
          break;
        default:
          this.#facts = applied(this.#facts, act, this.#world());
          if (act.kind === 'sendSms') this.#note('sms', act.step);
          if (act.kind === 'openCallTask') this.#opened(this.#call()!.id, act.priority, decision);
          continue;
      }
      const request = this.#asked();
      const wake = earliest([until, this.#unpaid[0] ? instantAt(this.#unpaid[0].day, '09:00') : null]);
      if (request && (wake === null || request.due <= wake)) {
        this.#wake = wake;
        return request.due < this.#end ? request : null;
      }
      if (wake === null || wake >= this.#end) return null;
      this.#now = wake > this.#now ? wake : new Date(Number(this.#now) + 1_000);
    }
    return null;
  }

  #opened(taskId: string, priority: number, { reasons }: Decision): void {
    this.#priorities.set(taskId, priority);
    if (reasons.some(({ code }) => code === 'step_condition_met')) this.#byTable.add(taskId);
  }

  /** The letter under way or the open call, whichever comes first. */
  #asked(): Request | null {
    const letter = this.#letter();
    const call = this.#call();
    const requests = [letter ? this.#letterRequest(letter) : null, call ? this.#callRequest(call) : null];
    const [first, second] = requests.filter((request) => request !== null);
    return first && second ? (second.due < first.due ? second : first) : (first ?? null);
  }

  #letterRequest({ id }: LetterFact): Request {
    const { calendar } = this.#surroundings;
    const asked = this.#facts.intents.findLast(({ kind, state }) => kind === 'print' && state === 'planned');
    const day = calendar.nextOperatingDay(dateOf(latest(this.#from, asked?.plannedAt ?? null)));
    const due = latest(this.#now, instantAt(day, HANDED_OVER_AT));
    return { id, act: 'letter', due, session: 'any', priority: 0 };
  }

  #callRequest({ id, kind, session, notBefore }: TaskFact): Request | null {
    const opening = this.#surroundings.calendar.nextOpening(latest(this.#now, notBefore), session);
    if (!opening) return null;
    const priority = kind === 'callback' ? CALLBACK_PRIORITY : (this.#priorities.get(id) ?? this.#priority());
    return { id, act: 'call', due: opening.from, session, priority };
  }

  /** Of a call that was in the queue before. */
  #priority(): number {
    const { rules, settings, calendar } = this.#surroundings;
    return priorityOf(contextOf(this.#facts, rules, settings, calendar, this.#now), NO_RECORD).priority;
  }

  #handOver(letter: LetterFact): void {
    this.#facts = endLetter(this.#facts, letter.id, 'handed_over', this.#world());
    this.#note('letter', letter.step);
  }

  #ring({ id, step, kind }: TaskFact): void {
    const { facts, now } = { facts: this.#facts, now: this.#now };
    const session = this.#surroundings.calendar.sessionAt(now);
    const active = facts.phones.filter(({ status }) => status === 'active');
    const rate = session ? answerRate(active, session) : 0;
    const isAnswered = fateOf(facts.accountId, dateOf(now)) < rate;
    const phoneId = active[0]?.id ?? null;
    const after = rung({ ...facts, tasks: changed(facts.tasks, id, { state: 'done', endedAt: now }) }, now, phoneId);
    const outcome = isAnswered ? 'talked_no_promise' : 'no_answer';
    const spokeWith = isAnswered ? 'self' : null;
    this.#facts = withContact(after, { outcome, session, phoneId, spokeWith }, this.#world());
    if (kind !== 'call') return;
    this.outward.push({ at: now, day: dateOf(now), act: 'call', step, session, rate, byTable: this.#byTable.has(id) });
  }

  #call(): TaskFact | null {
    const isCall = ({ kind, state }: TaskFact) => state === 'open' && (kind === 'call' || kind === 'callback');
    return this.#facts.tasks.find(isCall) ?? null;
  }

  #letter(): LetterFact | null {
    return this.#facts.letters.find(({ state }) => underWay.includes(state)) ?? null;
  }

  /** The city's data and payments as they are known by now. */
  #asOf(known: AccountFacts): AccountFacts {
    let current =
      this.#dataAge === null ? known : { ...known, paymentsAsOf: new Date(Number(this.#now) - this.#dataAge) };
    while (this.#unpaid[0] && this.#unpaid[0].day <= dateOf(this.#now))
      current = paid(current, this.#unpaid.shift()!.amount);
    return current;
  }

  #world(): Applied {
    const { rules, settings } = this.#surroundings;
    return { now: this.#now, id: (noun) => `${noun}-${(this.#ids += 1)}`, rules, settings };
  }

  #note(act: Outward['act'], step: number): void {
    this.outward.push({ at: this.#now, day: dateOf(this.#now), act, step, session: null, rate: 0, byTable: false });
  }
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
