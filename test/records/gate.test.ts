import { beforeAll, describe, expect, test } from '@jest/globals';
import { instantAt } from '../../domain/time.ts';
import { transaction } from '../../prisma/database.ts';
import { passGate } from '../../records/gate.ts';
import { planIntent } from '../../records/intent.ts';
import { testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';
import { aPlannedCall } from '../helpers/calls.ts';
import { aHold, aPayment, anAccount, paymentsReach, type SeededAccount } from '../helpers/facts.ts';
import { aPlannedText } from '../helpers/planned-text.ts';

const { db } = await testDatabase();
const at = instantAt('2026-09-07', '10:00');
const night = instantAt('2026-09-07', '20:30');
const opened = instantAt('2026-09-01', '07:00');

beforeAll(async () => {
  await testCity(db);
  await paymentsReach(db, 'city_tax', instantAt('2026-09-06', '00:00'));
});

const aText = (account: SeededAccount, attempt?: number) => aPlannedText(db, account, at, attempt);

async function aTask(accountId: string): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO task (kind, account_id, episode_id, contact_unit_id, receivable_code, step, session, not_before, created_at)
     SELECT 'call', a.id, e.id, d.contact_unit_id, a.receivable_code, 1, 'any', $2, $2
       FROM account a JOIN debtor d ON d.id = a.debtor_id JOIN episode e ON e.account_id = a.id WHERE a.id = $1 RETURNING id`,
    [accountId, at],
  );
  return rows[0]!.id;
}

const pass = (intentId: string, now = at) => transaction(db, (tx) => passGate(tx, { intentId, now }));
const intentOf = async (id: string) =>
  (await db.query('SELECT state, refusal FROM intent WHERE id = $1', [id])).rows[0];

describe('the gate', () => {
  test('lets a text go once; whoever comes again is told so', async () => {
    const intentId = await aText(await anAccount(db, { at: opened }));
    const answers = await Promise.all([pass(intentId), pass(intentId), pass(intentId)]);
    expect(answers.filter(({ kind }) => kind === 'passed')).toHaveLength(1);
    expect(answers.filter(({ kind }) => kind === 'repeated')).toHaveLength(2);
    expect(await intentOf(intentId)).toEqual({ state: 'attempted', refusal: null });
  });

  test('refuses at night, with intent, text, ledger and a new decision to come', async () => {
    const account = await anAccount(db, { at: opened });
    await db.query('UPDATE account SET decided_version = fact_version WHERE id = $1', [account.accountId]);
    const intentId = await aText(account);
    expect(await pass(intentId, night)).toEqual({ kind: 'refused', refusal: 'outside_hours' });
    expect(await intentOf(intentId)).toEqual({ state: 'refused', refusal: 'outside_hours' });
    expect((await db.query('SELECT state FROM sms WHERE intent_id = $1', [intentId])).rows).toEqual([
      { state: 'refused' },
    ]);
    expect((await db.query(`SELECT act FROM ledger WHERE subject_id = $1`, [intentId])).rows).toEqual([
      { act: 'gate_refused' },
    ]);
    expect(
      (await db.query('SELECT FROM account WHERE id = $1 AND fact_version > decided_version', [account.accountId]))
        .rowCount,
    ).toBe(1);
    expect(await pass(intentId)).toEqual({ kind: 'repeated', state: 'refused' });
  });

  test('sees what was paid, held or closed after the decision', async () => {
    const paid = await anAccount(db, { at: opened });
    await aPayment(db, {
      accountId: paid.accountId,
      lineId: paid.lineIds[0]!,
      amount: 30_000,
      paidOn: '2026-09-05',
      postedAt: at,
    });
    expect(await pass(await aText(paid))).toMatchObject({ refusal: 'paid' });

    const held = await anAccount(db, { at: opened });
    await aHold(db, { ...held, kind: 'death', from: '2026-09-07' });
    expect(await pass(await aText(held))).toMatchObject({ refusal: 'held' });

    const closed = await anAccount(db, { at: opened });
    const intentId = await aText(closed);
    await db.query('UPDATE episode SET closed_at = $2 WHERE id = $1', [closed.episodeId, at]);
    expect(await pass(intentId)).toMatchObject({ refusal: 'episode_closed' });
  });

  test('of one debtor’s texts on two receivables at once only one passes the day’s cap', async () => {
    const first = await anAccount(db, { at: opened });
    await paymentsReach(db, 'health', instantAt('2026-09-06', '00:00'));
    const { debtorId, unitId } = first;
    const second = await anAccount(db, { at: opened, receivable: 'health', debtorId, unitId, phones: ['08012345670'] });
    const answers = await Promise.all([pass(await aText(first)), pass(await aText(second))]);
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['passed', 'refused']);
    expect(answers.find(({ kind }) => kind === 'refused')).toMatchObject({ refusal: 'daily_cap' });
  });

  test('of a home nobody answers each number is rung once for the case, and nobody of it for another case', async () => {
    const [landline, mobile] = ['0250001001', '09000001001'];
    const { unitId, ...first } = await anAccount(db, { at: opened, phones: [landline, mobile] });
    const sibling = await anAccount(db, { at: opened, unitId, phones: ['09000001002'] });
    const taskId = await aTask(first.accountId);
    const siblingTask = await aTask(sibling.accountId);
    const ring = async (task: string, phoneId: string) => {
      const callId = await aPlannedCall(db, { login: 'operator1', taskId: task, phoneId, at });
      const { rows } = await db.query<{ intent_id: string }>('SELECT intent_id FROM call WHERE id = $1', [callId]);
      const answer = await pass(rows[0]!.intent_id);
      await db.query(`UPDATE call SET state = 'ended', ended_at = $2, line_result = 'no_answer' WHERE id = $1`, [
        callId,
        at,
      ]);
      return answer;
    };
    expect(await ring(taskId, first.phoneIds[0]!)).toEqual({ kind: 'passed' });
    expect(await ring(taskId, first.phoneIds[0]!)).toEqual({ kind: 'refused', refusal: 'minimum_gap' });
    expect(await ring(taskId, first.phoneIds[1]!)).toEqual({ kind: 'passed' });
    expect(await ring(siblingTask, sibling.phoneIds[0]!)).toEqual({ kind: 'refused', refusal: 'daily_cap' });
  });

  test('a ring needs the home’s lease', async () => {
    const account = await anAccount(db, { at: opened });
    const subject = { accountId: account.accountId, episodeId: account.episodeId, contactUnitId: account.unitId };
    const { id } = await planIntent(db, {
      kind: 'ring',
      subject,
      step: 1,
      attempt: 1,
      phoneId: account.phoneIds[0],
      at,
    });
    expect(await pass(id)).toMatchObject({ refusal: 'not_leased' });
  });
});
