import { beforeAll, describe, expect, test } from '@jest/globals';
import type { AccountResult, TracedDay } from '../../api/schemas/simulation.ts';
import { openBooks } from '../../activities/books.ts';
import { createSimulationActivities } from '../../activities/simulation/activities.ts';
import type { RuleSet } from '../../domain/rules.ts';
import type { BookResult } from '../../domain/simulation/book.ts';
import { instantAt } from '../../domain/time.ts';
import { transaction } from '../../prisma/database.ts';
import { draftLike, editDraft } from '../../records/rule-version.ts';
import { endSimulation, requestSimulation } from '../../records/simulation.ts';
import { testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';
import { anAccount, aPayment, paymentsReach } from '../helpers/facts.ts';

const { db } = await testDatabase();
const at = instantAt('2026-11-26', '10:00');
const clock = { now: async () => at, offsetMs: async () => 0 };
const { runSimulation } = createSimulationActivities({ db, clock, books: openBooks() });
let staffId: string;
let accounts: string[];

beforeAll(async () => {
  await testCity(db);
  await paymentsReach(db, 'city_tax', instantAt('2026-11-26', '06:00'));
  const { rows } = await db.query<{ id: string }>(`SELECT id FROM staff WHERE login = 'manager'`);
  staffId = rows[0]!.id;
  const seeded = [];
  for (let no = 0; no < 12; no += 1)
    seeded.push(await anAccount(db, { at, phones: no < 9 ? [`0901234${String(5_600 + no)}`] : [] }));
  accounts = seeded.map(({ accountId }) => accountId);
  await anAccount(db, { at, receivable: 'care' });
  const payer = seeded[0]!;
  await aPayment(db, { ...payer, lineId: payer.lineIds[0]!, amount: 5_000, paidOn: '2026-11-10', postedAt: at });
}, 60_000);

/** A draft of city tax's rules with these changes. */
async function aDraft(change: (content: RuleSet) => Partial<RuleSet>): Promise<string> {
  const { rows } = await db.query<{ id: string; content: RuleSet }>(
    `SELECT id, content FROM rule_version WHERE receivable_code = 'city_tax' AND status = 'active'`,
  );
  const { id, content } = rows[0]!;
  return transaction(db, async (tx) => {
    const draft = (await draftLike(tx, { staffId, at }, id))!;
    await editDraft(tx, { staffId, at }, draft, { revision: 1, content: { ...content, ...change(content) } });
    return draft;
  });
}

function ask(kind: 'account' | 'book' | 'replay', versionId: string, parameters = {}) {
  return transaction(
    db,
    async (tx) => (await requestSimulation(tx, { staffId, at }, { kind, versionId, parameters }))!,
  );
}

async function stored(id: string) {
  const { rows } = await db.query<{ state: string; done: number; total: number; result: unknown; result_hash: string }>(
    'SELECT state, done, total, result, result_hash FROM simulation WHERE id = $1',
    [id],
  );
  return rows[0]!;
}

const lettersOnly = ({ steps }: RuleSet) => ({
  steps: steps.filter(({ no }) => no === 4 || no === 6).map((step, index) => ({ ...step, no: index + 1 })),
});

describe('the whole book', () => {
  test('under a draft without calls shouts and lists each account that is treated differently', async () => {
    const id = await ask('book', await aDraft(lettersOnly), { days: 20 });
    await runSimulation(id);
    const { state, done, total, result, result_hash } = await stored(id);
    expect([state, done, total]).toEqual(['done', 12, 12]);
    expect(result_hash).toMatch(/^[0-9a-f]{64}$/);
    const book = result as BookResult;
    expect(book.alarms.map(({ code }) => code)).toContain('nobody_called');
    const { rows } = await db.query<{ account_id: string; kind: string }>(
      'SELECT account_id, kind FROM simulation_change WHERE simulation_id = $1',
      [id],
    );
    expect(rows).toHaveLength(book.changed);
    expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(['no_call']));
    expect(rows.every(({ account_id }) => accounts.includes(account_id))).toBe(true);
    expect(rows).toHaveLength(9);
  });

  test('under equal rules changes nothing, and the same again gives the same hash', async () => {
    const draft = await aDraft(() => ({}));
    const [first, second] = [await ask('book', draft, { days: 10 }), await ask('book', draft, { days: 10 })];
    await runSimulation(first);
    await runSimulation(second);
    const [one, two] = [await stored(first), await stored(second)];
    expect((one.result as BookResult).changed).toBe(0);
    expect(one.result_hash).toBe(two.result_hash);
  });

  test('leaves every account as it was', async () => {
    const versions = () => db.query('SELECT id, fact_version, decided_version, state FROM account ORDER BY id');
    const before = (await versions()).rows;
    const id = await ask('book', await aDraft(lettersOnly));
    await runSimulation(id);
    expect((await versions()).rows).toEqual(before);
  });

  test('that was cancelled, or whose draft was edited meanwhile, is not done', async () => {
    const draft = await aDraft(lettersOnly);
    const [cancelled, outdated] = [await ask('book', draft), await ask('book', draft)];
    await transaction(db, (tx) => endSimulation(tx, cancelled, 'cancelled', at));
    await runSimulation(cancelled);
    const { rows } = await db.query<{ content: RuleSet }>('SELECT content FROM rule_version WHERE id = $1', [draft]);
    await transaction(db, (tx) =>
      editDraft(tx, { staffId, at }, draft, { revision: 2, content: { ...rows[0]!.content, restAfterHold: 9 } }),
    );
    await runSimulation(outdated);
    expect([(await stored(cancelled)).state, (await stored(outdated)).state]).toEqual(['cancelled', 'cancelled']);
  });

  test('begun again by another worker ends the same', async () => {
    const id = await ask('book', await aDraft(lettersOnly), { days: 20 });
    await db.query(`UPDATE simulation SET state = 'running', done = 5, total = 12 WHERE id = $1`, [id]);
    await db.query(
      `INSERT INTO simulation_change (simulation_id, account_id, kind, before, after) VALUES ($1, $2, 'no_call', '{}', '{}')`,
      [id, accounts[0]],
    );
    await runSimulation(id);
    expect(await stored(id)).toMatchObject({ state: 'done', done: 12 });
  });
});

describe('one account', () => {
  test('is lived day by day under both versions: each line with its own values, what is done, why, and until when', async () => {
    const draft = await aDraft(({ steps }) => ({
      steps: steps.map((step) =>
        step.no === 1 ? { ...step, condition: { field: 'amount' as const, op: '>=' as const, value: 50_000 } } : step,
      ),
    }));
    const id = await ask('account', draft, { accountId: accounts[1]! });
    await runSimulation(id);
    const { state, result, result_hash } = await stored(id);
    expect([state, result_hash]).toEqual(['done', expect.stringMatching(/^[0-9a-f]{64}$/)]);
    const { account_id, follows, before, after } = result as AccountResult;
    expect([account_id, follows]).toEqual([accounts[1], 1]);
    expect(after[0]!.steps).toHaveLength(6);
    expect(after[0]!.steps[0]).toEqual({
      no: 1,
      holds: false,
      parts: [{ condition: { field: 'amount', op: '>=', value: 50_000 }, value: 30_000, holds: false }],
    });
    const firstActs = (days: TracedDay[]) => days[0]!.moments.map(({ act }) => act);
    expect(firstActs(before)).toEqual(['enterStep', 'openCallTask', 'call', 'openCallTask', 'wait']);
    expect(firstActs(after)).not.toContain('call');
    const next = before[0]!.moments[3]!;
    expect([next.until, next.reasons.length > 0]).toEqual([expect.stringMatching(/^2026-/), true]);
    const personal = JSON.stringify(result);
    expect(personal).not.toMatch(/0901234/);
  });

  test('without an open episode has nothing to try', async () => {
    await db.query('UPDATE episode SET closed_at = $2 WHERE account_id = $1', [accounts[8], at]);
    const id = await ask('account', await aDraft(lettersOnly), { accountId: accounts[8]! });
    await runSimulation(id);
    expect(await stored(id)).toMatchObject({ state: 'done', result: { follows: null, before: [], after: [] } });
    await db.query('UPDATE episode SET closed_at = NULL WHERE account_id = $1', [accounts[8]]);
  });
});

test('past months are lived again under both versions with the payments that really came', async () => {
  const id = await ask('replay', await aDraft(lettersOnly), { months: 3 });
  await runSimulation(id);
  const { state, result } = await stored(id);
  expect(state).toBe('done');
  expect(result).toMatchObject({ from: '2026-08-26', to: '2026-11-26', accounts: 12, after: { calls: 0 } });
  const { before } = result as { before: { calls: number; connected: number } };
  expect(before.calls).toBeGreaterThan(9);
  expect(before.connected).toBeGreaterThan(0);
});
