import { Worker } from 'node:worker_threads';
import type { CalendarDay } from '../../domain/calendar.ts';
import type { ReceivableSettings } from '../../domain/receivable.ts';
import type { RuleSet } from '../../domain/rules.ts';
import type { Capacity } from '../../domain/simulation/capacity.ts';
import type { Outward, PaidThen, Stretch } from '../../domain/simulation/live.ts';
import type { DayLoad } from '../../domain/simulation/load.ts';

/** What every life under one version is lived in. */
export interface Common {
  rules: RuleSet;
  settings: ReceivableSettings;
  days: readonly CalendarDay[];
  stretch: Stretch;
}

/** Facts as the database's text of them, end to end, in memory that both threads read: nothing is copied, and each account is kept once. */
export interface Texts {
  bytes: SharedArrayBuffer;
  lengths: number[];
}

/** What a thread is asked for: the lives of a part of the accounts, or then what the centre can do of all of them. */
export type Asked =
  | {
      kind: 'lives';
      texts: Texts;
      /** By account, of a replay: the accounts begin as they were then */
      payments: Record<string, PaidThen[]> | null;
    }
  | { kind: 'loads'; capacity: Capacity };

export interface Lived {
  accountId: string;
  /** It has a number to ring */
  reachable: boolean;
  outward: Outward[];
}

export interface Answers {
  lives: Lived[];
  loads: DayLoad[];
}

export type Pair<Item> = [before: Item, after: Item];

export interface Lives extends AsyncDisposable {
  /** Both lives of each account, in the order of the facts */
  live(facts: readonly string[], payments?: Record<string, PaidThen[]>): Promise<Pair<Lived>[]>;
  /** What the centre can do for all accounts that were lived */
  loads(capacity: Capacity): Promise<Pair<DayLoad[]>>;
}

/** A thread for each version, so that the worker's own loop goes on deciding about real accounts meanwhile. */
export function openLives(common: Omit<Common, 'rules'>, [base, draft]: Pair<RuleSet>): Lives {
  const threads: Pair<Worker> = [openThread({ ...common, rules: base }), openThread({ ...common, rules: draft })];
  const both = <Kind extends keyof Answers>(asked: Extract<Asked, { kind: Kind }>): Promise<Pair<Answers[Kind]>> =>
    Promise.all([ask<Kind>(threads[0], asked), ask<Kind>(threads[1], asked)]);
  return {
    async live(facts, payments) {
      const [before, after] = await both<'lives'>({
        kind: 'lives',
        texts: together(facts),
        payments: payments ?? null,
      });
      return before.map((lived, index) => [lived, after[index]!]);
    },
    loads: (capacity) => both<'loads'>({ kind: 'loads', capacity }),
    async [Symbol.asyncDispose]() {
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  };
}

function openThread(workerData: Common): Worker {
  return new Worker(new URL('./lives-thread.ts', import.meta.url), { workerData, execArgv: ['--no-warnings'] });
}

function together(facts: readonly string[]): Texts {
  const lengths = facts.map((text) => Buffer.byteLength(text));
  const bytes = new SharedArrayBuffer(lengths.reduce((sum, length) => sum + length, 0));
  const buffer = Buffer.from(bytes);
  let at = 0;
  for (const text of facts) at += buffer.write(text, at);
  return { bytes, lengths };
}

function ask<Kind extends keyof Answers>(
  thread: Worker,
  asked: Extract<Asked, { kind: Kind }>,
): Promise<Answers[Kind]> {
  return new Promise((resolve, reject) => {
    const answer = (answered: Answers[Kind]) => {
      thread.off('error', reject);
      resolve(answered);
    };
    thread.once('message', answer);
    thread.once('error', reject);
    thread.postMessage(asked);
  });
}
