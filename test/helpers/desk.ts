import type { App } from '../../api/app.ts';
import { demoPassword } from '../../prisma/reference/staff.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Answer<Body> {
  status: number;
  body: Body;
  headers: Record<string, unknown>;
}

/** A logged-in person: requests carry the session's cookie and CSRF token. `Body` is what the test says the route answers. */
export interface Desk {
  login: string;
  cookie: string;
  csrf: string;
  get<Body = Json>(url: string): Promise<Answer<Body>>;
  send<Body = Json>(method: Method, url: string, body?: unknown): Promise<Answer<Body>>;
  post<Body = Json>(url: string, body?: unknown): Promise<Answer<Body>>;
  /** As a browser's form sends a file */
  upload<Body = Json>(url: string, fileName: string, bytes: Buffer): Promise<Answer<Body>>;
}

/** What most answers are: an object of which a test reads some fields. */
export type Json = Record<string, unknown> & { code?: string };

export interface SessionReply {
  staff: { id: string; role: string };
  csrf_token: string;
  abilities: { action: string; subject: string | string[] }[];
}

export async function tryLogin(app: App, login: string, password = demoPassword) {
  const reply = await app.inject({ method: 'POST', url: '/api/session', payload: { login, password } });
  const cookie = reply.cookies.find(({ name }) => name === 'oshirase');
  return {
    status: reply.statusCode,
    body: reply.json<SessionReply & Json>(),
    cookie: cookie && `oshirase=${cookie.value}`,
  };
}

/** Logs a demo person in. Fails the test when that is refused. */
export async function login(app: App, name: string): Promise<Desk> {
  const { status, body, cookie } = await tryLogin(app, name);
  const csrf = body.csrf_token;
  if (status !== 200 || !cookie || !csrf) throw new Error(`${name} cannot log in: ${body.code}`);

  const own = cookie;

  async function send<Body>(method: Method, url: string, payload?: unknown, type = 'application/json') {
    const headers: Record<string, string> = { cookie: own, 'x-csrf-token': csrf };
    if (payload !== undefined) headers['content-type'] = type;
    const reply = await app.inject({
      ...{ method, url, headers },
      ...(payload === undefined ? {} : { payload: Buffer.isBuffer(payload) ? payload : JSON.stringify(payload) }),
    });
    const isJson = String(reply.headers['content-type'] ?? '').includes('json');
    const body: unknown = isJson && reply.body !== '' ? reply.json() : reply.body;
    return { status: reply.statusCode, body: body as Body, headers: { ...reply.headers } };
  }

  return {
    ...{ login: name, cookie: own, csrf },
    get: (url) => send('GET', url),
    post: (url, body) => send('POST', url, body),
    send: (method, url, body) => send(method, url, body),
    upload(url, fileName, bytes) {
      const boundary = 'oshirase-test-boundary';
      const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\ncontent-type: text/csv\r\n\r\n`;
      const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
      return send('POST', url, body, `multipart/form-data; boundary=${boundary}`);
    },
  };
}

/** A query of a list in react-admin's dialect. */
export function listUrl(
  path: string,
  query: { sort?: [string, 'ASC' | 'DESC']; range?: [number, number]; filter?: Record<string, unknown> } = {},
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) search.set(name, JSON.stringify(value));
  return `/api/${path}?${search}`;
}
