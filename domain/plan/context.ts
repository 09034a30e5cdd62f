import type { Calendar } from '../calendar.ts';
import type { AccountFacts, PhoneFact } from '../facts.ts';
import type { ReceivableSettings } from '../receivable.ts';
import type { RuleSet, Step } from '../rules.ts';
import { dateOf, type PlainDate } from '../time.ts';
import { type LineHeaps, sortLines } from './lines.ts';
import { type Tried, triedSoFar } from './misses.ts';

/** Everything a concern of `plan` may look at, in an order that does not depend on the order of the facts. */
export interface Context {
  facts: AccountFacts;
  rules: RuleSet;
  settings: ReceivableSettings;
  calendar: Calendar;
  now: Date;
  today: PlainDate;
  lines: LineHeaps;
  /** Numbers that may be rung, for a DV-protected debtor only their own */
  phones: PhoneFact[];
  /** Numbers that may get a text: the debtor's own mobiles */
  mobiles: PhoneFact[];
  tried: Tried;
  /** The step the account stands in; null when the table has none of that number or none was entered yet */
  step: Step | null;
}

export function contextOf(
  unordered: AccountFacts,
  rules: RuleSet,
  settings: ReceivableSettings,
  calendar: Calendar,
  now: Date,
): Context {
  const facts = inOrder(notAfter(unordered, now));
  const today = dateOf(now);
  const phones = facts.phones.filter(
    ({ status, owner }) => status === 'active' && (!facts.dvProtected || owner === 'self'),
  );
  return {
    facts,
    rules,
    settings,
    calendar,
    now,
    today,
    lines: sortLines(facts.lines, today, settings.demandTermDays),
    phones,
    mobiles: facts.dvProtected ? [] : phones.filter(({ kind, owner }) => kind === 'mobile' && owner === 'self'),
    tried: triedSoFar(facts),
    step: facts.stepEnteredAt === null ? null : (rules.steps.find(({ no }) => no === facts.step) ?? null),
  };
}

/** While a decision waits for the account's lock, a hold may end or a case return at an instant after its `now`: that counts as now. */
function notAfter(facts: AccountFacts, now: Date): AccountFacts {
  const clamped = (instant: Date | null) => (instant !== null && instant > now ? now : instant);
  return {
    ...facts,
    returnedAt: clamped(facts.returnedAt),
    holds: facts.holds.map((hold) => ({ ...hold, endedAt: clamped(hold.endedAt) })),
  };
}

function inOrder(facts: AccountFacts): AccountFacts {
  return {
    ...facts,
    lines: facts.lines.toSorted(by((line) => [line.dueDate, line.id])),
    phones: facts.phones.toSorted(by((phone) => [phone.id])),
    contacts: facts.contacts.toSorted(by((contact) => [contact.at.toISOString(), contact.id])),
    promises: facts.promises.toSorted(by((promise) => [promise.madeAt.toISOString(), promise.id])),
    holds: facts.holds.toSorted(by((hold) => [hold.from, hold.id])),
    tasks: facts.tasks.toSorted(by((task) => [task.id])),
    intents: facts.intents.toSorted(by((intent) => [intent.plannedAt.toISOString(), intent.id])),
    letters: facts.letters.toSorted(by((letter) => [letter.handedOverOn ?? '', letter.id])),
    windows: facts.windows.toSorted(by((window) => [window.toDate, window.id])),
  };
}

function by<Item>(key: (item: Item) => string[]): (left: Item, right: Item) => number {
  return (left, right) => {
    const [first, second] = [key(left).join(' '), key(right).join(' ')];
    if (first === second) return 0;
    return first < second ? -1 : 1;
  };
}
