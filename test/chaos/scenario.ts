import { setTimeout as pause } from 'node:timers/promises';
import type { World } from './world.ts';

/** What the comparison of a run's own data with the world outside says. */
export interface Finding {
  kind: 'lost' | 'repeated';
  what: string;
}

export interface Judgement {
  findings: Finding[];
  /** Effects of unknown outcome, each parked for a person */
  unknown: number;
}

/** One run's own accounts and people, from the first fact until everything about them is still. */
export interface Story {
  /** Whether nothing is under way any more */
  isStill(): Promise<boolean>;
  judge(): Promise<Judgement>;
}

/**
 * Prepares the run's own data, which may take a while beside other runs, and returns how it begins: what passes the fault points. Its
 * people go on through every crash.
 */
export type Scenario = (world: World) => Promise<() => Promise<Story>>;

/** Harness's own statements, through a restart of the database. */
export async function patiently<Result>(work: () => Promise<Result>): Promise<Result> {
  for (const limit = performance.now() + 60_000; ; await pause(200)) {
    try {
      return await work();
    } catch (error) {
      if (performance.now() > limit) throw error;
    }
  }
}

export interface People {
  /** Throws what stopped them */
  areDone(): boolean;
}

/** The run's people, at work beside it. */
export function watched(work: Promise<void>): People {
  let isDone = false;
  let trouble: Error | undefined;
  work.then(
    () => (isDone = true),
    (error: unknown) => (trouble = error instanceof Error ? error : new Error(String(error))),
  );
  return {
    areDone() {
      if (trouble) throw trouble;
      return isDone;
    },
  };
}

let numbers = 0;

/** A number that nobody else has, national: 11 digits of a mobile or 10 of a landline, on the digit that says what it does. */
export function freshNumber(kind: 'mobile' | 'landline', lastDigit: number): string {
  numbers += 1;
  const count = String(numbers).padStart(kind === 'mobile' ? 7 : 6, '0');
  return `${kind === 'mobile' ? '090' : '025'}${count}${lastDigit}`;
}
