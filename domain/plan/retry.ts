import type { Outcome, Reason } from '../codes.ts';
import type { Decision } from '../decision.ts';
import type { ContactFact } from '../facts.ts';
import type { RuleSet } from '../rules.ts';
import { dateOf } from '../time.ts';
import type { Context } from './context.ts';
import { act } from './decision.ts';
import { blockers } from './hold.ts';
import { isVoice } from './misses.ts';
import { latest } from './moments.ts';
import { priorityOf } from './priority.ts';
import { why, whyNow } from './reason.ts';

type Retryable = keyof RuleSet['retry'];

const MINUTE_MS = 60_000;
const codes = { busy: 'line_was_busy', no_answer: 'rang_unanswered' } as const;

export interface Retry {
  from: Date;
  /** The centre's closing: what was not rung again by then is a miss */
  until: Date;
  reasons: Reason[];
}

/**
 * Whether the case may be rung once more today, and from when: its last call of today found the line busy (or nobody at home), the rules
 * grant another try, the number is still good and the caps leave a ring. A retry belongs to the call that it repeats: the day's cap of the
 * home and the gap between two calls are for other cases, and its own distance is the rule's minutes. Null: the table goes on.
 */
export function allowedRetry(context: Context): Retry | null {
  const { facts, rules, calendar, now, today, phones } = context;
  const last = facts.contacts.findLast(isVoice);
  if (last?.kind !== 'call' || last.onDate !== today || !isRetryable(last.outcome)) return null;
  if (facts.returnedAt && last.at <= facts.returnedAt) return null;
  const { minutes, times } = rules.retry[last.outcome];
  const count = callsThatEndedSo(context, last);
  if (count > times || !phones.some(({ id }) => id === last.phoneId)) return null;
  const others = ringsOfOthers(context);
  if (!capsLeave(context, others, last.phoneId)) return null;
  const gapOver = others.map((at) => new Date(at.getTime() + rules.caps.minimumGapMinutes * MINUTE_MS));
  const due = latest(now, new Date(last.at.getTime() + minutes * MINUTE_MS), ...gapOver);
  const opening = calendar.nextOpening(due, 'any');
  const until = calendar.closingOf(today);
  if (!opening || !until || dateOf(opening.from) !== today) return null;
  const reasons = [whyNow(codes[last.outcome], { minutes, attempt: count + 1, of: times + 1 })];
  return { from: opening.from, until, reasons };
}

/** The same call once more, before it counts as a miss (§9(1)). */
export function ringAgain(context: Context): Decision | null {
  const retry = blockers(context, 'call').length > 0 ? null : allowedRetry(context);
  if (!retry) return null;
  const { step } = context.facts;
  return act(
    context,
    {
      kind: 'openCallTask',
      step,
      session: 'any',
      notBefore: retry.from,
      retry: true,
      bestBand: null,
      ...priorityOf(context, { isProvenSession: false, best: null }),
    },
    [...retry.reasons, why('calls_unanswered', { count: context.tried.missCount })],
  );
}

function callsThatEndedSo({ facts, today }: Context, { outcome }: ContactFact): number {
  return facts.contacts.filter((call) => call.kind === 'call' && call.onDate === today && call.outcome === outcome)
    .length;
}

/** Rings and texts of the home today that are not of this case. */
function ringsOfOthers({ facts, today }: Context): Date[] {
  const own = new Set(facts.caseRings.map(({ at }) => at.getTime()));
  return facts.unitRingsAt.filter((at) => dateOf(at) === today && !own.has(at.getTime()));
}

/** As the gate will count. A ring of another case may have been at the same number. */
function capsLeave({ facts, rules, today }: Context, others: readonly Date[], phoneId: string | null): boolean {
  const { caps } = rules;
  const rung = facts.caseRings.filter(({ at }) => dateOf(at) === today);
  const own = new Set(rung.map(({ at }) => at.getTime()));
  const ofDebtor = facts.debtorContactsAt.filter((at) => dateOf(at) === today && !own.has(at.getTime()));
  const atNumber = rung.filter((ring) => ring.phoneId === phoneId).length + others.length;
  return (
    others.length < caps.callsPerUnitPerDay &&
    ofDebtor.length < caps.contactsPerDebtorPerDay &&
    rung.length + others.length < caps.ringsPerUnitPerDay &&
    atNumber < caps.ringsPerNumberPerDay
  );
}

function isRetryable(outcome: Outcome): outcome is Retryable {
  return outcome in codes;
}
