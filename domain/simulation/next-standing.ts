import type { ActKind } from '../decision.ts';
import type { AccountFacts } from '../facts.ts';
import { plan } from '../plan.ts';
import { applied } from './apply.ts';
import type { Surroundings } from './live.ts';

/** What an account does or waits for once it has decided. */
export interface AccountStanding {
  act: ActKind;
  waiting_for: string | null;
  step: number;
  /** ISO instant */
  until: string | null;
}

const MAX_ACTS = 25;

/** Where the account's next decision leads under these rules: plans and applies in memory until something leaves the database or waits. */
export function nextStanding(
  start: AccountFacts,
  { rules, settings, calendar }: Surroundings,
  now: Date,
): AccountStanding {
  let facts = start;
  let ids = 0;
  for (let acts = 0; acts < MAX_ACTS; acts += 1) {
    const { act, step, until } = plan(facts, rules, settings, calendar, now);
    if (act.kind === 'wait') return { act: act.kind, waiting_for: act.for, step, until: until?.toISOString() ?? null };
    if (act.kind === 'sendSms' || act.kind === 'closeEpisode')
      return { act: act.kind, waiting_for: null, step, until: null };
    facts = applied(facts, act, { now, id: (noun) => `${noun}-${(ids += 1)}`, rules, settings });
  }
  throw new Error(`The plan of account ${start.accountId} runs in a circle`);
}
