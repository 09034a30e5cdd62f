import { connectedOutcomes, type Outcome } from './codes.ts';

/** One outbound call of one group, with what came of it for each account spoken about. */
export interface RatedCall {
  callId: string;
  groupCode: string;
  debtorId: string;
  /** A number of the debtor is known */
  hasNumber: boolean;
  outcomes: Outcome[];
}

/** 接触 ÷ D; `rate` is null when D is 0. */
export interface ContactRate {
  connected: number;
  of: number;
  rate: number | null;
}

/** The three denominators of domain.md; which one the contract means is a setting (`calls` by default). */
export interface ContactRates {
  /** 架電件数: call × group */
  calls: ContactRate;
  /** 架電対象者数: debtor × group */
  targets: ContactRate;
  /** 架電対象者数 with a known number */
  targetsWithNumber: ContactRate;
}

/**
 * Contact rate §15(2): a talk with the debtor or a member of the household counts, once however many accounts it was about; machines, SMS
 * and letters never do. Numerator and denominator count the same unit. A target called before it had a number counts as having one when
 * any of its calls says so.
 */
export function contactRates(calls: readonly RatedCall[]): ContactRates {
  return {
    calls: rateOf(calls, ({ callId, groupCode }) => `${callId} ${groupCode}`),
    targets: rateOf(calls, target),
    targetsWithNumber: rateOf(withNumber(calls), target),
  };
}

function rateOf(calls: readonly RatedCall[], unit: (call: RatedCall) => string): ContactRate {
  const of = new Set(calls.map(unit)).size;
  const connected = new Set(calls.filter(isConnected).map(unit)).size;
  return { connected, of, rate: of > 0 ? connected / of : null };
}

function withNumber(calls: readonly RatedCall[]): RatedCall[] {
  const known = new Set(calls.filter((call) => call.hasNumber).map(target));
  return calls.filter((call) => known.has(target(call)));
}

function target({ debtorId, groupCode }: RatedCall): string {
  return `${debtorId} ${groupCode}`;
}

function isConnected({ outcomes }: RatedCall): boolean {
  return outcomes.some((outcome) => connectedOutcomes.includes(outcome));
}
