import { randomUUID } from 'node:crypto';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDatabase } from '../../prisma/database.ts';
import { buildApp } from '../../api/app.ts';
import { openApp, type TestApp } from '../helpers/app.ts';
import { testDatabase } from '../helpers/database.ts';
import { type Desk, login, type Method } from '../helpers/desk.ts';
import { anAccount } from '../helpers/facts.ts';
import { devServer } from '../helpers/temporal.ts';

const roles = ['operator1', 'deputy', 'manager', 'auditor', 'tax', 'admin'] as const;
let centre: TestApp;
const desks = new Map<string, Desk>();
afterAll(() => centre.stop());
const { db, url } = await testDatabase();
const env = await devServer();

beforeAll(async () => {
  centre = await openApp({ db, env });
  for (const role of roles) desks.set(role, await login(centre.app, role));
}, 60_000);

const id = '00000000-0000-4000-8000-000000000000';

/** H3: who gets past the door of each verb. What he finds behind it, for an unknown id, is another test's. */
const matrix: [Method, string, string][] = [
  ['GET', '/api/home', 'operator1 deputy manager auditor'],
  ['GET', '/api/accounts', 'operator1 deputy manager auditor tax'],
  ['GET', `/api/accounts/${id}`, 'operator1 deputy manager auditor tax'],
  ['GET', `/api/accounts/${id}/runs`, 'operator1 deputy manager auditor tax'],
  ['GET', `/api/accounts/${id}/runs/${id}`, 'operator1 deputy manager auditor tax'],
  ['GET', '/api/tasks', 'operator1 deputy manager auditor'],
  ['GET', '/api/stuck-accounts', 'operator1 deputy manager auditor'],
  ['POST', `/api/stuck-accounts/${id}/retry`, 'deputy manager'],
  ['GET', '/api/contacts', 'operator1 deputy manager auditor tax'],
  ['GET', '/api/promises', 'operator1 deputy manager auditor tax'],
  ['GET', '/api/payments', 'operator1 deputy manager auditor tax'],
  ['GET', '/api/sms', 'operator1 deputy manager auditor'],
  ['GET', '/api/letters', 'operator1 deputy manager auditor tax'],
  ['GET', '/api/letter-batches', 'operator1 deputy manager auditor tax'],
  ['GET', '/api/delivery-notes', 'operator1 deputy manager auditor tax'],
  ['GET', '/api/messages', 'operator1 deputy manager auditor tax'],
  ['GET', '/api/hand-overs', 'operator1 deputy manager auditor tax'],
  ['GET', '/api/exchange-files', 'deputy manager auditor tax admin'],
  ['GET', '/api/operations', 'auditor admin'],
  ['GET', '/api/receivables', roles.join(' ')],
  ['GET', '/api/rule-versions', roles.join(' ')],
  ['GET', `/api/rule-versions/${id}`, roles.join(' ')],
  ['POST', '/api/rule-versions', 'manager'],
  ['PATCH', `/api/rule-versions/${id}`, 'manager'],
  ['POST', `/api/rule-versions/${id}/check`, 'manager'],
  ['POST', `/api/rule-versions/${id}/request`, 'manager'],
  ['POST', `/api/rule-versions/${id}/withdraw`, 'manager'],
  ['POST', `/api/rule-versions/${id}/discard`, 'manager'],
  ['POST', `/api/rule-versions/${id}/approve`, 'deputy tax'],
  ['POST', `/api/rule-versions/${id}/decline`, 'deputy tax'],
  ['GET', '/api/rule-trials', roles.join(' ')],
  ['GET', `/api/rule-trials/${id}`, roles.join(' ')],
  ['POST', '/api/rule-trials', 'manager'],
  ['POST', `/api/rule-trials/${id}/approve`, 'deputy tax'],
  ['POST', `/api/rule-trials/${id}/decline`, 'deputy tax'],
  ['POST', `/api/rule-trials/${id}/withdraw`, 'manager'],
  ['POST', `/api/rule-trials/${id}/end`, 'deputy manager'],
  ['GET', '/api/channel-stops', roles.join(' ')],
  ['POST', '/api/channel-stops', 'deputy manager'],
  ['POST', `/api/channel-stops/${id}/end`, 'deputy manager'],
  ['GET', '/api/rule-migrations', roles.join(' ')],
  ['GET', '/api/rule-migration-items', 'operator1 deputy manager auditor tax'],
  ['POST', '/api/rule-migrations', 'manager'],
  ['POST', `/api/rule-migrations/${id}/discard`, 'manager'],
  ['POST', `/api/rule-migrations/${id}/approve`, 'deputy tax'],
  ['GET', '/api/calendar-days', roles.join(' ')],
  ['POST', '/api/tasks/next', 'operator1 deputy manager'],
  ['POST', `/api/tasks/${id}/claim`, 'operator1 deputy manager'],
  ['POST', '/api/letter-batches', 'deputy manager'],
  ['POST', `/api/letter-batches/${id}/printed`, 'operator1 deputy manager'],
  ['POST', `/api/letters/${id}/checks`, 'operator1 deputy manager'],
  ['POST', '/api/letters/find', 'operator1 deputy manager'],
  ['POST', `/api/letters/${id}/returned`, 'operator1 deputy manager'],
  ['POST', `/api/letters/${id}/returned/correct`, 'operator1 deputy manager'],
  ['POST', '/api/delivery-notes', 'operator1 deputy manager'],
  ['POST', `/api/delivery-notes/${id}/receive`, 'tax'],
  ['POST', '/api/exchange-files', 'deputy manager tax'],
  ['POST', `/api/intents/${id}/reconcile`, 'deputy manager'],
  ['POST', '/api/search', 'operator1 deputy manager auditor tax'],
  ['POST', `/api/debtors/${id}/reveal`, 'operator1 deputy manager auditor tax'],
  ['POST', '/api/receivables', 'manager admin'],
  ['PATCH', '/api/receivables/city_tax', 'manager admin'],
  ['GET', '/api/receivables/city_tax/late-charges', roles.join(' ')],
  ['PUT', '/api/receivables/city_tax/late-charges/2026-04-01', 'manager admin'],
  ['DELETE', '/api/receivables/city_tax/late-charges/2026-04-01', 'manager admin'],
];

test.each(matrix)('%s %s opens for %s only', async (method, url, may) => {
  for (const role of roles) {
    const { status, body } = await desks.get(role)!.send(method, url, method === 'GET' ? undefined : []);
    expect([role, status === 403 && body.code === 'forbidden' ? 'forbidden' : 'open']).toEqual([
      role,
      may.split(' ').includes(role) ? 'open' : 'forbidden',
    ]);
    expect(status).toBeLessThan(500);
  }
});

interface Described {
  paths: Record<string, Record<string, { requestBody?: unknown; parameters?: { in: string; name: string }[] }>>;
}

/** Every route that the API itself describes, with that id in its path. */
function described(pathId: string): { method: Method; url: string; hasBody: boolean; hasId: boolean }[] {
  const { paths } = JSON.parse(JSON.stringify(centre.app.swagger())) as Described;
  return Object.entries(paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, { requestBody, parameters }]) => ({
      method: verb.toUpperCase() as Method,
      url: path
        .replace('{code}', 'unknown')
        .replace('{verb}', 'receive')
        .replace(/\{\w+\}/g, pathId),
      hasBody: requestBody !== undefined && !path.endsWith('/exchange-files'),
      hasId: /\{(id|claimId)\}/.test(path) && (parameters ?? []).some((parameter) => parameter.in === 'path'),
    })),
  );
}

async function answers(method: Method, url: string, body?: unknown) {
  const all = [];
  for (const role of ['manager', 'operator1', 'tax']) all.push(await desks.get(role)!.send(method, url, body));
  return all;
}

test('every route that takes a body refuses garbage with a typed problem in both languages', async () => {
  const routes = described(id).filter(({ hasBody }) => hasBody);
  expect(routes.length).toBeGreaterThan(15);
  for (const { method, url } of routes) {
    for (const garbage of [[], 'garbage', 17, { text: 5, version: 'x', round: 9 }]) {
      const replies = await answers(method, url, garbage);
      const codes = replies.map(({ status, body }) => `${status} ${body.code}`);
      if (!codes.includes('400 bad_request') && !url.endsWith('/receivables/unknown'))
        throw new Error(`${method} ${url} ${JSON.stringify(garbage)}: ${codes.join()}`);
      for (const { status, body } of replies) {
        expect([url, status < 500]).toEqual([url, true]);
        expect(body).toMatchObject({
          code: expect.any(String),
          message_ja: expect.any(String),
          message_en: expect.any(String),
          request_id: expect.any(String),
        });
      }
    }
  }
});

test('a body that is no JSON, or of another type, is a bad request', async () => {
  const { cookie, csrf } = desks.get('operator1')!;
  for (const [type, payload] of [
    ['application/json', '{'],
    ['text/plain', 'x'],
    ['application/xml', '<a/>'],
  ] as const) {
    const headers = { cookie, 'x-csrf-token': csrf, 'content-type': type };
    const reply = await centre.app.inject({ method: 'POST', url: '/api/search', headers, payload });
    expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([400, 'bad_request']);
  }
});

test('an id that is no id is a bad request everywhere, and an unknown one is not found', async () => {
  for (const { method, url } of described('garbage').filter(({ hasId }) => hasId))
    for (const { status } of await answers(method, url, method === 'GET' ? undefined : {}))
      expect([url, [400, 403].includes(status)]).toEqual([url, true]);
  const unknown = randomUUID();
  for (const [method, url, body, role] of [
    ['GET', `/api/accounts/${unknown}`, undefined, 'operator1'],
    ['GET', `/api/accounts/${unknown}/run`, undefined, 'operator1'],
    ['GET', `/api/calls/${unknown}`, undefined, 'operator1'],
    ['POST', `/api/calls/${unknown}/hang-up`, undefined, 'operator1'],
    ['POST', `/api/debtors/${unknown}/reveal`, { field: 'name' }, 'operator1'],
    ['GET', `/api/letter-batches/${unknown}/pdf`, undefined, 'operator1'],
    ['POST', `/api/letter-batches/${unknown}/printed`, undefined, 'operator1'],
    ['GET', `/api/letters/${unknown}/envelope`, undefined, 'operator1'],
    ['POST', `/api/letters/${unknown}/checks`, { round: 1, result: 'match' }, 'operator1'],
    ['POST', `/api/letters/${unknown}/pull`, { reason: '試験' }, 'operator1'],
    ['POST', `/api/delivery-notes/${unknown}/receive`, undefined, 'tax'],
    ['GET', `/api/delivery-notes/${unknown}/pdf`, undefined, 'tax'],
    ['POST', `/api/messages/${unknown}/receive`, {}, 'tax'],
    ['POST', `/api/hand-overs/${unknown}/receive`, {}, 'tax'],
    ['GET', `/api/exchange-files/${unknown}/errors`, undefined, 'deputy'],
    ['POST', `/api/exchange-files/${unknown}/commit`, undefined, 'deputy'],
    ['POST', `/api/intents/${unknown}/reconcile`, { went_out: true }, 'deputy'],
    ['POST', '/api/letter-batches', { receivable_code: 'unknown' }, 'deputy'],
    ['POST', '/api/delivery-notes', { department_code: 'unknown' }, 'deputy'],
    ['PATCH', '/api/receivables/unknown', {}, 'manager'],
    ['GET', `/api/rule-versions/${unknown}`, undefined, 'manager'],
    ['POST', '/api/rule-versions', { like: unknown }, 'manager'],
    ['POST', `/api/rule-versions/${unknown}/check`, undefined, 'manager'],
    ['POST', `/api/rule-versions/${unknown}/approve`, { content_hash: 'x' }, 'deputy'],
    ['POST', `/api/channel-stops/${unknown}/end`, { reason: '試験' }, 'deputy'],
    ['GET', `/api/rule-migrations/${unknown}`, undefined, 'manager'],
    ['POST', '/api/rule-migrations', { to_version_id: unknown, reason: '試験' }, 'manager'],
    ['POST', `/api/rule-migrations/${unknown}/approve`, { items_hash: 'x' }, 'deputy'],
    ['GET', '/api/nothing', undefined, 'operator1'],
  ] as const) {
    const { status, body: problem } = await desks.get(role)!.send(method, url, body);
    expect([url, status, problem.code]).toEqual([url, 404, 'not_found']);
  }
});

test('a clerk sees the own department only', async () => {
  const account = await anAccount(db, { at: new Date('2026-11-20T00:00:00Z'), receivable: 'care' });
  for (const path of [`accounts/${account.accountId}`, `accounts/${account.accountId}/runs`]) {
    const theirs = await desks.get('tax')!.get(`/api/${path}`);
    expect(theirs).toMatchObject({ status: 403, body: { code: 'other_department' } });
  }
  const revealed = await desks.get('tax')!.post(`/api/debtors/${account.debtorId}/reveal`, { field: 'name' });
  expect(revealed).toMatchObject({ status: 403, body: { code: 'other_department' } });
  const care = await login(centre.app, 'care');
  expect(await care.get(`/api/accounts/${account.accountId}`)).toMatchObject({ status: 200 });
  expect((await desks.get('tax')!.get<unknown[]>('/api/accounts')).body).toEqual([]);
  expect((await care.get<unknown[]>('/api/accounts')).body).toHaveLength(1);
});

test('receipts of texts need the provider’s secret', async () => {
  const body = {
    results: [{ id: 'unknown', result: 'received', carrier: null, result_at: '2026-11-26T10:00:00+09:00' }],
  };
  for (const [secret, status] of [
    [undefined, 403],
    ['wrong', 403],
    ['callback', 204],
  ] as const) {
    const headers = secret ? { 'x-callback-secret': secret } : {};
    const reply = await centre.app.inject({ method: 'POST', url: '/api/sms-receipts', headers, payload: body });
    expect(reply.statusCode).toBe(status);
  }
});

test('health needs no login; ready says so', async () => {
  const alive = await centre.app.inject({ url: '/healthz' });
  expect([alive.statusCode, alive.json()]).toEqual([200, { alive: true }]);
  const ready = await centre.app.inject({ url: '/readyz' });
  expect([ready.statusCode, ready.json()]).toEqual([200, { ready: true }]);
  expect((await centre.app.inject({ url: '/api/status' })).json()).toMatchObject({
    counts: null,
    session: { holiday_name: null },
  });
});

test('not ready names the database when it is lost, while alive stays alive', async () => {
  const { hostname, port } = new URL(url);
  const open = new Set<Socket>();
  const wire = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) open.add(socket.on('error', () => undefined));
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve));
  const through = new URL(url);
  through.host = `127.0.0.1:${(wire.address() as AddressInfo).port}`;
  const cut = createDatabase(through.href);
  const own = await buildApp({ ...centre.app.deps, db: cut });
  expect((await own.inject({ url: '/readyz' })).statusCode).toBe(200);

  wire.close();
  for (const socket of open) socket.destroy();
  const lost = await own.inject({ url: '/readyz' });
  expect([lost.statusCode, lost.json()]).toEqual([
    503,
    expect.objectContaining({ code: 'not_ready', params: { reason: 'database' } }),
  ]);
  expect((await own.inject({ url: '/healthz' })).statusCode).toBe(200);
  await own.close();
  await cut.end();
});
