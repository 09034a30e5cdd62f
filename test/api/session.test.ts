import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openApp, type TestApp } from '../helpers/app.ts';
import { testDatabase } from '../helpers/database.ts';
import { login, tryLogin } from '../helpers/desk.ts';
import { devServer } from '../helpers/temporal.ts';

let centre: TestApp;
afterAll(() => centre.stop());
const { db } = await testDatabase();
const env = await devServer();
beforeAll(async () => void (centre = await openApp({ db, env })), 60_000);

async function logged(kind: string): Promise<number> {
  const { rows } = await db.query<{ n: number }>('SELECT count(*) AS n FROM operation_log WHERE function = $1', [kind]);
  return rows[0]!.n;
}

test('a person logs in and is told who he is and what he may do', async () => {
  const { status, body } = await tryLogin(centre.app, 'operator1');
  expect(status).toBe(200);
  expect(body.staff).toMatchObject({ role: 'operator', seat: 1 });
  expect(JSON.stringify(body)).not.toContain('password');
  expect(await logged('login')).toBeGreaterThan(0);
});

test('the cookie is out of reach of scripts and other sites', async () => {
  const reply = await centre.app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { login: 'operator1', password: 'Oshirase-2026' },
  });
  expect(reply.headers['set-cookie']).toMatch(/HttpOnly/i);
  expect(reply.headers['set-cookie']).toMatch(/SameSite=(Lax|Strict)/i);
});

test('a wrong password and an unknown login get the same answer', async () => {
  const wrong = await tryLogin(centre.app, 'operator2', 'wrong');
  const unknown = await tryLogin(centre.app, 'nobody', 'wrong');
  expect(wrong).toMatchObject({ status: 401, body: { code: 'login_failed' } });
  expect(unknown.body['message_ja']).toBe(wrong.body['message_ja']);
  expect(await logged('login_failed')).toBe(2);
});

test('the fifth failure in a row locks the login, even for the right password', async () => {
  for (let tries = 1; tries <= 5; tries += 1)
    expect(await tryLogin(centre.app, 'operator3', 'wrong')).toMatchObject({ status: 401 });
  expect(await tryLogin(centre.app, 'operator3')).toMatchObject({
    status: 429,
    body: { code: 'locked_out', params: { minutes: 15 } },
  });
  expect(await tryLogin(centre.app, 'operator4')).toMatchObject({ status: 200 });
});

test('a success in between begins the count anew', async () => {
  for (let tries = 1; tries <= 4; tries += 1) await tryLogin(centre.app, 'operator5', 'wrong');
  expect(await tryLogin(centre.app, 'operator5')).toMatchObject({ status: 200 });
  await tryLogin(centre.app, 'operator5', 'wrong');
  expect(await tryLogin(centre.app, 'operator5')).toMatchObject({ status: 200 });
});

test('a lock ends by itself after its minutes', async () => {
  await db.query(
    `UPDATE staff SET failed_logins = 5, locked_until = clock_timestamp() - interval '1 second' WHERE login = 'operator6'`,
  );
  expect(await tryLogin(centre.app, 'operator6')).toMatchObject({ status: 200 });
});

test('a change without the CSRF token, or with another session’s, is refused', async () => {
  const one = await login(centre.app, 'operator1');
  const two = await login(centre.app, 'operator2');
  for (const token of [undefined, 'garbage', two.csrf]) {
    const headers = { cookie: one.cookie, ...(token ? { 'x-csrf-token': token } : {}) };
    const reply = await centre.app.inject({ method: 'POST', url: '/api/tasks/next', headers });
    expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([403, 'csrf']);
  }
});

test('without a session every noun is closed, and a forged cookie opens nothing', async () => {
  for (const cookie of ['', 'oshirase=forged.forged']) {
    const reply = await centre.app.inject({ method: 'GET', url: '/api/accounts', headers: { cookie } });
    expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([401, 'not_logged_in']);
  }
});

test('after logging out the cookie opens nothing', async () => {
  const desk = await login(centre.app, 'operator1');
  expect(await desk.get('/api/session')).toMatchObject({ status: 200 });
  expect(await desk.send('DELETE', '/api/session')).toMatchObject({ status: 204 });
  expect(await desk.get('/api/session')).toMatchObject({ status: 401, body: { code: 'not_logged_in' } });
});

test('somebody who has left is logged out at once', async () => {
  const desk = await login(centre.app, 'operator7');
  await db.query(`UPDATE staff SET active = false WHERE login = 'operator7'`);
  expect(await desk.get('/api/session')).toMatchObject({ status: 401 });
  expect(await tryLogin(centre.app, 'operator7')).toMatchObject({ status: 401 });
});
