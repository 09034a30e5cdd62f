import type { Calendar, DayPattern } from '../calendar.ts';
import { addDays, type PlainDate } from '../time.ts';
import { type ChangeKind, treatmentChange, type TreatmentChange } from './change.ts';
import type { Outward } from './live.ts';

/** What one version does on one day. */
export interface DayLoad {
  day: PlainDate;
  pattern: DayPattern;
  calls: number;
  sms: number;
  letters: number;
  hand_overs: number;
}

/** What the centre can do for the accounts that are simulated: their share of its seats, printer and texts. */
export interface Capacity {
  calls_a_day: number;
  letters_a_day: number;
  sms_a_month: number;
}

export interface Alarm {
  code: 'nobody_called' | 'everybody_today' | 'over_seats' | 'over_letters' | 'over_sms';
  severity: 'error' | 'warning';
  params: Record<string, string | number>;
}

export interface BookResult {
  accounts: number;
  changed: number;
  by_kind: { kind: ChangeKind; accounts: number }[];
  /** Accounts whose first act is of that step */
  by_step: { step: number; before: number; after: number }[];
  before: DayLoad[];
  after: DayLoad[];
  capacity: Capacity;
  alarms: Alarm[];
}

const columns = { call: 'calls', sms: 'sms', letter: 'letters', hand_over: 'hand_overs' } as const;

/** Collects all accounts' lives under both versions into what the page shows. */
export class Book {
  readonly #days: PlainDate[] = [];
  readonly #before: Map<PlainDate, DayLoad>;
  readonly #after: Map<PlainDate, DayLoad>;
  readonly #kinds = new Map<ChangeKind, number>();
  readonly #steps = new Map<number, { before: number; after: number }>();
  readonly #asked = { before: 0, after: 0 };
  #accounts = 0;
  #reachable = 0;

  constructor(calendar: Calendar, from: PlainDate, to: PlainDate) {
    for (let day = from; day <= to; day = addDays(day, 1)) this.#days.push(day);
    const empty = () =>
      new Map(
        this.#days.map((day) => [
          day,
          { day, pattern: calendar.patternOf(day), calls: 0, sms: 0, letters: 0, hand_overs: 0 },
        ]),
      );
    this.#before = empty();
    this.#after = empty();
  }

  /** One account; what changes for it, or null. `reachable`: it has a number to ring. */
  add(before: readonly Outward[], after: readonly Outward[], reachable: boolean): TreatmentChange | null {
    this.#accounts += 1;
    if (reachable) this.#reachable += 1;
    count(this.#before, before);
    count(this.#after, after);
    this.#asked.before += callsAsked(before);
    this.#asked.after += callsAsked(after);
    this.#step(before[0], 'before');
    this.#step(after[0], 'after');
    const change = treatmentChange(before, after);
    if (change) this.#kinds.set(change.kind, (this.#kinds.get(change.kind) ?? 0) + 1);
    return change;
  }

  result(capacity: Capacity): BookResult {
    const [before, after] = [[...this.#before.values()], [...this.#after.values()]];
    return {
      accounts: this.#accounts,
      changed: [...this.#kinds.values()].reduce((sum, count) => sum + count, 0),
      by_kind: [...this.#kinds]
        .map(([kind, accounts]) => ({ kind, accounts }))
        .sort((left, right) => right.accounts - left.accounts),
      by_step: [...this.#steps]
        .map(([step, counts]) => ({ step, ...counts }))
        .sort((left, right) => left.step - right.step),
      before,
      after,
      capacity,
      alarms: alarmsOf(before, after, capacity, this.#reachable, this.#asked),
    };
  }

  #step(first: Outward | undefined, side: 'before' | 'after'): void {
    if (!first) return;
    const counts = this.#steps.get(first.step) ?? { before: 0, after: 0 };
    counts[side] += 1;
    this.#steps.set(first.step, counts);
  }
}

function count(days: Map<PlainDate, DayLoad>, outward: readonly Outward[]): void {
  for (const { day, act } of outward) {
    const load = days.get(day);
    if (load) load[columns[act]] += 1;
  }
}

/** Calls that the table itself asks for. */
function callsAsked(outward: readonly Outward[]): number {
  return outward.filter(({ act, byTable }) => act === 'call' && byTable).length;
}

/** Half of all that could be called on one day is not a plan but a mistake. */
const EVERYBODY = 0.5;
const SMALLEST_CROWD = 20;
/** A crowd that the version in force calls on some day too is no news of the draft. */
const MANY_MORE = 1.5;
const MONTH_DAYS = 30;

function alarmsOf(
  before: DayLoad[],
  after: DayLoad[],
  capacity: Capacity,
  reachable: number,
  asked: { before: number; after: number },
): Alarm[] {
  const alarms: Alarm[] = [];
  const on = (day: PlainDate) => before.find((load) => load.day === day);
  if (asked.after === 0 && (asked.before > 0 || reachable > 0))
    alarms.push({ code: 'nobody_called', severity: 'error', params: { before: asked.before } });
  const usual = Math.max(0, ...before.map(({ calls }) => calls));
  const crowd = after.find(
    ({ calls }) => calls >= SMALLEST_CROWD && calls > reachable * EVERYBODY && calls > usual * MANY_MORE,
  );
  if (crowd)
    alarms.push({
      code: 'everybody_today',
      severity: 'error',
      params: { date: crowd.day, calls: crowd.calls, accounts: reachable },
    });
  const most = (column: 'calls' | 'letters') => after.toSorted((left, right) => right[column] - left[column])[0];
  const busiest = most('calls');
  if (busiest && busiest.calls > capacity.calls_a_day)
    alarms.push({
      code: 'over_seats',
      severity: 'warning',
      params: {
        date: busiest.day,
        calls: busiest.calls,
        limit: capacity.calls_a_day,
        before: on(busiest.day)?.calls ?? 0,
      },
    });
  const fullest = most('letters');
  if (fullest && fullest.letters > capacity.letters_a_day)
    alarms.push({
      code: 'over_letters',
      severity: 'warning',
      params: {
        date: fullest.day,
        letters: fullest.letters,
        limit: capacity.letters_a_day,
        before: on(fullest.day)?.letters ?? 0,
      },
    });
  const texts = Math.round((after.reduce((sum, { sms }) => sum + sms, 0) * MONTH_DAYS) / Math.max(1, after.length));
  if (texts > capacity.sms_a_month)
    alarms.push({ code: 'over_sms', severity: 'warning', params: { sms: texts, limit: capacity.sms_a_month } });
  return alarms;
}
