/** How a part of the running system stands. `off`: not there by choice. */
export type OperationState = 'ok' | 'warn' | 'bad' | 'off';

export const partCodes = ['database', 'temporal', 'api', 'worker', 'relay', 'gateway'] as const;
export const lagCodes = [
  'recovery', // after a restore: records of what went out are compared
  'nudges', // the outbox to Temporal
  'due', // accounts whose time has come and which are not decided about
  'stuck', // accounts whose decision fails
  'unknown', // outward effects of unknown outcome
  'unplaced', // found after a restore, of no known case
  'archive', // copies of Temporal's histories
  'seals', // of the ledger
  'seal_check', // the ledger verified
  'wal', // the database's log, kept for a restore
  'disk', // of the data folder
  'backup',
] as const;
export type PartCode = (typeof partCodes)[number];
export type LagCode = (typeof lagCodes)[number];
export type CheckCode = PartCode | LagCode;

export interface Check {
  code: CheckCode;
  state: OperationState;
  /** How many wait, or run */
  count: number | null;
  /** Since when, or when last; real time unless it is the work's own */
  at: Date | null;
}

export interface Waiting {
  count: number;
  oldestAt: Date | null;
}

/** What was measured. Times are real unless said otherwise. */
export interface Figures {
  now: Date;
  temporalAnswers: boolean;
  /** The newest of each process, and how many there are */
  beats: { process: string; state: string; beatAt: Date; count: number }[];
  recoveringSince: Date | null;
  nudges: Waiting;
  /** Overdue by more than the reconciler's grace; `oldestAt` in business time */
  due: Waiting;
  stuck: Waiting;
  unknown: Waiting;
  unplaced: Waiting;
  archive: { state: 'ok' | 'never' | 'late' | 'at_risk' | 'lost'; waiting: number; lastPassAt: Date | null };
  /** Null: nothing seals here */
  seals: { unsealed: Waiting; check: { ok: boolean; at: Date } | null } | null;
  /** Null: another server's business */
  wal: { failing: boolean; lastAt: Date | null } | null;
  /** Of the data folder; undefined: nobody has looked */
  diskFreeBytes?: number;
  /** Undefined: another server's business; null: there is none */
  backupAt?: Date | null;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const GIB = 1_024 ** 3;
/** Then nothing may be relied on to be written: the API is not ready and nothing is started. */
export const DISK_FULL_BYTES = 0.1 * GIB;
/** Four beats missed. */
const SILENT_MS = 45_000;

/** Judges every figure, parts first. */
export function checksOf(figures: Figures): Check[] {
  const { now, archive, seals, wal } = figures;
  return [
    { code: 'database', state: 'ok', count: null, at: null },
    { code: 'temporal', state: figures.temporalAnswers ? 'ok' : 'bad', count: null, at: null },
    ...(['api', 'worker', 'relay', 'gateway'] as const).map((code) => processCheck(figures, code)),
    {
      code: 'recovery',
      state: figures.recoveringSince === null ? 'ok' : aged(now, figures.recoveringSince, 0, HOUR),
      count: null,
      at: figures.recoveringSince,
    },
    waiting('nudges', now, figures.nudges, MINUTE, 10 * MINUTE),
    { ...waiting('due', now, figures.due, 0, Infinity) },
    waiting('stuck', now, figures.stuck, 0, 0),
    waiting('unknown', now, figures.unknown, 0, DAY),
    waiting('unplaced', now, figures.unplaced, 0, DAY),
    {
      code: 'archive',
      state: ({ ok: 'ok', never: 'ok', late: 'warn', at_risk: 'bad', lost: 'bad' } as const)[archive.state],
      count: archive.waiting,
      at: archive.lastPassAt,
    },
    seals ? waiting('seals', now, seals.unsealed, 25 * MINUTE, HOUR) : off('seals'),
    seals?.check
      ? {
          ...{ code: 'seal_check', count: null, at: seals.check.at },
          state: seals.check.ok ? aged(now, seals.check.at, 2 * DAY, 7 * DAY) : 'bad',
        }
      : off('seal_check'),
    wal ? { code: 'wal', state: wal.failing ? 'bad' : 'ok', count: null, at: wal.lastAt } : off('wal'),
    diskCheck(figures.diskFreeBytes),
    backupCheck(now, figures.backupAt),
  ];
}

/** The worst of them, for a head line. */
export function worstOf(checks: readonly Check[]): 'ok' | 'warn' | 'bad' {
  if (checks.some(({ state }) => state === 'bad')) return 'bad';
  return checks.some(({ state }) => state === 'warn') ? 'warn' : 'ok';
}

function processCheck({ now, beats }: Figures, code: 'api' | 'worker' | 'relay' | 'gateway'): Check {
  const newest = beats.find(({ process }) => process === code);
  if (!newest) return { code, state: 'bad', count: 0, at: null };
  const silent = now.getTime() - newest.beatAt.getTime() > SILENT_MS;
  return {
    code,
    state: silent ? 'bad' : newest.state === 'up' ? 'ok' : 'warn',
    count: newest.count,
    at: newest.beatAt,
  };
}

function waiting(code: LagCode, now: Date, { count, oldestAt }: Waiting, warnMs: number, badMs: number): Check {
  return { code, state: count === 0 || !oldestAt ? 'ok' : aged(now, oldestAt, warnMs, badMs), count, at: oldestAt };
}

function aged(now: Date, since: Date, warnMs: number, badMs: number): OperationState {
  const age = now.getTime() - since.getTime();
  if (badMs < Infinity && age >= badMs) return 'bad';
  return age >= warnMs || warnMs === 0 ? 'warn' : 'ok';
}

function diskCheck(free: number | undefined): Check {
  if (free === undefined) return off('disk');
  return { code: 'disk', state: free < GIB ? 'bad' : free < 5 * GIB ? 'warn' : 'ok', count: null, at: null };
}

function backupCheck(now: Date, at: Date | null | undefined): Check {
  if (at === undefined) return off('backup');
  return { code: 'backup', state: at ? aged(now, at, 26 * HOUR, 7 * DAY) : 'warn', count: null, at };
}

function off(code: LagCode): Check {
  return { code, state: 'off', count: null, at: null };
}
