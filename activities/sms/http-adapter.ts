import { z } from 'zod';
import type { Sent, SentText, SmsPort } from './port.ts';
import { receiptOf, WireMessage, WireMessages, WireSent } from './wire.ts';

export interface HttpSmsOptions {
  /** `https://provider.example/v1`, without a slash at the end */
  url: string;
  token: string;
  timeoutMs?: number;
}

/** Answers that say the text was not taken, and may be later: limits, maintenance, our own credentials. */
const laterStatuses = [401, 403, 429, 503];
/** Failures before a connection was up, so nothing was handed over. */
const neverConnected = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
];

/** A provider with a REST API of the usual Japanese shape: `POST /messages`, `GET /messages?tag=`, `GET /messages?since=`, `GET /messages/:id`. */
export function httpSms({ url, token, timeoutMs = 10_000 }: HttpSmsOptions): SmsPort {
  const request = (path: string, init: RequestInit = {}) =>
    fetch(url + path, {
      ...init,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      signal: AbortSignal.timeout(timeoutMs),
    });

  return {
    async send({ intentId, key, to, body }): Promise<Sent> {
      try {
        const response = await request('/messages', {
          method: 'POST',
          body: JSON.stringify({ to, body, tags: [intentId, key] }),
        });
        if (response.ok) return { kind: 'accepted', ref: WireMessage.parse(await response.json()).id };
        if (laterStatuses.includes(response.status)) return { kind: 'not_sent', code: `http_${response.status}` };
        return response.status < 500 ? { kind: 'rejected', code: `http_${response.status}` } : { kind: 'unknown' };
      } catch (error) {
        const code = connectionError(error);
        return code && neverConnected.includes(code) ? { kind: 'not_sent', code } : { kind: 'unknown' };
      }
    },

    async find(intentId) {
      const response = await request(`/messages?tag=${encodeURIComponent(intentId)}`);
      if (!response.ok) throw new Error(`SMS provider answers ${response.status}`);
      return WireMessages.parse(await response.json()).data[0]?.id ?? null;
    },

    async receipt(ref) {
      const response = await request(`/messages/${encodeURIComponent(ref)}`);
      if (response.status === 404) return null;
      if (!response.ok) throw new Error(`SMS provider answers ${response.status}`);
      const { id, result, carrier, result_at } = WireMessage.parse(await response.json());
      return result && result_at ? receiptOf({ id, result, carrier, result_at }) : null;
    },

    async sentSince(at) {
      const sent: SentText[] = [];
      for (let offset: number | null = 0; offset !== null;) {
        const response = await request(`/messages?since=${encodeURIComponent(at.toISOString())}&offset=${offset}`);
        if (!response.ok) throw new Error(`SMS provider answers ${response.status}`);
        const { data, next_offset } = WireSent.parse(await response.json());
        for (const { id, created_at, ...text } of data) sent.push({ ...text, ref: id, at: new Date(created_at) });
        offset = next_offset;
      }
      return sent;
    },
  };
}

/** The code of the error that `fetch` wraps. */
const FetchFailure = z.object({ cause: z.object({ code: z.string() }) });

function connectionError(error: unknown): string | undefined {
  return FetchFailure.safeParse(error).data?.cause.code;
}
