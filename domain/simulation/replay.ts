import type { Outward } from './live.ts';

export interface Totals {
  calls: number;
  sms: number;
  letters: number;
  hand_overs: number;
  /** Expected answered calls, by the rates of the numbers */
  connected: number;
}

/** The difference of two rates in percentage points, with its 95 % interval. */
export interface Difference {
  mean: number;
  low: number;
  high: number;
}

export interface ReplayResult {
  from: string;
  to: string;
  accounts: number;
  before: Totals;
  after: Totals;
  contact_rate_difference: Difference;
}

/** Collects accounts' past lives under both versions. */
export class Replay {
  readonly #before: Totals = { calls: 0, sms: 0, letters: 0, hand_overs: 0, connected: 0 };
  readonly #after: Totals = { ...this.#before };
  /** Of each account: connected and calls under both versions */
  readonly #pairs: { before: Totals; after: Totals }[] = [];

  add(before: readonly Outward[], after: readonly Outward[]): void {
    const pair = { before: totalsOf(before), after: totalsOf(after) };
    this.#pairs.push(pair);
    sumUp(this.#before, pair.before);
    sumUp(this.#after, pair.after);
  }

  result(from: string, to: string): ReplayResult {
    return {
      from,
      to,
      accounts: this.#pairs.length,
      before: this.#before,
      after: this.#after,
      contact_rate_difference: this.#difference(),
    };
  }

  /** Ratio estimate with accounts as the clusters: calls of one home are not independent of each other. */
  #difference(): Difference {
    const [old, fresh] = [rateOf(this.#before), rateOf(this.#after)];
    const mean = (fresh - old) * 100;
    const n = this.#pairs.length;
    if (n < 2 || this.#before.calls === 0 || this.#after.calls === 0) return { mean, low: mean, high: mean };
    const residuals = this.#pairs.map(
      ({ before, after }) =>
        (after.connected - fresh * after.calls) / (this.#after.calls / n) -
        (before.connected - old * before.calls) / (this.#before.calls / n),
    );
    const centre = residuals.reduce((sum, value) => sum + value, 0) / n;
    const variance = residuals.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (n - 1);
    const half = 1.96 * Math.sqrt(variance / n) * 100;
    return { mean, low: mean - half, high: mean + half };
  }
}

function rateOf({ connected, calls }: Totals): number {
  return calls === 0 ? 0 : connected / calls;
}

function totalsOf(outward: readonly Outward[]): Totals {
  const count = (wanted: Outward['act']) => outward.filter(({ act }) => act === wanted).length;
  const connected = outward.reduce((sum, { rate }) => sum + rate, 0);
  return {
    calls: count('call'),
    sms: count('sms'),
    letters: count('letter'),
    hand_overs: count('hand_over'),
    connected,
  };
}

function sumUp(into: Totals, more: Totals): void {
  into.calls += more.calls;
  into.sms += more.sms;
  into.letters += more.letters;
  into.hand_overs += more.hand_overs;
  into.connected += more.connected;
}
