import type { HandOverReason, Reason, Session, WaitCode } from './codes.ts';

/**
 * What `plan` wants done next, named as an auditor would. `sendSms` is the only act that leaves the database; all others are done inside
 * `decide`'s transaction, after which it plans again. `wait` ends the round.
 */
export type Act =
  | { kind: 'wait'; for: WaitCode }
  | { kind: 'enterStep'; step: number }
  | {
      kind: 'openCallTask';
      step: number;
      session: Session | 'any';
      notBefore: Date;
      /** Repeats today's call (rules.retry) */
      retry: boolean;
      /** First hour of the band of the day in which an answer is likeliest (domain/answer-rate.ts): the queue prefers the case then */
      bestBand: number | null;
      priority: number;
      priorityParts: Reason[];
    }
  | { kind: 'withdrawTask'; taskId: string }
  | { kind: 'sendSms'; step: number; attempt: number; phoneId: string; purpose: 'please_call' | 'promise_reminder' }
  | { kind: 'requestLetter'; step: number; attempt: number }
  | { kind: 'pullLetter'; letterId: string }
  | {
      kind: 'judgePromise';
      promiseId: string;
      verdict: 'kept' | 'partly' | 'broken';
      paid: number;
      provisional: boolean;
    }
  | { kind: 'handOff'; reason: HandOverReason }
  | { kind: 'closeWindow'; windowId: string; provisional: boolean }
  | { kind: 'closeEpisode'; reason: 'settled' | 'taken_off_book' };

/** One act's parameters: `ActOf<'handOff'>`. */
export type ActOf<Kind extends Act['kind']> = Extract<Act, { kind: Kind }>;
export type ActKind = Act['kind'];

export interface Decision {
  act: Act;
  step: number;
  /** Business instant at which the answer may change by time alone; null when only a fact can change it */
  until: Date | null;
  reasons: Reason[];
  /** What was looked at: codes, yen, ISO dates and counts only */
  inputs: Record<string, string | number | boolean | null>;
}
