import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { WireCallback, WireMessage, WireSent } from '../../../activities/sms/wire.ts';

/**
 * `unavailable` answers 503; `lost_answer` takes the text and cuts the line; `down` cuts it before; `failing` answers 500 without taking
 * anything; `failed_after` takes the text and answers 500; `hanging` takes it and never answers.
 */
const modes = ['up', 'unavailable', 'lost_answer', 'down', 'failing', 'failed_after', 'hanging'] as const;
export type SimulatorMode = (typeof modes)[number];

export interface SmsSimulatorOptions {
  /** 0 for a free one */
  port: number;
  token: string;
  /** Receipts are posted here with `x-callback-secret`; without it they must be asked for */
  callbackUrl?: string;
  callbackSecret?: string;
  /** From acceptance to the carrier's first word */
  receiptDelayMs?: number;
  now?: () => Promise<Date>;
}

/** What a carrier took: the truth that tests compare our records with. */
export interface SimulatedText {
  id: string;
  to: string;
  body: string;
  tags: string[];
  at: string;
}

export interface SmsSimulator {
  url: string;
  texts: readonly SimulatedText[];
  /** Times somebody tried to hand a text over, whatever came of it */
  tries(): number;
  setMode(mode: SimulatorMode): void;
  /** Cuts the lines on which nobody is answered */
  hangUp(): void;
  close(): Promise<void>;
}

const PAGE = 100;

const NewMessage = z.object({
  to: z.string().regex(/^[0-9]{11}$/),
  body: z.string().min(1).max(660),
  tags: z.array(z.string()),
});

/** Words of the carriers in the order they are told, by the number's last digit: repeated, out of order, failing, or plainly delivered. */
const fates: Record<string, string[]> = {
  '7': ['received', 'sent', 'received'],
  '8': ['unconnected', 'unconnected', 'received'],
  '9': ['error'],
};
const plainFate = ['sent', 'received'];

/** An SMS provider at the wire: REST in, receipts out by callback and on request. It never looks for a text sent twice. */
export async function startSmsSimulator(options: SmsSimulatorOptions): Promise<SmsSimulator> {
  const { token, receiptDelayMs = 1_500, now = async () => new Date() } = options;
  const texts: SimulatedText[] = [];
  const messages = new Map<string, WireMessage>();
  const stopping = new AbortController();
  let mode: SimulatorMode = 'up';
  let tries = 0;

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.writeHead(500).end());
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://simulator');
    const route = `${request.method} ${url.pathname}`;
    if (route === 'GET /sim/texts') return answer(response, 200, texts);
    if (route === 'PUT /sim/mode') {
      mode = z.object({ mode: z.enum(modes) }).parse(await json(request)).mode;
      return answer(response, 200, { mode });
    }
    if (request.headers.authorization !== `Bearer ${token}`) return answer(response, 401, { error: 'unauthorized' });
    if (route === 'POST /messages') tries += 1;
    if (mode === 'down') return void request.socket.destroy();
    if (mode === 'failing') return answer(response, 500, { error: 'internal' });
    if (mode === 'unavailable') return answer(response, 503, { error: 'maintenance' });
    if (route === 'POST /messages') return take(request, response);
    if (route === 'GET /messages' && url.searchParams.has('since'))
      return answer(response, 200, page(url.searchParams));
    if (route === 'GET /messages') {
      const tag = url.searchParams.get('tag') ?? '';
      return answer(response, 200, { data: [...messages.values()].filter((message) => message.tags.includes(tag)) });
    }
    const message = messages.get(url.pathname.replace('/messages/', ''));
    return message ? answer(response, 200, message) : answer(response, 404, { error: 'not_found' });
  }

  function page(query: URLSearchParams): z.infer<typeof WireSent> {
    const taken = texts.filter(({ at }) => at >= (query.get('since') ?? ''));
    const offset = Number(query.get('offset') ?? 0);
    const data = taken.slice(offset, offset + PAGE).map(({ at, ...text }) => ({ ...text, created_at: at }));
    return { data, next_offset: offset + PAGE < taken.length ? offset + PAGE : null };
  }

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = NewMessage.safeParse(await json(request));
    if (!text.success) return answer(response, 400, { error: 'invalid' });
    const message: WireMessage = {
      id: randomUUID(),
      tags: text.data.tags,
      result: null,
      carrier: null,
      result_at: null,
    };
    messages.set(message.id, message);
    texts.push({ id: message.id, ...text.data, at: (await now()).toISOString() });
    void deliver(message, text.data.to);
    if (mode === 'lost_answer') return void request.socket.destroy();
    if (mode === 'failed_after') return answer(response, 500, { error: 'internal' });
    if (mode === 'hanging') return;
    return answer(response, 201, message);
  }

  async function deliver(message: WireMessage, to: string): Promise<void> {
    for (const result of fates[to.slice(-1)] ?? plainFate) {
      await sleep(receiptDelayMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      Object.assign(message, { result, carrier: 'sim', result_at: (await now()).toISOString() });
      await tell({ results: [{ id: message.id, result, carrier: 'sim', result_at: message.result_at ?? '' }] });
    }
  }

  async function tell(body: WireCallback): Promise<void> {
    if (!options.callbackUrl) return;
    const headers = { 'content-type': 'application/json', 'x-callback-secret': options.callbackSecret ?? '' };
    await fetch(options.callbackUrl, { method: 'POST', headers, body: JSON.stringify(body) }).catch(() => undefined); // asked for later
  }

  await new Promise<void>((resolve) => server.listen(options.port, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('The simulator has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    texts,
    tries: () => tries,
    setMode: (next) => void (mode = next),
    hangUp: () => server.closeAllConnections(),
    async close() {
      stopping.abort();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function json(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return JSON.parse(Buffer.concat(chunks).toString() || 'null');
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
