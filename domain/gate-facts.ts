import type { AccountFacts } from './facts.ts';
import type { GateFacts } from './gate.ts';
import { isPrescribed, sumOf } from './plan/lines.ts';
import { isActive } from './plan/wake.ts';
import { dateOf } from './time.ts';

/** What only the attempt itself knows. */
export interface Attempt {
  episodeOpen: boolean;
  /** The number of the home to ring or text, whoever of them it belongs to; null for letters */
  phone: GateFacts['phone'];
  leaseOk: boolean;
  callbackAsked: boolean;
  purpose: GateFacts['purpose'];
  /** Of a task that repeats today's call: from when */
  retryFrom: Date | null;
  /** Rings of the home for the same task (of a retry: for the calls that it repeats too), and of the number for any, of the last days */
  caseRingsAt: readonly Date[];
  numberRingsAt: readonly Date[];
}

/** The gate's facts of an account, read in the attempting transaction while its own intent is still planned. `now` is business time. */
export function gateFactsOf(facts: AccountFacts, attempt: Attempt, now: Date): GateFacts {
  const today = dateOf(now);
  const owed = facts.lines.filter(({ balance, removed }) => balance > 0 && !removed);
  const free = owed.filter((line) => !line.held && !isPrescribed(line, today));
  const holds = facts.holds.filter((hold) => hold.scope !== 'line' && isActive(hold, today));
  const isToday = (at: Date) => dateOf(at) === today;
  const own = new Set(attempt.caseRingsAt.map(Number));
  const isOther = (at: Date) => !own.has(Number(at));
  const ofNumber = attempt.retryFrom ? attempt.numberRingsAt.filter(isOther) : attempt.numberRingsAt;
  const gapFrom = [...facts.unitRingsAt.filter(isOther), ...ofNumber];
  return {
    episodeOpen: attempt.episodeOpen,
    balance: sumOf(free),
    withheld: sumOf(owed) - sumOf(free),
    blocks: {
      call: holds.some(({ blocks }) => blocks.call),
      sms: holds.some(({ blocks }) => blocks.sms),
      letter: holds.some(({ blocks }) => blocks.letter),
    },
    stopped: facts.stoppedChannels,
    promiseOpen: facts.promises.some(({ state }) => state === 'open'),
    callbackAsked: attempt.callbackAsked,
    purpose: attempt.purpose,
    handedOver: facts.handOver !== null,
    unitCallsToday: facts.unitRingsAt.filter(isToday).filter(isOther).length,
    debtorContactsToday: facts.debtorContactsAt.filter(isToday).filter(isOther).length,
    unitRingsToday: facts.unitRingsAt.filter(isToday).length,
    numberRingsToday: attempt.numberRingsAt.filter(isToday).length,
    retryFrom: attempt.retryFrom,
    lastRingAt: gapFrom.toSorted((left, right) => Number(left) - Number(right)).at(-1) ?? null,
    phone: attempt.phone,
    leaseOk: attempt.leaseOk,
    paymentsAsOf: facts.paymentsAsOf,
    dvProtected: facts.dvProtected,
    returnedMail: facts.returnedMail,
    letterReadyLines: free.filter(({ demandDate }) => demandDate !== null).length,
  };
}
