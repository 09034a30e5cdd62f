import { z } from 'zod';
import { type Channel, type Channels, type OperatorPhone, type Party, shown } from './channels.ts';

export interface RestRequest {
  method: string;
  /** Below /ari, without a slash at the beginning */
  path: string;
  query: URLSearchParams;
  body: RestBody;
}

export const RestBody = z.object({ variables: z.record(z.string(), z.string()).optional() });
type RestBody = z.infer<typeof RestBody>;

export interface RestAnswer {
  status: number;
  body?: unknown;
}

interface Bridge {
  id: string;
  channels: string[];
}

export interface RestOptions {
  channels: Channels;
  phoneOf: (extension: string) => OperatorPhone;
  isAppUp: (app: string) => boolean;
}

type Handler = (request: RestRequest, id: string) => RestAnswer;

const done: RestAnswer = { status: 204 };
const refused = (status: number, message: string): RestAnswer => ({ status, body: { message } });
const noChannel = refused(404, 'Channel not found');
const noBridge = refused(404, 'Bridge not found');
const known = refused(409, 'Channel with given unique ID already exists');

/** Those REST calls that the gateway makes, answered with the statuses measured, the same over HTTP and over the websocket. */
export function createRest({ channels, phoneOf, isAppUp }: RestOptions): (request: RestRequest) => RestAnswer {
  const bridges = new Map<string, Bridge>();

  const withChannel = (act: (channel: Channel, request: RestRequest) => RestAnswer | void): Handler => {
    return (request, id) => {
      const channel = channels.all.get(id);
      return channel ? (act(channel, request) ?? done) : noChannel;
    };
  };
  const withBridge = (act: (bridge: Bridge, request: RestRequest) => RestAnswer | void): Handler => {
    return (request, id) => {
      const bridge = bridges.get(id);
      return bridge ? (act(bridge, request) ?? done) : noBridge;
    };
  };

  const originate: Handler = ({ query, body }, id) => {
    if (channels.all.has(id)) return known;
    const endpoint = query.get('endpoint') ?? '';
    const phone = phoneOf(endpoint.replace(/^PJSIP\//, ''));
    if (phone === 'unregistered') return refused(500, 'Allocation failed');
    const channel = channels.create(id, endpoint, argsOf(query));
    channel.caller.number = query.get('callerId') ?? '';
    applyVariables(channel, body.variables);
    channels.ringOperator(channel, phone, Number(query.get('timeout') ?? 30) * 1_000);
    return { status: 200, body: shown(channel) };
  };

  const create: Handler = ({ query, body }) => {
    const id = query.get('channelId') ?? '';
    if (channels.all.has(id)) return known;
    const channel = channels.create(id, query.get('endpoint') ?? '', argsOf(query));
    applyVariables(channel, body.variables);
    channels.later(channel, 12, () => channels.enterStasis(channel)); // not at once: an addChannel before is refused
    return { status: 200, body: shown(channel) };
  };

  const dial = withChannel((channel, { query }) => {
    if (!channel.inStasis || channel.isDialled) return refused(409, 'Channel cannot be dialed');
    void channels.dialDebtor(channel, Number(query.get('timeout') ?? 0) * 1_000 || Infinity);
  });

  const addChannel = withBridge((bridge, { query }) => {
    const channel = channels.all.get(query.get('channel') ?? '');
    if (!channel) return refused(400, 'Channel not found');
    if (!channel.inStasis) return refused(422, 'Channel not in Stasis application');
    if (bridge.channels.includes(channel.id)) return done;
    const other = bridge.channels.map((id) => channels.all.get(id)).find((member) => member !== undefined);
    bridge.channels.push(channel.id);
    // the operator's identity goes to the debtor's leg unless it is held back
    if (other && query.get('inhibitConnectedLineUpdates') !== 'true') channel.connected = { ...other.caller };
  });

  const routes: [method: string, path: RegExp, handler: Handler][] = [
    ['GET', /^channels$/, () => ({ status: 200, body: [...channels.all.values()].map(shown) })],
    ['POST', /^channels\/create$/, create],
    ['POST', /^channels\/([^/]+)$/, originate],
    ['GET', /^channels\/([^/]+)$/, withChannel((channel) => ({ status: 200, body: shown(channel) }))],
    ['DELETE', /^channels\/([^/]+)$/, withChannel((channel) => channels.destroy(channel, 16))],
    ['POST', /^channels\/([^/]+)\/dial$/, dial],
    ['POST', /^channels\/([^/]+)\/variable$/, withChannel(setVariable)],
    ['POST', /^channels\/([^/]+)\/mute$/, withChannel(() => done)],
    ['DELETE', /^channels\/([^/]+)\/mute$/, withChannel(() => done)],
    ['GET', /^bridges$/, () => ({ status: 200, body: [...bridges.values()] })],
    ['POST', /^bridges\/([^/]+)$/, (_request, id) => createBridge(id)],
    ['DELETE', /^bridges\/([^/]+)$/, withBridge(({ id }) => void bridges.delete(id))],
    ['POST', /^bridges\/([^/]+)\/addChannel$/, addChannel],
    ['POST', /^bridges\/([^/]+)\/removeChannel$/, withBridge(removeChannel)],
    ['POST', /^bridges\/([^/]+)\/moh$/, withBridge(() => done)],
    ['DELETE', /^bridges\/([^/]+)\/moh$/, withBridge(() => done)],
    ['PUT', /^applications\/([^/]+)\/eventFilter$/, (_request, app) => eventFilter(app)],
    ['GET', /^asterisk\/info$/, () => ({ status: 200, body: { system: { version: '22.10.1-sim' } } })],
  ];

  function createBridge(id: string): RestAnswer {
    if (bridges.has(id)) return refused(409, 'Bridge with given unique ID already exists');
    const bridge: Bridge = { id, channels: [] };
    bridges.set(id, bridge);
    return { status: 200, body: bridge };
  }

  function eventFilter(app: string): RestAnswer {
    return isAppUp(app) ? { status: 200, body: { name: app } } : refused(404, 'Application not found');
  }

  return (request) => {
    for (const [method, path, handler] of routes) {
      const match = method === request.method ? path.exec(request.path) : null;
      if (match) return handler(request, match[1] ?? '');
    }
    return refused(404, 'Resource not found');
  };
}

function removeChannel(bridge: Bridge, { query }: RestRequest): void {
  bridge.channels = bridge.channels.filter((id) => id !== query.get('channel'));
}

function setVariable(channel: Channel, { query }: RestRequest): void {
  applyVariables(channel, { [query.get('variable') ?? '']: query.get('value') ?? '' });
}

function applyVariables(channel: Channel, variables: Record<string, string> = {}): void {
  for (const [variable, value] of Object.entries(variables)) {
    const [, who, part] = /^(CALLERID|CONNECTEDLINE)\((num|name)/.exec(variable) ?? [];
    const party: Party = who === 'CALLERID' ? channel.caller : channel.connected;
    if (who) party[part === 'num' ? 'number' : 'name'] = value;
  }
}

function argsOf(query: URLSearchParams): string[] {
  return (query.get('appArgs') ?? '').split(',');
}
