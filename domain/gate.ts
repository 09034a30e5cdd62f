import { type Calendar, insideOuterGuard } from './calendar.ts';
import type { Channel, GateRefusal } from './codes.ts';
import type { PhoneFact } from './facts.ts';
import type { ReceivableSettings } from './receivable.ts';
import type { RuleSet } from './rules.ts';
import { dateOf, daysBetween } from './time.ts';

export type GateKind = 'ring' | 'sms' | 'print';

/** What may have changed since the act was decided, read in the transaction that attempts it, under the contact unit's lock. */
export interface GateFacts {
  episodeOpen: boolean;
  /** Yen owed on lines that are neither held nor time-barred */
  balance: number;
  /** Yen owed on held and time-barred lines */
  withheld: number;
  /** Channels that a hold on the debtor or account in force today forbids */
  blocks: { call: boolean; sms: boolean; letter: boolean };
  /** 緊急停止 in force for its receivable */
  stopped: readonly Channel[];
  promiseOpen: boolean;
  /** The claimed task is a call-back that the debtor asked for */
  callbackAsked: boolean;
  /** Of a text; null for rings and letters */
  purpose: 'please_call' | 'promise_reminder' | 'letter_posted' | null;
  handedOver: boolean;
  /** Rings and texts of the home today for other cases, attempted, confirmed or unknown, whatever the receivable */
  unitCallsToday: number;
  debtorContactsToday: number;
  /** Those for this case too */
  unitRingsToday: number;
  numberRingsToday: number;
  /** The task repeats today's call from then on (rules.retry); null for any other */
  retryFrom: Date | null;
  /** The last ring of the number (of a retry: for another case), or of the home for another case */
  lastRingAt: Date | null;
  /** The number to ring or text; null for letters */
  phone: Pick<PhoneFact, 'kind' | 'status'> | null;
  /** The operator holds the home's lease with the version that the request carried */
  leaseOk: boolean;
  paymentsAsOf: Date | null;
  dvProtected: boolean;
  returnedMail: boolean;
  /** Lines a 催告書 may carry: owed, sent a 督促状, not held, not time-barred */
  letterReadyLines: number;
}

/**
 * The last look before a ring, text or print goes out (B11): null lets it go, else why not. The first reason counts. `now` is business
 * time at the moment of acting. Who is not reached at one number may be rung at the others of the same case. A call-back that the debtor asked for may be rung in spite of a promise, the day's cap and the gap.
 */
export function gate(
  kind: GateKind,
  facts: GateFacts,
  settings: ReceivableSettings,
  rules: RuleSet,
  calendar: Calendar,
  now: Date,
): GateRefusal | null {
  return (
    caseRefusal(kind, facts) ??
    (kind === 'print' ? letterRefusal(facts, settings) : phoneRefusal(kind, facts)) ??
    (kind === 'ring' ? null : dataRefusal(facts, settings, now)) ??
    (kind === 'print' ? null : (hoursRefusal(calendar, now) ?? capRefusal(kind, facts, rules, now)))
  );
}

/** Of what the case has become. */
function caseRefusal(kind: GateKind, facts: GateFacts): GateRefusal | null {
  const channel = ({ ring: 'call', sms: 'sms', print: 'letter' } as const)[kind];
  if (facts.stopped.includes(channel)) return 'channel_stopped';
  if (!facts.episodeOpen) return 'episode_closed';
  if (kind === 'ring' && !facts.leaseOk) return 'not_leased';
  if (facts.balance <= 0) return facts.withheld > 0 ? 'held' : 'paid';
  if (facts.blocks[channel]) return 'held';
  if (facts.handedOver) return 'handed_over';
  const isWanted = facts.purpose === 'promise_reminder' || (kind === 'ring' && facts.callbackAsked);
  return facts.promiseOpen && !isWanted ? 'promise_open' : null;
}

function phoneRefusal(kind: 'ring' | 'sms', { phone, dvProtected }: GateFacts): GateRefusal | null {
  if (!phone || phone.status !== 'active') return 'number_dead';
  if (kind === 'ring') return null;
  if (phone.kind !== 'mobile') return 'not_mobile';
  return dvProtected ? 'dv_protected' : null;
}

function letterRefusal(facts: GateFacts, settings: ReceivableSettings): GateRefusal | null {
  if (facts.dvProtected) return 'dv_protected';
  if (facts.returnedMail) return 'returned_mail';
  return !settings.letters || facts.letterReadyLines < 1 ? 'not_letter_ready' : null;
}

function dataRefusal({ paymentsAsOf }: GateFacts, settings: ReceivableSettings, now: Date): GateRefusal | null {
  const isFresh = paymentsAsOf && daysBetween(dateOf(paymentsAsOf), dateOf(now)) <= settings.paymentDataMaxAgeDays;
  return isFresh ? null : 'payment_data_old';
}

function hoursRefusal(calendar: Calendar, now: Date): GateRefusal | null {
  if (!insideOuterGuard(now)) return 'outside_outer_guard';
  return calendar.isOpen(now) ? null : 'outside_hours';
}

function capRefusal(kind: 'ring' | 'sms', facts: GateFacts, { caps }: RuleSet, now: Date): GateRefusal | null {
  if (kind === 'ring' && facts.callbackAsked) return null;
  if (facts.debtorContactsToday >= caps.contactsPerDebtorPerDay) return 'daily_cap';
  if (kind === 'sms') return null;
  if (facts.unitCallsToday >= caps.callsPerUnitPerDay || facts.unitRingsToday >= caps.ringsPerUnitPerDay)
    return 'daily_cap';
  if (facts.numberRingsToday >= caps.ringsPerNumberPerDay) return 'daily_cap';
  if (facts.retryFrom && now < facts.retryFrom) return 'minimum_gap';
  const last = facts.lastRingAt;
  return last && now.getTime() - last.getTime() < caps.minimumGapMinutes * 60_000 ? 'minimum_gap' : null;
}
