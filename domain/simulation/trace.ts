import type { Reason, Session, WaitCode } from '../codes.ts';
import type { ActKind, Decision } from '../decision.ts';
import type { AccountFacts } from '../facts.ts';
import { dateOf, type PlainDate } from '../time.ts';
import { type StepValue, stepValues } from './account.ts';
import { fateOf } from './fate.ts';
import { liveForward, type Outward, type Stretch, type Surroundings } from './live.ts';

/** Something that is decided about the account or done to it. */
export interface Moment {
  at: Date;
  /** An act of the plan, or the call or letter that it led to */
  act: ActKind | 'call' | 'letter';
  waiting_for: WaitCode | null;
  step: number;
  /** Of a call */
  session: Session | null;
  answered: boolean | null;
  /** Of a wait: when time alone may change it; of a call to be made: not before */
  until: Date | null;
  reasons: Reason[];
}

/** A day on which something is decided or done. */
export interface TracedDay {
  day: PlainDate;
  /** The table as it is read at the day's last decision */
  steps: StepValue[];
  moments: Moment[];
}

/** An account's life under one version day by day: what is done, why, why now, why not yet, and until when. */
export function trace(start: AccountFacts, surroundings: Surroundings, stretch: Stretch): TracedDay[] {
  const read = new Map<PlainDate, StepValue[]>();
  const decided: Moment[] = [];
  const lived = liveForward(start, surroundings, stretch, [], (facts, decision, at) => {
    read.set(dateOf(at), stepValues(facts, surroundings, at));
    decided.push(decisionAt(decision, at));
  });
  const done = lived.filter(({ act }) => act === 'call' || act === 'letter').map((each) => doneAt(each, start));
  // What was done at a moment was decided before it, and is what the decisions at that moment answer to.
  const moments = [...done, ...decided].sort((left, right) => Number(left.at) - Number(right.at));
  return [...Map.groupBy(moments, ({ at }) => dateOf(at))].map(([day, own]) => ({
    day,
    steps: read.get(day) ?? [],
    moments: own.filter((moment) => moment.act !== 'wait' || moment === own.findLast(({ act }) => act === 'wait')),
  }));
}

function decisionAt({ act, step, until, reasons }: Decision, at: Date): Moment {
  return {
    at,
    act: act.kind,
    waiting_for: act.kind === 'wait' ? act.for : null,
    step: 'step' in act ? act.step : step,
    session: null,
    answered: null,
    until: act.kind === 'openCallTask' ? act.notBefore : until,
    reasons,
  };
}

function doneAt({ at, day, act, step, session, rate }: Outward, { accountId }: AccountFacts): Moment {
  return {
    at,
    act: act === 'letter' ? 'letter' : 'call',
    waiting_for: null,
    step,
    session,
    answered: act === 'call' ? fateOf(accountId, day) < rate : null,
    until: null,
    reasons: [],
  };
}
