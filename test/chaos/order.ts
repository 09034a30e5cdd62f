import type { FaultPoint } from '../../fault-point.ts';

/** What the harness writes for one process of the product: whom to kill when it passes that point. */
export interface Order {
  point: FaultPoint;
  /** At which passing, 1 for the first */
  pass: number;
  /** Process ids; without any it kills itself */
  kill: number[];
}

/** Of the armed process: the file that may hold its order; renamed to `<file>.done` by whoever carries it out. */
export const ORDER_FILE = 'CHAOS_ORDER_FILE';

/** Of the armed process: the modules, by URL, that it loads before it is told to begin. */
export const PRELOAD = 'CHAOS_PRELOAD';
