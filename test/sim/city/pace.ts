import type { Stop } from './day.ts';

/** Of the time for a move, what the city's files of one morning need */
const FILES_MS = 3_000;
const LEAST_MS = 150;
const MOST_MS = 2_000;

export interface Pace {
  /** Halts for so many milliseconds of work, or goes by when the machine has fallen behind: never twice in a row, never past files. */
  halt(stop: Stop, work: (budgetMs: number) => Promise<void>): Promise<void>;
}

/** Shares the real time of one move among its stops: each gets an even part of what is left, and a short move is not stretched. */
export function createPace(stops: readonly Stop[], moveMs: number, now: () => number = Date.now): Pace {
  const end = now() + moveMs;
  const left = { files: 0, work: 0 };
  for (const { does } of stops) left[kindOf(does)] += 1;
  let lastMs = 0;
  let wentBy = false;

  return {
    async halt({ does }, work) {
      const share = (end - now() - left.files * FILES_MS) / Math.max(1, left.work);
      const kind = kindOf(does);
      left[kind] -= 1;
      if (kind === 'files') return work(FILES_MS);
      wentBy = !wentBy && share < lastMs / 2;
      if (wentBy) return;
      const began = now();
      await work(Math.min(MOST_MS, Math.max(LEAST_MS, share)));
      lastMs = now() - began;
    },
  };
}

function kindOf(does: Stop['does']): 'files' | 'work' {
  return does === 'files' ? 'files' : 'work';
}
