import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { effectOfPeriod } from '../../api/queries/effect.ts';
import { attribute, type EffectContact, type EffectPayment } from '../../domain/attribution.ts';
import { addDays, instantAt } from '../../domain/time.ts';
import { rollback, transaction, type Tx } from '../../prisma/database.ts';
import { recomputeAttribution } from '../../records/attribution.ts';
import { testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';
import { anAccount, type SeededAccount } from '../helpers/facts.ts';

const { db } = await testDatabase();
const now = new Date('2026-12-01T10:00:00+09:00');
const start = '2026-08-01';
let account: SeededAccount;

beforeAll(async () => {
  await testCity(db);
  account = await anAccount(db, {
    at: new Date('2026-08-01T06:00:00+09:00'),
    lines: [
      { dueDate: '2026-06-30', outstanding: 30_000 },
      { dueDate: '2026-07-31', outstanding: 20_000 },
    ],
  });
});

const line = fc.integer({ min: 0, max: 1 });
const contactArb = fc.record({
  kind: fc.constantFrom('call', 'inbound', 'sms', 'letter'),
  day: fc.integer({ min: 0, max: 40 }),
  hour: fc.constantFrom('10:00', '11:00'),
  days: fc.constantFrom(0, 20, 60, 90),
  lines: fc.uniqueArray(fc.record({ line, outstanding: fc.integer({ min: 1, max: 30_000 }) }), {
    selector: (owed) => owed.line,
    minLength: 1,
    maxLength: 2,
  }),
});
const paymentArb = fc.record({
  stage: fc.constantFrom('preliminary', 'final', 'final', 'cancelled'),
  method: fc.constantFrom('convenience', 'smartphone', 'counter', 'direct_debit', 'seizure', 'refund_offset'),
  day: fc.integer({ min: 0, max: 70 }),
  allocations: fc.uniqueArray(fc.record({ line, principal: fc.integer({ min: 0, max: 20_000 }) }), {
    selector: (allocation) => allocation.line,
    minLength: 1,
    maxLength: 2,
  }),
});

type ContactSeed = typeof contactArb extends fc.Arbitrary<infer Seed> ? Seed : never;
type PaymentSeed = typeof paymentArb extends fc.Arbitrary<infer Seed> ? Seed : never;

async function writeContact(tx: Tx, seed: ContactSeed): Promise<EffectContact> {
  const id = randomUUID();
  const from = addDays(start, seed.day);
  const to = addDays(from, seed.days);
  const at = instantAt(from, seed.hour);
  const channel = seed.kind === 'letter' ? 'letter' : 'call';
  const lines = seed.lines.map((owed) => ({ lineId: account.lineIds[owed.line]!, outstanding: owed.outstanding }));
  await tx.query(
    `INSERT INTO contact (id, account_id, kind, outcome, at, on_date) VALUES ($1, $2, $3, 'talked_no_promise', $4, $5)`,
    [id, account.accountId, seed.kind, at, from],
  );
  for (const { lineId, outstanding } of lines) {
    await tx.query('INSERT INTO contact_line VALUES ($1, $2, $3)', [id, lineId, outstanding]);
  }
  await tx.query(
    `INSERT INTO effect_window (contact_id, account_id, channel, from_date, to_date) VALUES ($1, $2, $3, $4, $5)`,
    [id, account.accountId, channel, from, to],
  );
  return { id, channel, from, to, at, lines };
}

async function writePayment(tx: Tx, seed: PaymentSeed): Promise<EffectPayment> {
  const id = randomUUID();
  const paidOn = addDays(start, seed.day);
  const postedAt = instantAt(paidOn, '06:00');
  const allocations = seed.allocations.map(({ line: index, principal }) => ({
    lineId: account.lineIds[index]!,
    principal,
  }));
  await tx.query(
    `INSERT INTO payment (id, receivable_code, payment_key, account_id, stage, amount, paid_on, posted_at, cancelled_at, method,
                          addressee_no, notice_no, period)
     VALUES ($1, 'city_tax', $7, $2, $3, 50000, $4, $5, $8, $6, '1', '', '')`,
    [
      id,
      account.accountId,
      seed.stage,
      paidOn,
      postedAt,
      seed.method,
      id,
      seed.stage === 'cancelled' ? postedAt : null,
    ],
  );
  for (const { lineId, principal } of allocations) {
    await tx.query('INSERT INTO payment_allocation VALUES ($1, $2, $3, 10)', [id, lineId, principal]);
  }
  return { id, stage: seed.stage, method: seed.method, paidOn, allocations };
}

async function stored(tx: Tx) {
  const { rows } = await tx.query(
    `SELECT payment_id AS "paymentId", line_id AS "lineId", channel, contact_id AS "contactId", amount, in_total AS "inTotal"
       FROM attribution ORDER BY payment_id, line_id, channel`,
  );
  return rows;
}

test('the statement and the domain attribute the same on any facts, in any order, again and again', async () => {
  const facts = fc.tuple(
    fc.array(contactArb, { maxLength: 6, size: 'max' }),
    fc.array(paymentArb, { maxLength: 6, size: 'max' }),
  );
  let attributed = 0;
  await fc.assert(
    fc.asyncProperty(facts, async ([contactSeeds, paymentSeeds]) => {
      await rollback(db, async (tx) => {
        const contacts: EffectContact[] = [];
        const payments: EffectPayment[] = [];
        for (const seed of contactSeeds) contacts.push(await writeContact(tx, seed));
        for (const seed of paymentSeeds) payments.push(await writePayment(tx, seed));
        const expected = attribute(contacts, payments);
        attributed += expected.length;
        await recomputeAttribution(tx, [account.accountId], now);
        expect(await stored(tx)).toEqual(expected);
        await recomputeAttribution(tx, [account.accountId], now);
        expect(await stored(tx)).toEqual(expected);

        const [figures] = await effectOfPeriod(tx, { from: start, to: '2027-03-31', withInbound: true });
        const total = expected.filter((row) => row.inTotal).reduce((sum, row) => sum + row.amount, 0);
        expect(figures?.total ?? 0).toBe(total);
      });
    }),
    { numRuns: 250 },
  );
  expect(attributed).toBeGreaterThan(100);
});

const call: ContactSeed = { kind: 'call', day: 0, hour: '10:00', days: 60, lines: [{ line: 0, outstanding: 30_000 }] };
const letter: ContactSeed = { ...call, kind: 'letter', day: 10 };
const payment: PaymentSeed = {
  stage: 'final',
  method: 'counter',
  day: 20,
  allocations: [{ line: 0, principal: 30_000 }],
};

test('a payment after a call and a letter stands in both columns and once in the total', async () => {
  await rollback(db, async (tx) => {
    await writeContact(tx, call);
    await writeContact(tx, letter);
    await writePayment(tx, payment);
    await recomputeAttribution(tx, [account.accountId], now);
    expect(await effectOfPeriod(tx, { from: start, to: '2026-08-31', withInbound: true })).toEqual([
      { receivable_code: 'city_tax', call: 30_000, letter: 30_000, total: 30_000, late_charge: 10, payments: 1 },
    ]);
    expect(await effectOfPeriod(tx, { from: start, to: '2026-08-20', withInbound: true })).toEqual([]);
  });
});

test('an inbound call counts in the month’s figure only', async () => {
  await rollback(db, async (tx) => {
    await writeContact(tx, { ...call, kind: 'inbound' });
    await writePayment(tx, payment);
    await recomputeAttribution(tx, [account.accountId], now);
    const period = { from: start, to: '2026-08-31' };
    expect((await effectOfPeriod(tx, { ...period, withInbound: true }))[0]?.total).toBe(30_000);
    expect(await effectOfPeriod(tx, { ...period, withInbound: false })).toEqual([]);
  });
});

test('a contact that was corrected has no effect any more', async () => {
  await rollback(db, async (tx) => {
    const contact = await writeContact(tx, call);
    await writePayment(tx, payment);
    await tx.query(
      `INSERT INTO contact (account_id, kind, outcome, at, on_date, corrects_id) VALUES ($1, 'call', 'no_answer', $2, $3, $4)`,
      [account.accountId, now, start, contact.id],
    );
    await recomputeAttribution(tx, [account.accountId], now);
    expect(await stored(tx)).toEqual([]);
  });
});

test('a closed window whose payment is taken back is restated, once and in the ledger', async () => {
  await transaction(db, async (tx) => {
    const contact = await writeContact(tx, call);
    const paid = await writePayment(tx, payment);
    await recomputeAttribution(tx, [account.accountId], now);
    await tx.query(`UPDATE effect_window SET state = 'closed', effect = 30000, closed_at = $2 WHERE contact_id = $1`, [
      contact.id,
      now,
    ]);
    await recomputeAttribution(tx, [account.accountId], now);
    expect((await tx.query('SELECT FROM restatement')).rowCount).toBe(0);

    await tx.query(`UPDATE payment SET stage = 'cancelled', cancelled_at = $2 WHERE id = $1`, [paid.id, now]);
    await recomputeAttribution(tx, [account.accountId], now);
    await recomputeAttribution(tx, [account.accountId], now);
    const { rows } = await tx.query('SELECT effect_before, effect_after, reason FROM restatement');
    expect(rows).toEqual([{ effect_before: 30_000, effect_after: 0, reason: 'payment_taken_back' }]);
    expect((await tx.query(`SELECT FROM ledger WHERE act = 'restated'`)).rowCount).toBe(1);
  });
});
