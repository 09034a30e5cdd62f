import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import proto from '@temporalio/proto';
import pino from 'pino';
import { archiveRuns } from '../../activities/archive/archive.ts';
import { relayOnce } from '../../activities/relay.ts';
import type { AccountRun, AccountRuns } from '../../api/schemas/account-run.ts';
import type { Wire } from '../../admin-ui/providers/status.ts';
import { accountWorkflowId } from '../../workflows/ids.ts';
import { openApp, type TestApp } from '../helpers/app.ts';
import { testDatabase } from '../helpers/database.ts';
import { login } from '../helpers/desk.ts';
import { anAccount, type SeededAccount } from '../helpers/facts.ts';
import { devServer } from '../helpers/temporal.ts';

let centre: TestApp;
afterAll(() => centre.stop());
const { db } = await testDatabase();
const env = await devServer();
const pages = 'http://localhost:8233';
let account: SeededAccount;
let path: string;
let live: Wire<AccountRun>;

beforeAll(async () => {
  centre = await openApp({ db, env, worker: true, temporalUiUrl: pages, codecToken: 'for the command line' });
  account = await anAccount(db, { at: await centre.clock.now(), receivable: 'city_tax' });
  path = `/api/accounts/${account.accountId}/runs`;
  const { temporal: client } = centre.app.deps;
  await relayOnce({ db, client, installation: 'test', log: pino({ level: 'silent' }) }, 'unstarted');
  while (!(await db.query('SELECT FROM account WHERE decided_version = fact_version')).rowCount) await pause(50);
}, 60_000);

const handle = () =>
  centre.app.deps.temporal.workflow.getHandle(
    accountWorkflowId({ installation: 'test', receivable: 'city_tax', accountId: account.accountId, episodeNo: 1 }),
  );
const wireEvents = ({ events }: Wire<AccountRun>) => events.map(({ type }) => type);

describe('the runs of an account', () => {
  test('are listed and read from Temporal while it has them, payloads in clear', async () => {
    const operator = await login(centre.app, 'operator1');
    const { body } = await operator.get<Wire<AccountRuns>>(path);
    expect(body).toMatchObject({
      temporal_away: false,
      runs: [{ episode_no: 1, status: 'RUNNING', live: true, archived_at: null }],
    });
    live = (await operator.get<Wire<AccountRun>>(`${path}/${body.runs[0]!.run_id}`)).body;
    expect(live).toMatchObject({ source: 'live', sha256: null, temporal_url: null });
    expect(live.events[0]).toMatchObject({
      type: 'workflow execution started',
      content: { workflowType: { name: 'account' }, input: [account.episodeId] },
    });
    expect(JSON.stringify(live.events)).toContain('"kind":"wait"');
  });

  test('link auditors to the page of Temporal', async () => {
    const auditor = await login(centre.app, 'auditor');
    const { body } = await auditor.get<Wire<AccountRun>>(`${path}/${live.run_id}`);
    expect(body.temporal_url).toBe(
      `${pages}/namespaces/default/workflows/${encodeURIComponent(live.workflow_id)}/${live.run_id}/history`,
    );
  });

  test('are read alike from the copy when Temporal knows them no more', async () => {
    const { temporal: client } = centre.app.deps;
    await handle().terminate();
    while ((await archiveRuns({ db, client, installation: 'test' }, () => undefined)).archived === 0) await pause(100);
    // The same history under an id that this Temporal does not have, as after its retention.
    const gone = randomUUID();
    for (const [table, columns] of [
      ['closed_run', 'namespace_id, workflow_id, workflow_type, status, account_id, episode_no, started_at'],
      ['run_archive', 'events, bytes, sha256, history'],
    ])
      await db.query(
        `INSERT INTO ${table} (run_id, closed_at, ${columns}) SELECT $1, closed_at, ${columns} FROM ${table} WHERE run_id = $2`,
        [gone, live.run_id],
      );
    const auditor = await login(centre.app, 'auditor');
    const { runs } = (await auditor.get<Wire<AccountRuns>>(path)).body;
    expect(runs.find(({ run_id }) => run_id === live.run_id)).toMatchObject({ status: 'TERMINATED', live: true });
    expect(runs.find(({ run_id }) => run_id === gone)).toMatchObject({ status: 'TERMINATED', live: false });
    const { body: copy } = await auditor.get<Wire<AccountRun>>(`${path}/${gone}`);
    expect(copy).toMatchObject({ source: 'archived', temporal_url: null, live: false });
    expect(copy.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(wireEvents(copy)).toEqual([...wireEvents(live), 'workflow execution terminated']);
    expect(copy.events.slice(0, -1)).toEqual(live.events);
    const { rows } = await db.query(
      `SELECT count(*)::integer AS views FROM operation_log WHERE target_kind = 'account_run'`,
    );
    expect(rows).toEqual([{ views: 3 }]);
  });

  test('of another department stay closed, and an unknown run is not found', async () => {
    const clerk = await login(centre.app, 'childcare');
    expect((await clerk.get(path)).body.code).toBe('other_department');
    expect((await clerk.get(`${path}/${live.run_id}`)).body.code).toBe('other_department');
    const auditor = await login(centre.app, 'auditor');
    expect((await auditor.get(`${path}/no-run`)).status).toBe(404);
  });
});

describe("the codec of Temporal's own pages", () => {
  const decode = (headers: Record<string, string>, payloads: unknown) =>
    centre.app.inject({
      method: 'POST',
      url: '/codec/decode',
      headers: { 'content-type': 'application/json', ...headers },
      payload: JSON.stringify({ payloads }),
    });

  async function sealed() {
    const { temporal } = centre.app.deps;
    const json = { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('{"yen":30000}') };
    const [payload] = await temporal.options.loadedDataConverter.payloadCodecs[0]!.encode([json]);
    return proto.temporal.api.common.v1.Payload.create(payload).toJSON();
  }

  test('decrypts for an auditor and an administrator, who are logged, and for nobody else', async () => {
    const payload = await sealed();
    for (const [name, status] of [
      ['auditor', 200],
      ['admin', 200],
      ['manager', 403],
      ['operator1', 403],
    ] as const) {
      const { cookie } = await login(centre.app, name);
      const reply = await decode({ cookie, origin: pages, 'x-namespace': 'default' }, [payload, payload]);
      expect([name, reply.statusCode]).toEqual([name, status]);
      if (status !== 200) continue;
      expect(reply.headers).toMatchObject({
        'access-control-allow-origin': pages,
        'access-control-allow-credentials': 'true',
      });
      const [decoded] = reply.json<{ payloads: { data: string }[] }>().payloads;
      expect(Buffer.from(decoded!.data, 'base64').toString()).toBe('{"yen":30000}');
    }
    expect((await decode({ origin: pages }, [payload])).statusCode).toBe(401);
    const { rows } = await db.query(`SELECT count FROM operation_log WHERE target_kind = 'workflow_payload'`);
    expect(rows).toEqual([{ count: 2 }, { count: 2 }]);
  });

  test('takes the bearer token of the command line, and no other', async () => {
    const payload = await sealed();
    expect((await decode({ authorization: 'Bearer for the command line' }, [payload])).statusCode).toBe(200);
    expect((await decode({ authorization: 'Bearer for the command lime' }, [payload])).statusCode).toBe(401);
    expect((await decode({ authorization: 'Bearer ' }, [payload])).statusCode).toBe(401);
  });

  test('answers no other page, and leaves what no key fits as it is', async () => {
    const { cookie } = await login(centre.app, 'auditor');
    const foreign = {
      metadata: { encoding: Buffer.from('binary/encrypted').toString('base64'), 'encryption-key-id': 'b2xk' },
      data: 'AAAA',
    };
    expect((await decode({ cookie, origin: 'http://elsewhere.example' }, [foreign])).statusCode).toBe(403);
    expect((await decode({ cookie }, [foreign])).json()).toEqual({ payloads: [foreign] });
    expect((await decode({ cookie }, [{ data: 'no base64!' }])).statusCode).toBe(400);
    const preflight = await centre.app.inject({ method: 'OPTIONS', url: '/codec/decode', headers: { origin: pages } });
    expect(preflight.statusCode).toBe(204);
    expect(preflight.headers['access-control-allow-headers']).toContain('x-namespace');
  });
});
