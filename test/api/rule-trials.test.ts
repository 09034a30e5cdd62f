import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Wire } from '../../admin-ui/providers/status.ts';
import type { AccountPage } from '../../api/schemas/account.ts';
import type { RuleTrial, RuleTrialRow } from '../../api/schemas/rule-trial.ts';
import type { RuleVersion } from '../../api/schemas/rule-version.ts';
import { activateRules } from '../../activities/rule-activation.ts';
import { addDays, dateOf, instantAt } from '../../domain/time.ts';
import { transaction } from '../../prisma/database.ts';
import { recordContact } from '../../records/contact.ts';
import { openApp, type TestApp } from '../helpers/app.ts';
import { until } from '../helpers/calls.ts';
import { testDatabase } from '../helpers/database.ts';
import { type Desk, listUrl, login } from '../helpers/desk.ts';
import { anAccount } from '../helpers/facts.ts';
import { activeVersion, aSimulation } from '../helpers/rules.ts';
import { devServer } from '../helpers/temporal.ts';

let centre: TestApp;
let today: string;
const desks = new Map<string, Desk>();
afterAll(() => centre.stop());
const { db } = await testDatabase();
const env = await devServer();

beforeAll(async () => {
  centre = await openApp({ db, env, worker: true });
  today = dateOf(await centre.clock.now());
  for (const name of ['manager', 'deputy', 'operator1', 'care', 'tax']) desks.set(name, await login(centre.app, name));
}, 60_000);

const desk = (name: string) => desks.get(name)!;
const read = async (id: string, name = 'manager') =>
  (await desk(name).get<Wire<RuleTrial>>(`/api/rule-trials/${id}`)).body;
const verb = (name: string, id: string, path: string, body: unknown) =>
  desk(name).post(`/api/rule-trials/${id}/${path}`, body);

async function aChallenger(restAfterHold: number): Promise<Wire<RuleVersion>> {
  const { id: like, content } = await activeVersion(db, 'care');
  const { body } = await desk('manager').post<{ id: string }>('/api/rule-versions', { like });
  const url = `/api/rule-versions/${body.id}`;
  await desk('manager').send('PATCH', url, { revision: 1, content: { ...content, restAfterHold } });
  await desk('manager').post(`${url}/check`);
  await aSimulation(db, body.id, await centre.clock.now());
  return (await desk('manager').get<Wire<RuleVersion>>(url)).body;
}

function terms({ id, content_hash }: Wire<RuleVersion>, change: Record<string, unknown> = {}) {
  return {
    ...{ challenger_version_id: id, content_hash, share_percent: 50, minimum_sample: 10, stop_measures: ['contact'] },
    ...{ from_day: addDays(today, 1), until_day: addDays(today, 30), reason: '比べる', ...change },
  };
}

test('terms that cannot be are refused with words in both languages, and nothing is kept', async () => {
  const challenger = await aChallenger(4);
  const ask = (change: Record<string, unknown>) => desk('manager').post('/api/rule-trials', terms(challenger, change));
  for (const [change, code, ja] of [
    [{ share_percent: 60 }, 'trial_share', '50%'],
    [{ share_percent: 0 }, 'trial_share', '50%'],
    [{ from_day: today }, 'trial_day', '明日'],
    [{ until_day: today }, 'trial_day', '明日'],
    [{ minimum_sample: 0 }, 'trial_sample', '世帯'],
    [{ stop_measures: [] }, 'trial_stop_rule', '停止'],
  ] as const) {
    const { status, body } = await ask(change);
    expect([status, body.code]).toEqual([422, code]);
    expect(body.message_ja).toContain(ja);
    expect(body.message_en).toMatch(/^[A-Z]/);
  }
  expect((await ask({ content_hash: 'another' })).body.code).toBe('rule_hash');
  expect((await ask({ reason: ' ' })).status).toBe(400);
  expect((await desk('deputy').post('/api/rule-trials', terms(challenger))).status).toBe(403);
  expect((await desk('manager').get<RuleTrialRow[]>(listUrl('rule-trials', {}))).body).toEqual([]);
});

test('a trial goes from request over approval and its first day to its stop rule, which the reconciler looks at', async () => {
  const challenger = await aChallenger(5);
  const { status, body } = await desk('manager').post<{ id: string }>('/api/rule-trials', terms(challenger));
  expect(status).toBe(201);
  const { id } = body;
  const another = await desk('manager').post('/api/rule-trials', terms(await aChallenger(6)));
  expect([another.status, another.body.code]).toEqual([409, 'trial_other']);
  expect(await read(id, 'deputy')).toMatchObject({ state: 'requested', share_percent: 50, may_approve: true });
  expect([(await read(id)).may_approve, (await read(id, 'tax')).may_approve]).toEqual([false, false]);

  const { content_hash } = await read(id);
  expect((await verb('manager', id, 'approve', { content_hash })).status).toBe(403);
  expect((await verb('tax', id, 'approve', { content_hash })).body).toMatchObject({ params: { refusal: 'no_right' } });
  expect((await verb('care', id, 'approve', { content_hash: 'another' })).body.code).toBe('rule_hash');
  expect((await verb('care', id, 'approve', { content_hash })).status).toBe(204);
  expect((await verb('deputy', id, 'approve', { content_hash })).status).toBe(409);
  expect((await verb('manager', id, 'withdraw', { reason: '遅い' })).status).toBe(409);

  await activateRules(db, instantAt(addDays(today, 1), '00:01'));
  const at = await centre.clock.now();
  const arms = { champion: 0, challenger: 0 };
  while (Math.min(arms.champion, arms.challenger) < 10) {
    const { accountId } = await anAccount(db, { at, receivable: 'care' });
    const page = (name: string) => desk(name).get<Wire<AccountPage>>(`/api/accounts/${accountId}`);
    const { trial, episode } = (await page('manager')).body;
    expect(trial).toMatchObject({ id, state: 'running' });
    const { arm } = trial!;
    expect(episode!.rule_version).toBe(arm === 'champion' ? 1 : challenger.version);
    if (arms[arm] === 0) expect((await page('operator1')).body.trial).toBeNull();
    arms[arm] += 1;
    const talked = { outcome: 'talked_no_promise', spokeWith: 'self' } as const;
    await transaction(db, (tx) =>
      recordContact(
        tx,
        { kind: 'system' },
        { accountId, kind: 'call', at, ...(arm === 'champion' ? talked : { outcome: 'no_answer' }) },
      ),
    );
  }
  const running = await read(id);
  expect(running.effect.verdicts).toMatchObject({ contact: 'worse' });
  expect(running.effect.arms.champion).toMatchObject({ households: arms.champion, calls_reached: arms.champion });

  await until(async () => {
    await env.client.workflow
      .start('reconcile', { taskQueue: 'test/main', workflowId: 'test/reconcile' })
      .catch(() => undefined); // one is running
    return (await read(id)).state === 'ended';
  });
  const ended = await read(id);
  expect(ended).toMatchObject({ end_cause: 'stop_rule', ended_by_name: null, judged_on: today });
  expect(ended.stop_evidence).toMatchObject({ measure: 'contact', households: arms });
});

test('a trial is ended at once by one person with a reason, and a request is taken or sent back', async () => {
  const ask = async (rest: number) => {
    const { body } = await desk('manager').post<{ id: string }>('/api/rule-trials', terms(await aChallenger(rest)));
    return body.id;
  };
  const sentBack = await ask(7);
  expect((await verb('deputy', sentBack, 'decline', { reason: '短い' })).status).toBe(204);
  expect(await read(sentBack)).toMatchObject({ state: 'discarded', end_cause: 'declined', end_reason: '短い' });
  const takenBack = await ask(8);
  expect((await verb('manager', takenBack, 'end', { reason: 'やめる' })).status).toBe(409);
  expect((await verb('manager', takenBack, 'withdraw', { reason: '直す' })).status).toBe(204);
  const id = await ask(9);
  await verb('deputy', id, 'approve', { content_hash: (await read(id)).content_hash });
  expect((await verb('operator1', id, 'end', { reason: 'やめる' })).status).toBe(403);
  expect((await verb('deputy', id, 'end', { reason: '苦情' })).status).toBe(204);
  expect((await verb('deputy', id, 'end', { reason: '苦情' })).status).toBe(409);
  expect(await read(id)).toMatchObject({ state: 'ended', end_cause: 'person', end_reason: '苦情', started_at: null });
});
