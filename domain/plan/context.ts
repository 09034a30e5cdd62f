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
    lines: sorted(facts.lines, (line) => [line.dueDate, line.id]),
    phones: sorted(facts.phones, (phone) => [phone.id]),
    contacts: sorted(facts.contacts, (contact) => [contact.at.getTime(), contact.id]),
    promises: sorted(facts.promises, (promise) => [promise.madeAt.getTime(), promise.id]),
    holds: sorted(facts.holds, (hold) => [hold.from, hold.id]),
    tasks: sorted(facts.tasks, (task) => [task.id]),
    intents: sorted(facts.intents, (intent) => [intent.plannedAt.getTime(), intent.id]),
    letters: sorted(facts.letters, (letter) => [letter.handedOverOn ?? '', letter.id]),
    windows: sorted(facts.windows, (window) => [window.toDate, window.id]),
  };
}

type Key = readonly (string | number)[];

/** Most lists have one item or come in order, and a simulation sorts hundreds of millions of them. */
function sorted<Item>(items: Item[], key: (item: Item) => Key): Item[] {
  return items.length < 2 ? items : items.toSorted((left, right) => compare(key(left), key(right)));
}

function compare(left: Key, right: Key): number {
  for (const [index, one] of left.entries()) {
    const other = right[index]!;
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}
