import type { Calendar } from '../calendar.ts';
import type { Session } from '../codes.ts';
import type { Decision } from '../decision.ts';
import type { AccountFacts } from '../facts.ts';
import type { ReceivableSettings } from '../receivable.ts';
import type { RuleSet } from '../rules.ts';
import type { PlainDate } from '../time.ts';
import { Life } from './life.ts';

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

/**
 * What an account's rules want from now on, as if the centre had seats and printers without end: calls are made as soon as they may, letters
 * are handed over the next operating day. Nobody pays but who is said to.
 */
export function liveForward(
  start: AccountFacts,
  surroundings: Surroundings,
  stretch: Stretch,
  payments: readonly PaidThen[] = [],
  witness?: Witness,
): Outward[] {
  return unhindered(new Life(start, surroundings, stretch, payments, witness));
}

/** Does whatever the account waits for as soon as it may be done. */
export function unhindered(life: Life): Outward[] {
  while (life.request) life.make(life.request.due);
  return life.outward;
}
