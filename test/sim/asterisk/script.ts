export type FateKind =
  | 'answer'
  | 'machine'
  | 'busy'
  | 'dead'
  | 'number_changed'
  | 'invalid'
  | 'announcement'
  | 'ring_out'
  | 'rejected'
  | 'unreachable'
  | 'out_of_order'
  | 'no_circuit'
  | 'silent';

/** What happens at the other end of a number that is dialled. */
export interface Fate {
  kind: FateKind;
  /** From ringing to what happens; without it, as measured */
  ringMs?: number;
  /** After which who answered hangs up by himself; without it he stays until we do */
  talkMs?: number;
}

/** Chooses it; `at` is business time when the simulator was given such a clock. */
export type Script = (number: string, at: Date) => Fate | Promise<Fate>;

interface Course {
  signal: 'RINGING' | 'PROGRESS' | null;
  /** Infinity: until the dialler gives up */
  afterMs: number;
  end: 'answer' | { cause: number; techCause: number };
}

/** As Asterisk 22 reported them (telephony: scenario results). */
export const courses: Record<FateKind, Course> = {
  answer: { signal: 'RINGING', afterMs: 2_000, end: 'answer' },
  machine: { signal: 'RINGING', afterMs: 3_000, end: 'answer' },
  busy: { signal: 'RINGING', afterMs: 300, end: { cause: 17, techCause: 486 } },
  dead: { signal: null, afterMs: 20, end: { cause: 1, techCause: 404 } },
  number_changed: { signal: null, afterMs: 20, end: { cause: 22, techCause: 410 } },
  invalid: { signal: null, afterMs: 20, end: { cause: 28, techCause: 484 } },
  announcement: { signal: 'PROGRESS', afterMs: 5_000, end: { cause: 1, techCause: 404 } },
  ring_out: { signal: 'RINGING', afterMs: Infinity, end: { cause: 19, techCause: 480 } },
  rejected: { signal: 'RINGING', afterMs: 1_000, end: { cause: 21, techCause: 403 } },
  unreachable: { signal: null, afterMs: 20, end: { cause: 19, techCause: 480 } },
  out_of_order: { signal: null, afterMs: 20, end: { cause: 27, techCause: 502 } },
  no_circuit: { signal: null, afterMs: 20, end: { cause: 34, techCause: 503 } },
  silent: { signal: null, afterMs: Infinity, end: { cause: 19, techCause: 480 } },
};

const byLastDigits: Record<string, FateKind> = {
  '0001': 'answer',
  '0002': 'busy',
  '0003': 'dead',
  '0004': 'ring_out',
  '0005': 'machine',
  '0006': 'rejected',
  '0007': 'unreachable',
  '0008': 'no_circuit',
  '0009': 'number_changed',
  '0011': 'invalid',
  '0012': 'announcement',
  '0013': 'out_of_order',
  '0014': 'silent',
};

/** The carrier of the measurements: a number's last four digits say what it does; all others answer. */
export function carrierScript(number: string): Fate {
  return { kind: byLastDigits[number.slice(-4)] ?? 'answer' };
}
