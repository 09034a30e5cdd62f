import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { createChannels, type OperatorPhone, type Ring, type SimulatedEvent } from './channels.ts';
import { createLine } from './line.ts';
import { createRest, RestBody } from './rest.ts';
import { carrierScript, type Script } from './script.ts';

/** `failing` answers 500 and does nothing; `deaf` neither answers nor does anything; `dumb` does it and never answers. */
export type RestMode = 'up' | 'failing' | 'deaf' | 'dumb';

export interface AsteriskSimulatorOptions {
  /** 0 for a free one */
  port: number;
  user?: string;
  password?: string;
  /** What debtors do; without it, by the last digits of the number */
  answer?: Script;
  /** How much faster than the clock on the wall */
  speed?: number;
  /** Business time, given to `answer` and written on the rings */
  now?: () => Promise<Date>;
  /** Without it every operator's telephone takes the call after `operatorAnswerMs` (500) */
  operatorPhone?: (extension: string) => OperatorPhone;
  operatorAnswerMs?: number;
}

export interface AsteriskSimulator {
  url: string;
  user: string;
  password: string;
  rings: readonly Ring[];
  /** Ids of the channels that are up or ringing */
  channelIds(): string[];
  /** Somebody hangs up: the operator (`op-…`) or the debtor (`de-…`) */
  hangUp(channelId: string): void;
  /** How commands are taken from now on; `GET` of what is there as well */
  setMode(mode: RestMode): void;
  /** Cuts every websocket; calls go on and their events are lost */
  dropConnections(): void;
  stop(): Promise<void>;
}

const RestOverSocket = z.object({
  type: z.literal('RESTRequest'),
  request_id: z.string(),
  method: z.string(),
  uri: z.string(),
  message_body: z.string().optional(),
});
type RestOverSocket = z.infer<typeof RestOverSocket>;

/** An Asterisk 22 with a carrier and telephones behind it, at the wire: ARI over HTTP and websocket, and `GET /sim/rings`. */
export async function startAsteriskSimulator(options: AsteriskSimulatorOptions): Promise<AsteriskSimulator> {
  const { user = 'oshirase', password = 'simulated', answer = carrierScript, speed = 1 } = options;
  const { now = async () => new Date(), operatorPhone = () => 'answers' as const, operatorAnswerMs = 500 } = options;
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const line = createLine(speed);
  const apps = new Map<string, WebSocket>();
  const fateOf = async (number: string) => answer(number, await now());
  const channels = createChannels({ line, emit, fateOf, now, operatorAnswerMs });
  const commands = createRest({ channels, phoneOf: operatorPhone, isAppUp: (app) => apps.has(app) });
  let mode: RestMode = 'up';

  /** Null: no answer ever comes. */
  function rest(request: Parameters<typeof commands>[0]): ReturnType<typeof commands> | null {
    if (mode === 'failing') return { status: 500, body: { message: 'Internal Server Error' } };
    if (mode === 'deaf') return null;
    const answer = commands(request);
    return mode === 'dumb' ? null : answer;
  }

  function emit(event: SimulatedEvent): void {
    for (const [application, socket] of apps) send(socket, { ...event, timestamp: line.timestamp(), application });
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.writeHead(500).end());
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://simulator');
    if (url.pathname === '/sim/rings') return reply(response, 200, channels.rings);
    if (url.pathname === '/sim/speed') return changeSpeed(request, response);
    if (request.headers.authorization !== authorization)
      return reply(response, 401, { message: 'Authentication required' });
    const text = await textOf(request);
    const answer = rest({
      ...{ method: request.method ?? 'GET', path: url.pathname.replace(/^\/ari\//, ''), query: url.searchParams },
      body: RestBody.parse(JSON.parse(text || '{}')),
    });
    if (answer) reply(response, answer.status, answer.body);
  }

  /** `PUT /sim/speed {"speed": 200}`: a demo's clock moves, and colleagues' calls with it. */
  async function changeSpeed(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { speed: next } = JSON.parse((await textOf(request)) || '{}') as { speed?: unknown };
    if (request.method !== 'PUT' || typeof next !== 'number' || !(next > 0)) return reply(response, 400);
    line.setSpeed(next);
    reply(response, 204);
  }

  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://simulator');
    const app = url.searchParams.get('app');
    if (request.headers.authorization !== authorization) return socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
    if (url.pathname !== '/ari/events' || !app) return socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    sockets.handleUpgrade(request, socket, head, (opened) => register(app, opened));
  });

  function register(app: string, socket: WebSocket): void {
    const before = apps.get(app);
    if (before) send(before, { type: 'ApplicationReplaced', application: app, timestamp: line.timestamp() });
    apps.set(app, socket);
    socket.on('close', () => apps.get(app) === socket && apps.delete(app));
    socket.on('message', (data: Buffer) => {
      const answer = overSocket(RestOverSocket.parse(JSON.parse(data.toString())));
      if (answer) send(socket, answer);
    });
  }

  function overSocket({ method, uri, request_id, message_body }: RestOverSocket): object | null {
    const [path = '', search] = uri.split('?');
    const answer = rest({
      ...{ method, path, query: new URLSearchParams(search) },
      body: RestBody.parse(JSON.parse(message_body ?? '{}')),
    });
    if (!answer) return null;
    const body = answer.body === undefined ? undefined : JSON.stringify(answer.body);
    return { type: 'RESTResponse', request_id, status_code: answer.status, uri, message_body: body };
  }

  await new Promise<void>((resolve) => server.listen(options.port, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('The simulator has no port');

  function dropConnections(): void {
    for (const socket of apps.values()) socket.terminate();
    apps.clear();
  }

  return {
    ...{ url: `http://127.0.0.1:${address.port}`, user, password, rings: channels.rings, dropConnections },
    setMode: (next) => void (mode = next),
    channelIds: () => [...channels.all.keys()],
    hangUp(channelId) {
      const channel = channels.all.get(channelId);
      if (channel) channels.destroy(channel, 16);
    },
    async stop() {
      line.stop();
      dropConnections();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function send(socket: WebSocket, message: object): void {
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}

function reply(response: ServerResponse, status: number, body?: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(body === undefined ? '' : JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
