import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { instantAt } from '../../domain/time.ts';
import { METRICS_TOKEN, openApp, type TestApp } from '../helpers/app.ts';
import { testDatabase } from '../helpers/database.ts';
import { type Desk, login } from '../helpers/desk.ts';
import { paymentsReach } from '../helpers/facts.ts';
import { fillDisk } from '../helpers/full-disk.ts';
import { aTask } from '../helpers/queue.ts';
import { aResult, claimed } from '../helpers/results.ts';
import { devServer } from '../helpers/temporal.ts';

let centre: TestApp;
let operator: Desk;
afterAll(() => centre.stop());
const { db, owner } = await testDatabase();
const env = await devServer();
const GIB = 1_024 ** 3;
let free = 50 * GIB;

beforeAll(async () => {
  centre = await openApp({ db, env, diskFree: async () => free });
  await paymentsReach(db, 'city_tax', instantAt('2026-11-26', '06:00'));
  operator = await login(centre.app, 'operator1');
}, 60_000);

async function written(): Promise<unknown> {
  const { rows } = await db.query(
    `SELECT (SELECT count(*) FROM contact) AS contacts, (SELECT count(*) FROM ledger) AS ledger, (SELECT count(*) FROM nudge) AS nudges,
            (SELECT sum(fact_version) FROM account) AS facts, (SELECT count(*) FROM task WHERE state = 'open') AS tasks`,
  );
  return rows;
}

test('a result that does not fit on the disk says what to do and leaves nothing; with room again the same press records it', async () => {
  const task = await aTask(db, { household: 'H1', priority: 1 });
  const found = await claimed(operator, task.taskId);
  const before = await written();
  const record = () => operator.post(`/api/cases/${found.claim.claim_id}/result`, aResult(found, task));
  const makeRoom = await fillDisk(owner, 'ledger');
  const { status, body } = await record();
  expect({ status, code: body.code }).toEqual({ status: 507, code: 'disk_full' });
  expect(body['message_ja']).toContain('管理者に連絡し、空きができてから');
  expect(body['message_en']).toContain('There is no room on the disk');
  await makeRoom();
  expect(await written()).toEqual(before);
  expect((await record()).status).toBe(200);
});

test.each([
  [50 * GIB, 200, 'ok', 0],
  [4 * GIB, 200, 'warn', 1],
  [0.5 * GIB, 200, 'bad', 2],
  [0.05 * GIB, 503, 'bad', 2],
])(
  'with %d bytes left /readyz answers %d; the operations page and the metrics say %s',
  async (left, ready, state, level) => {
    free = left;
    const reply = await centre.app.inject('/readyz');
    expect(reply.statusCode).toBe(ready);
    if (ready === 503) expect(reply.json()).toMatchObject({ code: 'not_ready', params: { reason: 'disk' } });
    const manager = await login(centre.app, 'manager');
    const { body } = await manager.get<{ checks: { code: string; state: string }[] }>('/api/system');
    expect(body.checks.find(({ code }) => code === 'disk')).toMatchObject({ state });
    const metrics = await centre.app.inject({ url: '/metrics', headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
    expect(metrics.body).toContain(`oshirase_state{check="disk"} ${level}`);
    expect(metrics.body).toContain(`oshirase_disk_free_bytes ${left}`);
  },
);
