import type { WaitCode } from '../codes.ts';
import type { ActKind } from '../decision.ts';
import type { AccountFacts } from '../facts.ts';
import { plan } from '../plan.ts';
import { applied } from './apply.ts';
import type { Surroundings } from './live.ts';

/** What an account does or waits for once it has decided. */
export interface AccountStanding {
  act: ActKind;
  waiting_for: WaitCode | null;
  step: number;
  /** ISO instant */
  until: string | null;
}

const MAX_ACTS = 25;

/** Where the account's next decision leads under these rules: plans and applies in memory until something leaves the database or waits. */
export function nextStanding(start: AccountFacts, surroundings: Surroundings, now: Date): AccountStanding {
  return settledFacts(start, surroundings, now).standing;
}

/** The same with the facts as that decision leaves them. */
export function settledFacts(
  start: AccountFacts,
  { rules, settings, calendar }: Surroundings,
  now: Date,
): { standing: AccountStanding; facts: AccountFacts } {
  let facts = start;
  let ids = 0;
  for (let acts = 0; acts < MAX_ACTS; acts += 1) {
    const { act, step, until } = plan(facts, rules, settings, calendar, now);
    const standing = { act: act.kind, waiting_for: null, step, until: null };
    if (act.kind === 'wait')
      return { standing: { ...standing, waiting_for: act.for, until: until?.toISOString() ?? null }, facts };
    if (act.kind === 'sendSms' || act.kind === 'closeEpisode') return { standing, facts };
    facts = applied(facts, act, { now, id: (noun) => `${noun}-${(ids += 1)}`, rules, settings });
  }
  throw new Error(`The plan of account ${start.accountId} runs in a circle`);
}
