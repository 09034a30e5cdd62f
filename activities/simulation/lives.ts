import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { CalendarDay } from '../../domain/calendar.ts';
import type { AccountFacts } from '../../domain/facts.ts';
import type { ReceivableSettings } from '../../domain/receivable.ts';
import type { RuleSet } from '../../domain/rules.ts';
import type { Outward, PaidThen, Stretch } from '../../domain/simulation/live.ts';

/** What every life is lived in. */
export interface Common {
  settings: ReceivableSettings;
  days: readonly CalendarDay[];
  /** The version in force and the draft */
  versions: readonly [RuleSet, RuleSet];
}

/** A part of the accounts, for one thread. */
export interface Part {
  facts: AccountFacts[];
  stretch: Stretch;
  /** By account, of a replay */
  payments: Record<string, PaidThen[]>;
}

export type Pair = [before: Outward[], after: Outward[]];

export interface Lives extends AsyncDisposable {
  /** Both lives of each account, in the order of the facts */
  live(facts: AccountFacts[], stretch: Stretch, payments?: Record<string, PaidThen[]>): Promise<Pair[]>;
}

/** Threads that live accounts, so that the worker's own loop goes on deciding about real ones meanwhile. */
export function openLives(common: Common, threads = Math.max(1, availableParallelism() - 1)): Lives {
  const workers = Array.from(
    { length: threads },
    () =>
      new Worker(new URL('./lives-thread.ts', import.meta.url), { workerData: common, execArgv: ['--no-warnings'] }),
  );
  return {
    async live(facts, stretch, payments = {}) {
      const size = Math.ceil(facts.length / workers.length);
      const parts = await Promise.all(
        workers.map((worker, index) =>
          ask(worker, { facts: facts.slice(index * size, (index + 1) * size), stretch, payments }),
        ),
      );
      return parts.flat();
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

function ask(worker: Worker, part: Part): Promise<Pair[]> {
  return new Promise((resolve, reject) => {
    const answer = (pairs: Pair[]) => {
      worker.off('error', reject);
      resolve(pairs);
    };
    worker.once('message', answer);
    worker.once('error', reject);
    worker.postMessage(part);
  });
}
