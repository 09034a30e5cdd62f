import { beforeAll, describe, expect, test } from '@jest/globals';
import { cityTaxLateCharge } from '../../domain/late-charge-settings.ts';
import { instantAt } from '../../domain/time.ts';
import { transaction } from '../../prisma/database.ts';
import { estimatedCharges, removeLateCharge, setLateCharge } from '../../records/late-charge.ts';
import { cutOff, openBatch } from '../../records/letter-batch.ts';
import { testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';
import { anAccount, aPayment, paymentsReach, type SeededAccount } from '../helpers/facts.ts';
import { aPlannedLetter } from '../helpers/planned-letter.ts';

const { db } = await testDatabase();
const at = instantAt('2026-06-30', '10:00');
const lines = [{ dueDate: '2026-02-02', demandDate: '2026-02-22', outstanding: 100_500 }];

beforeAll(() => testCity(db));

async function chargeOf({ lineIds }: SeededAccount, balance: number, receivableCode = 'city_tax') {
  const line = { lineId: lineIds[0]!, receivableCode, balance, dueDate: '2026-02-02', demandDate: '2026-02-22' };
  return (await estimatedCharges(db, [line], '2026-06-30')).get(line.lineId);
}

describe('a part payment', () => {
  test('lowers the principal from its day on; what it bore before stays charged', async () => {
    const account = await anAccount(db, { at, lines });
    const whole = await chargeOf(account, 100_500);
    const payment = { ...account, lineId: account.lineIds[0]!, amount: 60_000, paidOn: '2026-04-30', postedAt: at };
    await aPayment(db, payment);
    // 214 + 1,470 + 608 (test/domain/late-charge.test.ts), cut below 100 yen
    expect(await chargeOf(account, 40_500)).toBe(2_200);
    expect(whole).toBe(3_200);
  });

  test('that was cancelled counts for nothing, and late charge that was paid is not asked for again', async () => {
    const account = await anAccount(db, { at, lines });
    const payment = { ...account, lineId: account.lineIds[0]!, amount: 60_000, paidOn: '2026-04-30', postedAt: at };
    const id = await aPayment(db, payment);
    await db.query('UPDATE payment_allocation SET late_charge = 900 WHERE payment_id = $1', [id]);
    expect(await chargeOf(account, 40_500)).toBe(1_300);
    await db.query(`UPDATE payment SET stage = 'cancelled', cancelled_at = $2 WHERE id = $1`, [id, at]);
    expect(await chargeOf(account, 100_500)).toBe(3_200);
  });
});

describe('a revised ordinance', () => {
  const revision = { appliesFrom: '2026-02-02', settings: { ...cityTaxLateCharge, lowRateMonths: 12 } };

  test('counts for lines due from its day on, and not any more when it is taken back', async () => {
    const account = await anAccount(db, { at, lines, receivable: 'care' });
    expect(await transaction(db, (tx) => setLateCharge(tx, 'care', revision))).toBe(true);
    expect(await chargeOf(account, 100_500, 'care')).toBe(1_100);
    expect(await transaction(db, (tx) => removeLateCharge(tx, 'care', revision.appliesFrom))).toBe(true);
    expect(await chargeOf(account, 100_500, 'care')).toBe(3_200);
  });

  test('the first one stays, so that every line has an ordinance', async () => {
    expect(await transaction(db, (tx) => removeLateCharge(tx, 'care', '1950-01-01'))).toBe(false);
    expect(await transaction(db, (tx) => setLateCharge(tx, 'of_nobody', revision))).toBe(false);
  });
});

test('a letter names the charge of its day by the ordinance in force', async () => {
  const planned = instantAt('2026-11-20', '09:00');
  const day = instantAt('2026-11-26', '10:00');
  await paymentsReach(db, 'health', instantAt('2026-11-26', '06:00'));
  const { letterId } = await aPlannedLetter(db, { at: planned, receivable: 'health' });
  const printed = async () => {
    const { rows } = await db.query('SELECT late_charge FROM letter_line WHERE letter_id = $1', [letterId]);
    return rows;
  };
  const { rows: staff } = await db.query<{ id: string }>(`SELECT id FROM staff WHERE login = 'operator1'`);
  const actor = { kind: 'staff' as const, id: staff[0]!.id };
  const revised = { ...cityTaxLateCharge, minimumResult: 0, resultUnit: 10 };
  await transaction(db, async (tx) => {
    await setLateCharge(tx, 'health', { appliesFrom: '2026-04-01', settings: revised });
    const batchId = await openBatch(tx, actor, 'health', day);
    await cutOff(tx, batchId, day);
  });
  // 30,000 × (2.8 % × 31 days + 9.1 % × 118 days) ÷ 365: 71 + 882
  expect(await printed()).toEqual([{ late_charge: 950 }]);
});
