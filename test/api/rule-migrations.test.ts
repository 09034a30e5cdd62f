import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { RuleMigration, RuleMigrationItemRow } from '../../api/schemas/rule-migration.ts';
import type { Wire } from '../../admin-ui/providers/status.ts';
import { instantAt } from '../../domain/time.ts';
import { openApp, type TestApp } from '../helpers/app.ts';
import { until } from '../helpers/calls.ts';
import { testDatabase } from '../helpers/database.ts';
import { type Desk, listUrl, login } from '../helpers/desk.ts';
import { aHold, anAccount, paymentsReach, type SeededAccount } from '../helpers/facts.ts';
import { activeVersion, otherRules } from '../helpers/rules.ts';
import { devServer } from '../helpers/temporal.ts';

let centre: TestApp;
let target: string;
const desks = new Map<string, Desk>();
const accounts: SeededAccount[] = [];
afterAll(() => centre.stop());
const { db } = await testDatabase();
const env = await devServer();

beforeAll(async () => {
  centre = await openApp({ db, env, worker: true });
  const at = instantAt('2026-11-24', '07:00');
  await paymentsReach(db, 'care', await centre.clock.now());
  for (const phones of [['0250001001'], ['0250001002'], []])
    accounts.push(await anAccount(db, { at, receivable: 'care', phones }));
  await aHold(db, { ...accounts[2]!, kind: 'instalments', from: '2026-11-01', until: '2026-12-10' });
  const { content } = await activeVersion(db, 'care');
  const steps = content.steps.map((step) => (step.no === 1 ? { ...step, session: 'evening' as const } : step));
  target = await otherRules(db, 'care', { steps });
  for (const name of ['manager', 'deputy', 'care', 'tax']) desks.set(name, await login(centre.app, name));
}, 60_000);

const desk = (name: string) => desks.get(name)!;
const move = async (id: string) => (await desk('deputy').get<Wire<RuleMigration>>(`/api/rule-migrations/${id}`)).body;
const items = async (id: string, name = 'deputy') =>
  (
    await desk(name).get<Wire<RuleMigrationItemRow>[]>(
      listUrl('rule-migration-items', { filter: { migration_id: id } }),
    )
  ).body;

test('three running accounts are previewed, approved by a second person and moved; their timers are listed', async () => {
  const { body } = await desk('manager').post<{ id: string }>('/api/rule-migrations', {
    to_version_id: target,
    reason: '夜間へ',
  });
  await until(async () => (await move(body.id)).state === 'previewed');
  const previewed = await move(body.id);
  expect(previewed).toMatchObject({ accounts: 3, moved: 0, may_approve: true });
  const listed = await items(body.id);
  const ofHeld = listed.find(({ account_id }) => account_id === accounts[2]!.accountId);
  expect(ofHeld).toMatchObject({
    before: { act: 'wait', waiting_for: 'hold', until: '2026-12-10T15:00:00.000Z' },
    after: { act: 'wait', waiting_for: 'hold', until: '2026-12-10T15:00:00.000Z' },
    state: 'previewed',
    from_version: 1,
  });
  expect(await items(body.id, 'care')).toHaveLength(3);
  expect(await items(body.id, 'tax')).toEqual([]);

  const url = `/api/rule-migrations/${body.id}/approve`;
  const approval = { items_hash: previewed.items_hash };
  expect((await desk('manager').post(url, approval)).status).toBe(403);
  expect((await desk('tax').post(url, approval)).body).toMatchObject({ params: { refusal: 'no_right' } });
  expect((await desk('care').post(url, { items_hash: 'another' })).body.code).toBe('rule_hash');
  expect((await desk('care').post(url, approval)).status).toBe(204);
  expect((await desk('deputy').post(url, approval)).status).toBe(409);

  await until(async () => {
    // The run of the preview may still be ending, then the reconciler starts the moves.
    await env.client.workflow
      .start('reconcile', { taskQueue: 'test/main', workflowId: 'test/reconcile' })
      .catch(() => undefined);
    return (await move(body.id)).state === 'done';
  });
  expect(await move(body.id)).toMatchObject({ accounts: 3, moved: 3, skipped: 0 });
  expect((await items(body.id)).map(({ state }) => state)).toEqual(['moved', 'moved', 'moved']);
  const { rows } = await db.query<{ rule_version_id: string }>(
    'SELECT DISTINCT rule_version_id FROM episode WHERE account_id = ANY($1::uuid[])',
    [accounts.map(({ accountId }) => accountId)],
  );
  expect(rows).toEqual([{ rule_version_id: target }]);
});

test('one account alone may be moved, and an unknown version cannot be moved to', async () => {
  const again = await otherRules(db, 'care', { restAfterHold: 9 });
  const { body } = await desk('manager').post<{ id: string }>('/api/rule-migrations', {
    to_version_id: again,
    account_ids: [accounts[0]!.accountId],
    reason: '試す',
  });
  await until(async () => (await move(body.id)).state === 'previewed');
  expect((await items(body.id)).map(({ account_id }) => account_id)).toEqual([accounts[0]!.accountId]);
  const old = await desk('manager').post('/api/rule-migrations', { to_version_id: target, reason: '試す' });
  expect([old.status, old.body.code]).toEqual([404, 'not_found']);
});
