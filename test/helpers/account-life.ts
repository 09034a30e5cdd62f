import type { Outcome } from '../../domain/codes.ts';
import type { Decision } from '../../domain/decision.ts';
import { defaultRules } from '../../domain/default-rules.ts';
import type { AccountFacts, HoldFact } from '../../domain/facts.ts';
import { plan } from '../../domain/plan.ts';
import type { ReceivableSettings } from '../../domain/receivable.ts';
import type { RuleSet } from '../../domain/rules.ts';
import { dateOf } from '../../domain/time.ts';
import { type Applied, applied, changed, endLetter, rung, withContact } from '../../domain/simulation/apply.ts';
import { calendar, settings, someFacts } from './plan-facts.ts';

export interface LifeOptions {
  rules?: RuleSet;
  settings?: ReceivableSettings;
  facts?: Partial<AccountFacts>;
}

/** A decision with what it was made from. */
export interface Made {
  at: Date;
  decision: Decision;
  facts: AccountFacts;
}

const MAX_ACTS = 25;

/**
 * One account in memory: decides as activities/decide.ts does (plan, apply, plan again until it waits), and lets a test do what residents,
 * operators, the letter room and the city do. Every decision is kept.
 */
export class Life {
  now: Date;
  facts: AccountFacts;
  closed = false;
  waiting: Decision | null = null;
  readonly rules: RuleSet;
  readonly settings: ReceivableSettings;
  readonly made: Made[] = [];
  #ids = 0;

  constructor(now: Date, options: LifeOptions = {}) {
    this.now = now;
    this.facts = someFacts(now, options.facts);
    this.rules = options.rules ?? defaultRules('city_tax');
    this.settings = options.settings ?? settings;
  }

  /** What was decided so far, waits with their code. */
  get acts(): string[] {
    return this.made.map(({ decision: { act } }) => (act.kind === 'wait' ? `wait ${act.for}` : act.kind));
  }

  get openTask() {
    return this.facts.tasks.find(({ state }) => state === 'open') ?? null;
  }

  get letterUnderWay() {
    return this.facts.letters.find(({ state }) => state === 'planned') ?? null;
  }

  plan(): Decision {
    return plan(this.facts, this.rules, this.settings, calendar, this.now);
  }

  /** Decides and applies until it must wait or the episode is over. */
  settle(): Decision {
    for (let acts = 0; acts < MAX_ACTS; acts += 1) {
      const decision = this.plan();
      this.made.push({ at: this.now, decision, facts: this.facts });
      this.waiting = decision;
      this.closed = decision.act.kind === 'closeEpisode';
      if (decision.act.kind === 'wait' || this.closed) return decision;
      this.facts = applied(this.facts, decision.act, this.world);
    }
    throw new Error(`Runs in a circle: ${this.acts.slice(-MAX_ACTS).join(', ')}`);
  }

  moveTo(now: Date): Decision {
    this.now = now;
    return this.settle();
  }

  /** Lets time pass to the end of the wait. */
  pass(): Decision {
    if (!this.waiting?.until) throw new Error(`Waits for a fact, not for time: ${this.acts.at(-1)}`);
    return this.moveTo(this.waiting.until);
  }

  /** The operator works the open task, at its time at the earliest, at the first good number unless another is given. */
  call(outcome: Outcome, number?: string): Decision {
    const task = this.openTask;
    if (!task) throw new Error(`No task: ${this.acts.at(-1)}`);
    this.now = new Date(Math.max(Number(this.now), Number(task.notBefore)));
    const phoneId = number ?? this.facts.phones.find(({ status }) => status === 'active')?.id ?? null;
    this.facts = rung(this.facts, this.now, phoneId);
    this.change({ tasks: changed(this.facts.tasks, task.id, { state: 'done', endedAt: this.now }) });
    return this.speak({ outcome, session: calendar.sessionAt(this.now), phoneId });
  }

  /** A contact of any kind is recorded. */
  speak(contact: Parameters<typeof withContact>[1]): Decision {
    this.facts = withContact(this.facts, contact, this.world);
    return this.settle();
  }

  promise(promisedFor: string, amount: number): Decision {
    const madeAt = new Date(Math.max(Number(this.now), Number(this.openTask?.notBefore ?? 0)));
    const promise = {
      id: this.id('promise'),
      state: 'open',
      promisedFor,
      amount,
      madeAt,
      judgedAt: null,
      paid: 0,
    } as const;
    this.change({ promises: [...this.facts.promises, promise] });
    return this.call('promise');
  }

  handOverLetter(): Decision {
    if (!this.letterUnderWay) throw new Error(`No letter: ${this.acts.at(-1)}`);
    this.facts = endLetter(this.facts, this.letterUnderWay.id, 'handed_over', this.world);
    return this.settle();
  }

  /** A payment, oldest lines first, in data up to now. */
  pay(amount: number): Decision {
    let left = amount;
    const lines = this.facts.lines.map((line) => {
      const paid = Math.min(left, line.balance);
      left -= paid;
      return { ...line, balance: line.balance - paid };
    });
    const promises = this.facts.promises.map((promise) =>
      promise.state === 'open' && promise.promisedFor >= dateOf(this.now)
        ? { ...promise, paid: promise.paid + amount }
        : promise,
    );
    this.change({ lines, promises, paymentsAsOf: this.now });
    return this.settle();
  }

  hold(hold: Partial<HoldFact> = {}): Decision {
    const added: HoldFact = {
      id: this.id('hold'),
      kind: 'department_request',
      scope: 'account',
      blocks: { call: true, sms: true, letter: true },
      from: dateOf(this.now),
      until: null,
      endedAt: null,
      ...hold,
    };
    this.change({ holds: [...this.facts.holds, added] });
    return this.settle();
  }

  releaseHolds(): Decision {
    this.change({ holds: this.facts.holds.map((hold) => ({ ...hold, endedAt: hold.endedAt ?? this.now })) });
    return this.settle();
  }

  returnCase(): Decision {
    this.change({ handOver: null, returnedAt: this.now });
    return this.settle();
  }

  change(changes: Partial<AccountFacts>): void {
    this.facts = { ...this.facts, ...changes };
  }

  id(noun: string): string {
    this.#ids += 1;
    return `${noun}-${String(this.#ids).padStart(4, '0')}`;
  }

  get world(): Applied {
    return { now: this.now, id: (noun) => this.id(noun), rules: this.rules, settings: this.settings };
  }
}
