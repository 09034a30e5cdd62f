import type { HourRecord, HourShares } from './answer-rate.ts';
import type { Channel, EffectChannel, HoldKind, Outcome, Session, SpokeWith } from './codes.ts';
import type { LineResult } from './line-result.ts';

/**
 * What `plan` looks at: one account's open episode and what else touches its home. Dates are ISO days of Asia/Tokyo, `…At` business
 * instants, money integer yen. Built by activities/facts.ts in one snapshot; holds no personal data.
 */
export interface AccountFacts {
  accountId: string;
  episodeId: string;
  receivableCode: string;
  step: number;
  stepEnteredAt: Date | null;
  openedAt: Date;
  company: boolean;
  dvProtected: boolean;
  returnedMail: boolean;
  paymentsAsOf: Date | null;
  lines: LineFact[];
  phones: PhoneFact[];
  contacts: ContactFact[];
  promises: PromiseFact[];
  holds: HoldFact[];
  tasks: TaskFact[];
  intents: IntentFact[];
  letters: LetterFact[];
  /** Day of the account's last 催告書 from before the episode, the predecessor's included */
  letterBefore: string | null;
  windows: WindowFact[];
  /** The last hand-over unless it was returned; `done` stays the department's but no longer keeps the episode open */
  handOver: { id: string; state: 'sent' | 'received' | 'answered' | 'done' } | null;
  /** When the department last returned the case to the centre */
  returnedAt: Date | null;
  /** 緊急停止 in force for the receivable or for all */
  stoppedChannels: Channel[];
  /** Rings and texts to this contact unit and debtor, every receivable, of today and the last few days */
  unitRingsAt: Date[];
  debtorContactsAt: Date[];
  /** Of today: the rings whose results this account has, also those made for another account of the same call */
  caseRings: { at: Date; phoneId: string | null }[];
}

/** A line as it stands now. `balance` = outstanding − payments posted after its as-of, never below 0. */
export interface LineFact {
  id: string;
  dueDate: string;
  demandDate: string | null;
  prescriptionDate: string | null;
  balance: number;
  removed: boolean;
  held: boolean;
}

export interface PhoneFact {
  id: string;
  kind: 'mobile' | 'landline' | 'ip' | 'other';
  owner: 'self' | 'household' | 'work' | 'other';
  status: 'active' | 'dead' | 'wrong';
  /** Tries and answers by session over the last twelve months */
  record: Record<Session, { tries: number; answers: number }>;
  /** The same by hour */
  hours: HourRecord[];
  /** What such numbers answer, all over the book */
  shares: HourShares;
  lastTriedAt: Date | null;
  lastResult: LineResult | null;
}

export interface ContactFact {
  id: string;
  kind: 'call' | 'inbound' | 'sms' | 'letter' | 'visit' | 'note';
  outcome: Outcome;
  spokeWith: SpokeWith | null;
  at: Date;
  onDate: string;
  session: Session | null;
  phoneId: string | null;
}

export interface PromiseFact {
  id: string;
  state: 'open' | 'kept' | 'partly' | 'broken' | 'replaced';
  promisedFor: string;
  amount: number;
  madeAt: Date;
  judgedAt: Date | null;
  /** Effective payments of the account with a 納付日 from the promise on, up to its last day */
  paid: number;
}

export interface HoldFact {
  id: string;
  kind: HoldKind;
  scope: 'debtor' | 'account' | 'line';
  blocks: { call: boolean; sms: boolean; letter: boolean };
  from: string;
  until: string | null;
  endedAt: Date | null;
}

export interface TaskFact {
  id: string;
  kind: 'call' | 'callback' | 'address' | 'reconcile';
  state: 'open' | 'done' | 'withdrawn' | 'no_result';
  step: number;
  session: Session | 'any';
  notBefore: Date;
  dueAt: Date | null;
  leased: boolean;
  /** Repeats a call of its day that found the line busy or nobody at home */
  retry: boolean;
  endedAt: Date | null;
}

export interface IntentFact {
  id: string;
  kind: 'ring' | 'sms' | 'print';
  step: number;
  attempt: number;
  state: 'planned' | 'attempted' | 'confirmed' | 'unknown' | 'refused' | 'cancelled';
  refusal: string | null;
  plannedAt: Date;
  settledAt: Date | null;
}

export interface LetterFact {
  id: string;
  step: number;
  state:
    'planned' | 'in_batch' | 'rendered' | 'printed' | 'verified' | 'handed_over' | 'pulled' | 'spoiled' | 'refused';
  /** 指定期限 */
  designatedDue: string | null;
  handedOverOn: string | null;
}

export interface WindowFact {
  id: string;
  channel: EffectChannel;
  fromDate: string;
  toDate: string;
  state: 'open' | 'closed' | 'provisional';
}
