import { z } from 'zod';
import { problem, type ProblemCode, ProblemError, problems } from '../../domain/problem.ts';

export type CallControl = 'hang-up' | 'hold' | 'unhold' | 'mute' | 'unmute';

/** The telephony gateway as the API sees it. */
export interface GatewayClient {
  /**
   * Makes a call that was planned (records/call.ts `planCall`). Resolves when the operator's telephone rings; the rest comes as events of
   * the call. Repeating it does nothing outward. Throws `gate_refused`, `call_running`, `line_down`, `not_found`.
   */
  startCall(callId: string): Promise<void>;
  /** Throws `line_down`, `wrong_state` when the call is over, `not_found`. */
  control(callId: string, verb: CallControl): Promise<void>;
}

export interface GatewayClientOptions {
  /** `http://127.0.0.1:8090`, without a slash at the end */
  url: string;
  secret: string;
  timeoutMs?: number;
}

export const SECRET_HEADER = 'x-gateway-secret';

const isCode = (code: string): code is ProblemCode => code in problems;
const Refusal = z.object({
  code: z.string().refine(isCode),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

export function gatewayClient({ url, secret, timeoutMs = 15_000 }: GatewayClientOptions): GatewayClient {
  async function post(path: string, body: object): Promise<void> {
    const headers = { 'content-type': 'application/json', [SECRET_HEADER]: secret };
    const init = { method: 'POST', headers, body: JSON.stringify(body), signal: AbortSignal.timeout(timeoutMs) };
    const response = await fetch(url + path, init).catch(() => null);
    if (response?.ok) return;
    const refusal = Refusal.safeParse(await response?.json().catch(() => null));
    throw refusal.success ? new ProblemError(refusal.data.code, refusal.data.params) : problem('line_down');
  }

  return {
    startCall: (callId) => post('/calls', { callId }),
    control: (callId, verb) => post(`/calls/${callId}/${verb}`, {}),
  };
}
