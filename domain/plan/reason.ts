import type { Reason, ReasonCode } from '../codes.ts';

type Params = Record<string, string | number>;

/** なぜ */
export function why(code: ReasonCode, params?: Params): Reason {
  return reason('why', code, params);
}

/** なぜ今 */
export function whyNow(code: ReasonCode, params?: Params): Reason {
  return reason('why_now', code, params);
}

/** なぜしない */
export function whyNot(code: ReasonCode, params?: Params): Reason {
  return reason('why_not', code, params);
}

function reason(kind: Reason['kind'], code: ReasonCode, params?: Params): Reason {
  return params ? { kind, code, params } : { kind, code };
}
