import { demoPassword } from '../../../prisma/reference/staff.ts';

/** The API as a browser reaches it, without sockets: Fastify's `inject`. */
export interface Api {
  inject(request: {
    method: 'GET' | 'POST' | 'DELETE';
    url: string;
    headers?: Record<string, string>;
    payload?: object;
    remoteAddress?: string;
  }): Promise<{ statusCode: number; headers: Record<string, unknown>; body: string }>;
}

export interface Reply {
  status: number;
  /** Code of the problem, if it is one */
  problem: string | null;
  body: unknown;
}

/** One simulated person's browser: logged in, with a cookie and an address of its own (the rate limit is per address). */
export interface Workstation {
  login: string;
  get(url: string): Promise<Reply>;
  post(url: string, payload?: object): Promise<Reply>;
  leave(): Promise<void>;
}

/** Logs in as one of the demo's staff; null when that is not possible (locked, or the password was changed). */
export async function sitDown(api: Api, login: string, seat: number): Promise<Workstation | null> {
  const remoteAddress = `127.0.10.${seat}`;
  const answer = await api.inject({
    method: 'POST',
    url: '/api/session',
    payload: { login, password: demoPassword },
    remoteAddress,
  });
  if (answer.statusCode !== 200) return null;
  const headers = {
    cookie: cookieOf(answer.headers['set-cookie']),
    'x-csrf-token': textIn(JSON.parse(answer.body), 'csrf_token') ?? '',
  };
  const send = async (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object): Promise<Reply> => {
    // what a page asks by itself does not renew the session
    const sent = method === 'GET' ? { ...headers, 'x-unattended': 'true' } : headers;
    const reply = await api.inject({ method, url, headers: sent, remoteAddress, ...(payload && { payload }) });
    const body: unknown = reply.body === '' ? null : JSON.parse(reply.body);
    return { status: reply.statusCode, body, problem: reply.statusCode >= 400 ? textIn(body, 'code') : null };
  };
  return {
    login,
    get: (url) => send('GET', url),
    post: (url, payload) => send('POST', url, payload ?? {}),
    leave: async () => void (await send('DELETE', '/api/session')),
  };
}

function cookieOf(header: unknown): string {
  const cookies: unknown[] = Array.isArray(header) ? header : [header];
  return cookies.map((cookie) => String(cookie).split(';')[0]).join('; ');
}

function textIn(body: unknown, field: string): string | null {
  if (typeof body !== 'object' || body === null || !(field in body)) return null;
  const value: unknown = Reflect.get(body, field);
  return typeof value === 'string' ? value : null;
}
