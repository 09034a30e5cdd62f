import { setTimeout as pause } from 'node:timers/promises';
import { demoPassword } from '../../prisma/reference/staff.ts';

export interface Answer {
  status: number;
  body: Record<string, unknown> & { code?: string };
  bytes: Buffer;
}

/** Somebody at the screen: asks again while the system is away, logs in again when the session is gone, and sees every other answer. */
export interface Person {
  ask(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer>;
  /** Presses once; null when no answer came or the system was away, and nobody knows whether it was done */
  press(path: string, body: unknown): Promise<Answer | null>;
  upload(path: string, fileName: string, bytes: Buffer): Promise<Answer>;
}

const AGAIN_MS = 300;
const PATIENCE_MS = 300_000;

export function openPerson(api: string, login: string): Person {
  let session: { cookie: string; csrf: string } | undefined;

  async function logIn(): Promise<{ cookie: string; csrf: string }> {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ login, password: demoPassword });
    const reply = await fetch(`${api}/api/session`, { method: 'POST', headers, body });
    const { csrf_token } = (await reply.json()) as { csrf_token?: string };
    const cookie = reply.headers.getSetCookie()[0]?.split(';')[0];
    if (!cookie || !csrf_token) throw new Error(`${login} cannot log in: ${reply.status}`);
    return { cookie, csrf: csrf_token };
  }

  async function once(method: string, path: string, payload?: Buffer, type = 'application/json'): Promise<Answer> {
    session ??= await logIn();
    const headers = { cookie: session.cookie, 'x-csrf-token': session.csrf, 'x-unattended': '1' };
    const reply = await fetch(api + path, {
      method,
      headers: payload ? { ...headers, 'content-type': type } : headers,
      ...(payload ? { body: new Uint8Array(payload) } : {}),
      signal: AbortSignal.timeout(60_000),
    });
    const bytes = Buffer.from(await reply.arrayBuffer());
    const isJson = reply.headers.get('content-type')?.includes('json') && bytes.length > 0;
    const body = isJson ? ((JSON.parse(bytes.toString()) ?? {}) as Answer['body']) : {};
    if (reply.status === 401) session = undefined;
    return { status: reply.status, body, bytes };
  }

  async function patiently(...request: Parameters<typeof once>): Promise<Answer> {
    for (const limit = performance.now() + PATIENCE_MS; ; await pause(AGAIN_MS)) {
      const answer = await once(...request).catch((error: unknown) => {
        if (performance.now() > limit) throw error;
        return null;
      });
      if (answer && !isAway(answer)) return answer;
      if (performance.now() > limit) throw new Error(`${login}: ${request[1]} answers ${answer?.status}`);
    }
  }

  return {
    async press(path, body) {
      const answer = await once('POST', path, Buffer.from(JSON.stringify(body))).catch(() => null);
      return answer && !isAway(answer) ? answer : null;
    },
    ask: (method, path, body) =>
      patiently(method, path, body === undefined ? undefined : Buffer.from(JSON.stringify(body))),
    upload(path, fileName, bytes) {
      const edge = 'chaos-boundary';
      const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\ncontent-type: text/csv\r\n\r\n`;
      const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${edge}--\r\n`)]);
      return patiently('POST', path, body, `multipart/form-data; boundary=${edge}`);
    },
  };
}

/** The line being down is no fault of the request: the screen says so and the person presses again. */
function isAway({ status, body }: Answer): boolean {
  return status >= 500 || status === 401 || status === 429 || body.code === 'line_down';
}
