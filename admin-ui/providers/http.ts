import type { Problem } from '../../api/schemas/common.ts';
import { i18nProvider } from '../i18n/provider.ts';
import { isUnattended } from './attendance.ts';
import { csrfToken, endSession, storeSession } from './session.ts';
import type { SessionAnswer } from '../../api/schemas/session.ts';

type Params = Problem['params'];

/** An answer of the API that is not a success: its code, what to do in both languages, and the id to tell the administrator. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly params: Params;
  readonly fields: Problem['fields'];
  readonly request_id: string | null;
  readonly text: { ja: string; en: string };

  constructor(body: Omit<Problem, 'request_id'> & { request_id: string | null }) {
    super(body.message_ja);
    this.name = 'ApiProblem';
    this.status = body.status;
    this.code = body.code;
    this.params = body.params;
    this.fields = body.fields;
    this.request_id = body.request_id;
    this.text = { ja: body.message_ja, en: body.message_en };
  }
}

export interface ApiRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  signal?: AbortSignal;
}

export interface ApiAnswer<T> {
  body: T;
  headers: Headers;
}

/** One request to our API. A body that is FormData goes as it is, everything else as JSON. Throws `ApiProblem`. */
export async function request<T>(path: string, options: ApiRequest = {}): Promise<ApiAnswer<T>> {
  try {
    return await send<T>(path, options);
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.code !== 'csrf') throw error;
    storeSession((await send<SessionAnswer>('/api/session', {})).body);
    return send<T>(path, options);
  }
}

/** Verbs and reads outside react-admin's lists: `api.post<Case>('/api/tasks/next')`. All throw `ApiProblem`. */
export const api = {
  get: async <T>(path: string, signal?: AbortSignal): Promise<T> => (await request<T>(path, { signal })).body,
  post: async <T>(path: string, body: unknown = {}): Promise<T> =>
    (await request<T>(path, { method: 'POST', body })).body,
  put: async <T>(path: string, body: unknown): Promise<T> => (await request<T>(path, { method: 'PUT', body })).body,
  patch: async <T>(path: string, body: unknown): Promise<T> => (await request<T>(path, { method: 'PATCH', body })).body,
  delete: async <T>(path: string): Promise<T> => (await request<T>(path, { method: 'DELETE' })).body,
};

async function send<T>(path: string, { method = 'GET', body, signal }: ApiRequest): Promise<ApiAnswer<T>> {
  const headers = new Headers({ accept: 'application/json', 'accept-language': i18nProvider.getLocale() });
  const token = csrfToken();
  if (token && method !== 'GET') headers.set('x-csrf-token', token);
  if (isUnattended()) headers.set('x-unattended', '1');
  const form = body instanceof FormData;
  if (body !== undefined && !form) headers.set('content-type', 'application/json');
  const response = await fetch(path, {
    method,
    headers,
    signal: signal ?? null,
    credentials: 'same-origin',
    body: body === undefined ? null : form ? body : JSON.stringify(body),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw unreachable();
  });
  const text = await response.text();
  if (!response.ok) {
    const failure = problemOf(response, text);
    if (failure.code === 'not_logged_in') endSession();
    throw failure;
  }
  return { body: (text === '' ? null : JSON.parse(text)) as T, headers: response.headers };
}

function problemOf(response: Response, text: string): ApiProblem {
  if (response.headers.get('content-type')?.includes('json')) return new ApiProblem(JSON.parse(text) as Problem);
  return new ApiProblem({
    status: response.status,
    code: 'internal',
    message_ja: 'サーバーから読めない応答がありました。しばらくして再度お試しください。',
    message_en: 'The server gave an unreadable answer. Please try again shortly.',
    params: {},
    fields: [],
    request_id: response.headers.get('x-request-id'),
  });
}

function unreachable(): ApiProblem {
  return new ApiProblem({
    status: 0,
    code: 'unreachable',
    message_ja: 'サーバーにつながりません。ネットワークを確かめて、もう一度お試しください。入力は残っています。',
    message_en: 'The server cannot be reached. Check the network and try again. Your input is kept.',
    params: {},
    fields: [],
    request_id: null,
  });
}
