import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { AriEvent, RestResponse } from './ari-events.ts';

export interface AriOptions {
  /** `http://asterisk:8088` */
  url: string;
  user: string;
  password: string;
  /** Stasis application: one gateway an application */
  app: string;
  log: Pick<Logger, 'info' | 'warn'>;
  requestTimeoutMs?: number;
}

export type AriMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';
export type AriQuery = Record<string, string | number | boolean>;

export interface AriAnswer {
  status: number;
  body: unknown;
}

export interface AriListener {
  /** Connected, or connected again: events of the gap are lost */
  onUp(): void;
  onDown(): void;
  onEvent(event: AriEvent): void;
  /** Another connection has taken the application over; this client is closed */
  onReplaced(): void;
}

export interface AriClient {
  readonly isUp: boolean;
  /** Starts to connect and goes on trying until `close` */
  open(listener: AriListener): void;
  /**
   * One REST call: over the event websocket while it is up, else over HTTP. What was lost on the websocket is repeated over HTTP, so give
   * every channel and bridge an id of your own: then 409 means done before. Throws when Asterisk is not reachable at all.
   */
  request(method: AriMethod, path: string, query?: AriQuery, body?: object): Promise<AriAnswer>;
  close(): void;
}

const RECONNECT_MS = [100, 250, 500, 1_000, 2_000];
/** A connection that answers no ping for so long is dead, though TCP has not noticed. */
const HEARTBEAT_MS = 10_000;
const TypeOnly = z.object({ type: z.string() });

/** Asterisk's REST interface over one websocket, credentials in the header and never in the URL. */
export function createAriClient(options: AriOptions): AriClient {
  const { app, log, requestTimeoutMs = 5_000 } = options;
  const base = options.url.replace(/\/$/, '');
  const authorization = `Basic ${Buffer.from(`${options.user}:${options.password}`).toString('base64')}`;
  const waiting = new Map<string, (answer: AriAnswer | null) => void>();
  const closing = new AbortController();
  let listener: AriListener | undefined;
  let socket: WebSocket | undefined;
  let isUp = false;

  async function keepConnected(): Promise<void> {
    for (let failures = 0; !closing.signal.aborted; failures++) {
      if (await connection()) failures = 0;
      if (closing.signal.aborted) return;
      const pause = RECONNECT_MS[Math.min(failures, RECONNECT_MS.length - 1)];
      await sleep(pause, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  }

  /** One connection's life; true when it was up. */
  function connection(): Promise<boolean> {
    const url = `${base.replace(/^http/, 'ws')}/ari/events?app=${encodeURIComponent(app)}&subscribeAll=false`;
    return new Promise((ended) => {
      let wasUp = false;
      let isAlive = true;
      const opened = new WebSocket(url, { headers: { authorization }, handshakeTimeout: requestTimeoutMs });
      socket = opened;
      const heartbeat = setInterval(() => {
        if (!isAlive) return opened.terminate();
        isAlive = false;
        if (wasUp) opened.ping();
      }, HEARTBEAT_MS);
      opened.on('pong', () => (isAlive = true));
      opened.on('open', () => {
        wasUp = isUp = isAlive = true;
        listener?.onUp();
      });
      opened.on('message', (data: Buffer) => receive(data.toString()));
      opened.on('error', (error) => log.warn({ code: codeOf(error) }, 'Asterisk connection failed'));
      opened.on('close', () => {
        isUp = false;
        clearInterval(heartbeat);
        for (const answer of waiting.values()) answer(null);
        if (wasUp) listener?.onDown();
        ended(wasUp);
      });
    });
  }

  function receive(text: string): void {
    const message: unknown = JSON.parse(text);
    const type = TypeOnly.safeParse(message).data?.type;
    if (type === 'RESTResponse') {
      const { request_id, status_code, message_body } = RestResponse.parse(message);
      waiting.get(request_id)?.({ status: status_code, body: parsed(message_body) });
    } else if (type === 'ApplicationReplaced') {
      close();
      listener?.onReplaced();
    } else {
      const event = AriEvent.safeParse(message);
      if (event.success) listener?.onEvent(event.data);
    }
  }

  /** Null when the answer was lost with the connection. */
  function overSocket(method: AriMethod, uri: string, body?: object): Promise<AriAnswer | null> {
    const request_id = randomUUID();
    const content = body && { content_type: 'application/json', message_body: JSON.stringify(body) };
    return new Promise((resolve) => {
      const timer = setTimeout(() => settle(null), requestTimeoutMs);
      const settle = (answer: AriAnswer | null) => {
        clearTimeout(timer);
        waiting.delete(request_id);
        resolve(answer);
      };
      waiting.set(request_id, settle);
      const request = { type: 'RESTRequest', request_id, method, uri, ...content };
      socket?.send(JSON.stringify(request), (failure) => failure && settle(null));
    });
  }

  async function overHttp(method: AriMethod, uri: string, body?: object): Promise<AriAnswer> {
    const response = await fetch(`${base}/ari/${uri}`, {
      method,
      headers: { authorization, ...(body && { 'content-type': 'application/json' }) },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(requestTimeoutMs),
    });
    return { status: response.status, body: parsed(await response.text()) };
  }

  function close(): void {
    closing.abort();
    socket?.terminate();
  }

  return {
    get isUp() {
      return isUp;
    },
    open(opened) {
      listener = opened;
      void keepConnected();
    },
    async request(method, path, query = {}, body) {
      const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)])).toString();
      const uri = search ? `${path}?${search}` : path;
      return (isUp ? await overSocket(method, uri, body) : null) ?? overHttp(method, uri, body);
    },
    close,
  };
}

function parsed(text = ''): unknown {
  return text ? JSON.parse(text) : null;
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : error.name;
}
