import type { GateRefusal, Outcome } from '../../domain/codes.ts';
import { defaultRules } from '../../domain/default-rules.ts';
import type { AccountFacts, LineFact, PhoneFact, TaskFact } from '../../domain/facts.ts';
import { gate } from '../../domain/gate.ts';
import { gateFactsOf } from '../../domain/gate-facts.ts';
import type { RuleSet } from '../../domain/rules.ts';
import { addDays, dateOf, instantAt } from '../../domain/time.ts';
import { Life } from './account-life.ts';
import { aCallback } from './case-facts.ts';
import { endLetter, ringing } from '../../domain/simulation/apply.ts';
import { aLine, aPhone, calendar, settings, type unrung } from './plan-facts.ts';

const MINUTE_MS = 60_000;
const receivables = ['city_tax', 'health', 'care', 'childcare'] as const;
const sessions = ['weekday', 'evening', 'holiday'] as const;
const slots = ['08:45', '10:00', '10:07', '13:00', '15:30', '17:30', '19:00'] as const;
const outcomes: readonly Outcome[] = [
  'no_answer',
  'no_answer',
  'no_answer',
  'machine_message',
  'busy',
  'promise',
  'talked_no_promise',
  'message_left_household',
  'claims_paid',
  'dead_number',
  'wrong_number',
  'referred',
  'complaint',
  'callback_requested',
];

/** Chance of a seed: the same seed lives the same life. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** mulberry32, [0, 1) */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  happens(share: number): boolean {
    return this.next() < share;
  }

  upTo(most: number): number {
    return Math.floor(this.next() * (most + 1));
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.upTo(items.length - 1)]!;
  }
}

/** By the receivable's own rules, or by any rules that a manager might write. */
export function randomLife(chance: Chance, rules?: RuleSet): Life {
  const receivable = chance.pick(receivables);
  const start = addDays('2026-05-01', chance.upTo(240));
  const isChildcare = receivable === 'childcare';
  return new Life(instantAt(start, '08:10'), {
    rules: rules ?? defaultRules(receivable),
    settings: { ...settings, letters: !isChildcare },
    facts: {
      receivableCode: receivable,
      dvProtected: chance.happens(0.05),
      returnedMail: chance.happens(0.05),
      company: chance.happens(0.1),
      paymentsAsOf: chance.happens(0.05) ? null : instantAt(addDays(start, -1), '18:00'),
      lines: Array.from({ length: 1 + chance.upTo(3) }, (_, index) => randomLine(chance, start, index)),
      phones: Array.from({ length: chance.upTo(3) }, (_, index) => randomPhone(chance, index)),
    },
  });
}

function randomLine(chance: Chance, start: string, index: number): LineFact {
  const dueDate = addDays(start, -chance.upTo(600) - 1);
  return aLine({
    id: `line-${index}`,
    dueDate,
    demandDate: chance.happens(0.1) ? null : addDays(dueDate, 20),
    prescriptionDate: chance.happens(0.3) ? addDays(dueDate, 730) : null,
    balance: 1_000 * (1 + chance.upTo(400)),
    held: chance.happens(0.1),
  });
}

function randomPhone(chance: Chance, index: number): PhoneFact {
  const record = () => {
    const tries = chance.upTo(4);
    return { tries, answers: chance.upTo(tries) };
  };
  return aPhone({
    id: `phone-${index}`,
    kind: chance.pick(['mobile', 'mobile', 'landline', 'ip']),
    owner: chance.pick(['self', 'self', 'household', 'work']),
    status: chance.pick(['active', 'active', 'active', 'dead']),
    record: { weekday: record(), evening: record(), holiday: record() },
    hours: chance.happens(0.5)
      ? [{ session: chance.pick(sessions), weekday: 1 + chance.upTo(6), hour: 9 + chance.upTo(10), ...record() }]
      : [],
    shares: chance.happens(0.5)
      ? { weekday: { 9: chance.next(), 14: chance.next() }, evening: { 18: chance.next() } }
      : {},
  });
}

/** Lives at most so many days; ends when the episode closes or the department keeps the case. Returns the days lived. */
export function live(life: Life, chance: Chance, mostDays: number): number {
  life.settle();
  const start = dateOf(life.now);
  for (let days = 0; days < mostDays; days += 1) {
    const day = addDays(start, days);
    for (const slot of slots) {
      const at = instantAt(day, slot);
      if (at <= life.now) continue;
      while (!life.closed && life.waiting?.until && life.waiting.until <= at) life.pass();
      if (life.closed) return days;
      life.now = at;
      if (slot === '08:45') cityDay(life, chance, day);
      else work(life, chance);
      if (life.closed || (life.facts.handOver && chance.happens(0.01))) return days;
    }
  }
  return mostDays;
}

/** What the night's files and the department bring. */
function cityDay(life: Life, chance: Chance, day: string): void {
  const { facts } = life;
  if (chance.happens(0.8)) life.change({ paymentsAsOf: instantAt(addDays(day, -1), '18:00') });
  if (chance.happens(0.02)) life.pay(1_000 * chance.upTo(60));
  if (chance.happens(0.005)) life.pay(10_000_000);
  if (chance.happens(0.01)) hold(life, chance, day);
  if (chance.happens(0.03)) life.releaseHolds();
  if (facts.handOver && chance.happens(0.05)) life.returnCase();
  if (chance.happens(0.01)) life.change({ returnedMail: !facts.returnedMail });
  life.change({ lines: life.facts.lines.map((line) => bookKept(line, chance, day)) });
  if (chance.happens(0.3)) life.settle();
}

/** The city sends what was not sent, releases what it held and takes off what is time-barred. */
function bookKept(line: LineFact, chance: Chance, day: string): LineFact {
  const barred = line.prescriptionDate !== null && line.prescriptionDate <= day;
  return {
    ...line,
    demandDate: line.demandDate ?? (chance.happens(0.05) ? day : null),
    held: line.held && !chance.happens(0.03),
    removed: line.removed || (barred && chance.happens(0.05)) || chance.happens(0.0005),
  };
}

function hold(life: Life, chance: Chance, day: string): void {
  const blocks = { call: chance.happens(0.7), sms: chance.happens(0.7), letter: chance.happens(0.7) };
  life.hold({ blocks, until: chance.happens(0.7) ? addDays(day, chance.upTo(40)) : null });
}

/** Operators, a sibling's case, the letter room. */
function work(life: Life, chance: Chance): void {
  endHolds(life);
  if (chance.happens(0.03) && calendar.isOpen(life.now)) {
    life.facts = ringing(life.facts, life.now);
    life.settle();
    life.now = new Date(Number(life.now) + MINUTE_MS); // the home's lease lets nobody else ring meanwhile
  }
  if (life.letterUnderWay && chance.happens(0.5)) {
    const end = chance.pick(['handed_over', 'handed_over', 'handed_over', 'spoiled', 'refused', 'pulled'] as const);
    life.facts = endLetter(life.facts, life.letterUnderWay.id, end, life.world);
    life.settle();
  }
  if (chance.happens(0.01) && isTalkedOf(life)) life.speak({ kind: 'inbound', outcome: 'inbound_talk' });
  if (isWorkable(life) && chance.happens(0.8)) answer(life, chance);
}

/** Who owes nothing or is the department's does not ring the centre; each talk would open another window. */
function isTalkedOf({ facts }: Life): boolean {
  return facts.handOver === null && facts.lines.some(({ balance, removed }) => balance > 0 && !removed);
}

function endHolds(life: Life): void {
  const today = dateOf(life.now);
  life.change({
    holds: life.facts.holds.map((one) =>
      one.endedAt === null && one.until !== null && one.until < today
        ? { ...one, endedAt: instantAt(addDays(one.until, 1), '00:00') }
        : one,
    ),
  });
}

function isWorkable(life: Life): boolean {
  const task = life.openTask;
  const session = calendar.sessionAt(life.now);
  return task !== null && session !== null && task.notBefore <= life.now && ['any', session].includes(task.session);
}

function answer(life: Life, chance: Chance): void {
  if (refusalOf(life)) {
    // Something came in of which the plan has not heard yet: that is what the gate is for. Once it has, it offers nothing that is refused.
    life.settle();
    if (!isWorkable(life)) return;
  }
  const refusal = refusalOf(life);
  if (refusal)
    throw new Error(`The queue offers what the gate refuses: ${refusal} after ${life.acts.slice(-5).join(', ')}`);
  const phone = numberToRing(life);
  const outcome = chance.pick(outcomes);
  if (outcome === 'promise') {
    life.promise(addDays(dateOf(life.now), 1 + chance.upTo(20)), 1_000 * (1 + chance.upTo(30)));
    return;
  }
  if ((outcome === 'dead_number' || outcome === 'wrong_number') && phone) {
    life.change({ phones: life.facts.phones.map((one) => (one === phone ? { ...one, status: 'dead' } : one)) });
  }
  if (outcome === 'callback_requested') bookCallback(life);
  life.call(outcome, phone?.id);
}

/** The good number that was rung least today. */
function numberToRing({ facts, now }: Life): PhoneFact | null {
  const ringsAt = ({ id }: PhoneFact) =>
    facts.caseRings.filter(({ at, phoneId }) => phoneId === id && dateOf(at) === dateOf(now)).length;
  const good = facts.phones.filter(({ status }) => status === 'active');
  return good.toSorted((left, right) => ringsAt(left) - ringsAt(right))[0] ?? null;
}

/** What the gate says to a ring for the open task. */
function refusalOf(life: Life): GateRefusal | null {
  const task = life.openTask!;
  const phone = numberToRing(life);
  const attempt = {
    ...{ episodeOpen: true, leaseOk: true, callbackAsked: task.kind === 'callback', purpose: null, phone },
    ...ringsOf(life, task, phone?.id ?? null),
  };
  return gate('ring', gateFactsOf(life.facts, attempt, life.now), life.settings, life.rules, calendar, life.now);
}

/** What records/gate.ts reads of the rings before: of a retry those of the call that it repeats. */
function ringsOf({ facts, now }: Life, { retry, notBefore }: TaskFact, phoneId: string | null): typeof unrung {
  const rings = facts.caseRings.filter(({ at }) => dateOf(at) === dateOf(now));
  return {
    retryFrom: retry ? notBefore : null,
    caseRingsAt: retry ? rings.map(({ at }) => at) : [],
    numberRingsAt: rings.filter((ring) => ring.phoneId === phoneId).map(({ at }) => at),
  };
}

/** records/result.ts ends the call task and opens the call-back in one transaction. */
function bookCallback(life: Life): void {
  const dueAt = calendar.nextOpening(instantAt(addDays(dateOf(life.now), 2), '00:00'), 'any')!.from;
  const { step } = life.facts;
  life.change({ tasks: [...life.facts.tasks, { ...aCallback(dueAt), id: life.id('task'), step }] });
}

/** The facts with every list turned round: their order must not matter. */
export function shuffled(facts: AccountFacts, chance: Chance): AccountFacts {
  const entries = Object.entries(facts).map(([key, value]) => [
    key,
    Array.isArray(value) ? value.toSorted(() => (chance.happens(0.5) ? 1 : -1)) : value,
  ]);
  return Object.fromEntries(entries);
}
