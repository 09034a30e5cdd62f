import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { SmsReceiptState } from '../../domain/sms-receipt.ts';
import { instantAt } from '../../domain/time.ts';
import { transaction } from '../../prisma/database.ts';
import { planIntent } from '../../records/intent.ts';
import { confirmText, textOf } from '../../records/sms.ts';
import { takeReceipt } from '../../records/sms-receipt.ts';
import { testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';
import { anAccount, type SeededAccount } from '../helpers/facts.ts';

const { db } = await testDatabase();
const at = instantAt('2026-09-07', '10:00');
let account: SeededAccount;
let intentId: string;
let ref: string;

beforeAll(() => testCity(db));
beforeEach(async () => {
  account = await anAccount(db, { at });
  const subject = { accountId: account.accountId, episodeId: account.episodeId, contactUnitId: account.unitId };
  intentId = (await planIntent(db, { kind: 'sms', subject, step: 3, attempt: 1, phoneId: account.phoneIds[0], at })).id;
  ref = `ref-${intentId}`;
  await db.query(
    `WITH tried AS (UPDATE intent SET state = 'attempted', attempted_at = $5 WHERE id = $1)
     INSERT INTO sms (intent_id, account_id, episode_id, phone_id, purpose, body, parts, state, created_at, state_at)
     VALUES ($1, $2, $3, $4, 'please_call', 'お電話をお願いします。', 1, 'planned', $5, $5)`,
    [intentId, account.accountId, account.episodeId, account.phoneIds[0], at],
  );
});

const confirm = () => transaction(db, async (tx) => confirmText(tx, await textOf(tx, intentId), ref, at));
const receive = (state: SmsReceiptState) =>
  transaction(db, (tx) => takeReceipt(tx, { ref, state, carrier: 'sim', at, rawCode: state }, at));
const stateOf = async () =>
  (await db.query<{ state: string }>('SELECT state FROM sms WHERE intent_id = $1', [intentId])).rows[0]!.state;
const outcomes = async () => {
  const { rows } = await db.query<{ outcome: string }>(
    'SELECT outcome FROM contact WHERE intent_id = $1 ORDER BY recorded_at',
    [intentId],
  );
  return rows.map(({ outcome }) => outcome);
};

describe('receipts of a text', () => {
  test('out of order and twice they end where they belong, each kept', async () => {
    await confirm();
    for (const state of ['delivered', 'sent', 'delivered', 'expired'] as const) await receive(state);
    expect(await stateOf()).toBe('delivered');
    expect(await outcomes()).toEqual(['sms_accepted']);
    const { rowCount } = await db.query('SELECT FROM sms_receipt WHERE provider_ref = $1', [ref]);
    expect(rowCount).toBe(4);
  });

  test('one that is faster than our own record is kept for it', async () => {
    await receive('delivered');
    expect(await stateOf()).toBe('planned');
    await confirm();
    expect(await stateOf()).toBe('delivered');
  });

  test('a failure becomes a contact that corrects the accepted one and wakes the account, once', async () => {
    await confirm();
    await db.query('UPDATE account SET decided_version = fact_version WHERE id = $1', [account.accountId]);
    await receive('blocked');
    await receive('blocked');
    expect(await outcomes()).toEqual(['sms_accepted', 'sms_failed']);
    const { rows } = await db.query('SELECT fact_version - decided_version AS news FROM account WHERE id = $1', [
      account.accountId,
    ]);
    expect(rows).toEqual([{ news: 1 }]);
    await receive('delivered');
    expect(await outcomes()).toEqual(['sms_accepted', 'sms_failed', 'sms_accepted']);
  });

  test('a plain delivery wakes nobody', async () => {
    await confirm();
    await db.query('UPDATE account SET decided_version = fact_version WHERE id = $1', [account.accountId]);
    await receive('sent');
    await receive('delivered');
    const { rows } = await db.query('SELECT fact_version - decided_version AS news FROM account WHERE id = $1', [
      account.accountId,
    ]);
    expect(rows).toEqual([{ news: 0 }]);
  });

  test('an unknown reference is kept and harms nothing', async () => {
    await transaction(db, (tx) =>
      takeReceipt(tx, { ref: 'nobody', state: 'delivered', carrier: null, at, rawCode: null }, at),
    );
    expect(await stateOf()).toBe('planned');
  });
});
