import { demoPassword } from '../../prisma/reference/staff.ts';

/** A person at a served API, by HTTP: what `desk.ts` is for one in the test's own process. */
export interface BrowserSession {
  send(method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown): Promise<Response>;
  upload(path: string, fileName: string, bytes: Buffer): Promise<Response>;
}

export async function openSession(base: string, login: string): Promise<BrowserSession> {
  const reply = await fetch(`${base}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: demoPassword }),
  });
  const { csrf_token: csrf } = (await reply.json()) as { csrf_token: string };
  const cookie = reply.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const headers = { cookie, 'x-csrf-token': csrf };
  return {
    send: (method, path, body) =>
      fetch(base + path, {
        method,
        headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    upload(path, fileName, bytes) {
      const form = new FormData();
      form.set('file', new Blob([new Uint8Array(bytes)], { type: 'text/csv' }), fileName);
      return fetch(base + path, { method: 'POST', headers, body: form });
    },
  };
}
