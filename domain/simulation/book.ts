import { type Alarm, alarmsOf, type Asked } from './alarms.ts';
import type { Capacity } from './capacity.ts';
import { type ChangeKind, treatmentChange, type TreatmentChange } from './change.ts';
import type { Outward } from './live.ts';
import type { DayLoad } from './load.ts';

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

/** Collects what the rules want of all accounts under both versions; with what the centre can do of it, what the page shows. */
export class Book {
  readonly #kinds = new Map<ChangeKind, number>();
  readonly #steps = new Map<number, { before: number; after: number }>();
  readonly #asked: Asked = { before: 0, after: 0 };
  #accounts = 0;
  #reachable = 0;

  /** One account; what changes for it, or null. `reachable`: it has a number to ring. */
  add(before: readonly Outward[], after: readonly Outward[], reachable: boolean): TreatmentChange | null {
    this.#accounts += 1;
    if (reachable) this.#reachable += 1;
    this.#asked.before += callsAsked(before);
    this.#asked.after += callsAsked(after);
    this.#step(before[0], 'before');
    this.#step(after[0], 'after');
    const change = treatmentChange(before, after);
    if (change) this.#kinds.set(change.kind, (this.#kinds.get(change.kind) ?? 0) + 1);
    return change;
  }

  result(capacity: Capacity, before: DayLoad[], after: DayLoad[]): BookResult {
    return {
      accounts: this.#accounts,
      changed: [...this.#kinds.values()].reduce((sum, count) => sum + count, 0),
      by_kind: [...this.#kinds]
        .map(([kind, accounts]) => ({ kind, accounts }))
        .sort((left, right) => right.accounts - left.accounts || (left.kind < right.kind ? -1 : 1)),
      by_step: [...this.#steps]
        .map(([step, counts]) => ({ step, ...counts }))
        .sort((left, right) => left.step - right.step),
      before,
      after,
      capacity,
      alarms: alarmsOf(before, after, capacity, { reachable: this.#reachable, asked: this.#asked }),
    };
  }

  #step(first: Outward | undefined, side: 'before' | 'after'): void {
    if (!first) return;
    const counts = this.#steps.get(first.step) ?? { before: 0, after: 0 };
    counts[side] += 1;
    this.#steps.set(first.step, counts);
  }
}

function callsAsked(outward: readonly Outward[]): number {
  return outward.filter(({ act, byTable }) => act === 'call' && byTable).length;
}
