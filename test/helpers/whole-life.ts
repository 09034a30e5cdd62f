import { defaultRules } from '../../domain/default-rules.ts';
import type { RuleSet } from '../../domain/rules.ts';
import { addDays, dateOf, instantAt } from '../../domain/time.ts';
import { type Database, transaction } from '../../prisma/database.ts';
import { recomputeAttribution } from '../../records/attribution.ts';
import { recordContact } from '../../records/contact.ts';
import { checkLetter, finishChecking, handOverLetters, markPrinted } from '../../records/letter.ts';
import { cutOff, openBatch } from '../../records/letter-batch.ts';
import { makePromise } from '../../records/promise.ts';
import type { Centre } from './centre.ts';
import { staffId } from './city.ts';
import { aPayment, type SeededAccount, paymentsReach } from './facts.ts';
import { rulesInForce } from './rules.ts';

/** When the life begins. */
export const lifeStartsAt = instantAt('2026-09-01', '08:00');

/** Two calls, a text, a letter: the life that the event budget of design.md is about. */
const steps: RuleSet['steps'] = [
  {
    no: 1,
    name: '架電',
    condition: { field: 'has_phone', is: true },
    channel: 'call',
    session: 'weekday',
    attempts: 2,
    spacing: 2,
    waitAfter: 0,
  },
  {
    no: 2,
    name: 'SMS',
    condition: { field: 'has_mobile', is: true },
    channel: 'sms',
    session: 'any',
    attempts: 1,
    spacing: 1,
    waitAfter: 3,
  },
  {
    no: 3,
    name: '催告書',
    condition: { field: 'amount', op: '>=', value: 1 },
    channel: 'letter',
    session: 'any',
    attempts: 1,
    spacing: 1,
    waitAfter: 5,
  },
];

/** The rules of city tax become that life's. */
export async function ruleTheLife(db: Database, parts: Partial<RuleSet> = {}): Promise<void> {
  const { caps } = defaultRules('city_tax');
  await rulesInForce(db, { steps, caps: { ...caps, contactsPerDebtorPerDay: 2 }, ...parts }, 'city_tax');
}

/**
 * Two misses, a text, a letter, a promise, its payment, and every window closed: what residents, operators, the letter room and the city do
 * to one account, on real facts. Returns how many windows were closed after each of the last days.
 */
export async function liveWholeLife(centre: Centre, db: Database, account: SeededAccount): Promise<number[]> {
  const { accountId, lineIds } = account;
  const [first, second] = [
    { kind: 'staff' as const, id: await staffId(db, 'operator1') },
    { kind: 'staff' as const, id: await staffId(db, 'operator2') },
  ];
  await centre.settle();
  await centre.work(accountId, 'no_answer');
  await centre.work(accountId, 'no_answer');

  await dataReaches('2026-09-08');
  await centre.sleepUntil(instantAt('2026-09-08', '10:00')); // the wait after the text is over: a letter
  await handOverLetter();
  await centre.sleepUntil(instantAt('2026-09-15', '10:00'));
  await promise();
  await centre.sleepUntil(instantAt('2026-09-20', '07:00'));
  await pay();
  const closed: number[] = [];
  for (const day of ['2026-11-04', '2026-11-15', '2026-12-08']) {
    await dataReaches(day);
    await centre.sleepUntil(instantAt(addDays(day, 1), '12:00'));
    const { rowCount } = await db.query(`SELECT FROM effect_window WHERE account_id = $1 AND state = 'closed'`, [
      accountId,
    ]);
    closed.push(rowCount ?? 0);
  }
  return closed;

  /** The night's file of that day, which touches only who waits for it. */
  async function dataReaches(day: string): Promise<void> {
    await paymentsReach(db, 'city_tax', instantAt(day, '06:00'));
  }

  async function handOverLetter(): Promise<void> {
    const at = await centre.now();
    const batchId = await transaction(db, (tx) => openBatch(tx, first, 'city_tax', at));
    await transaction(db, (tx) => cutOff(tx, batchId, at));
    await db.query(`UPDATE letter_batch SET state = 'rendered', rendered_at = $2 WHERE id = $1`, [batchId, at]);
    const { rows } = await db.query<{ id: string }>(
      `UPDATE letter SET state = 'rendered' WHERE batch_id = $1 RETURNING id`,
      [batchId],
    );
    const letterId = rows[0]!.id;
    await transaction(db, (tx) => markPrinted(tx, first, batchId, at));
    for (const [person, round] of [
      [first, 1],
      [second, 2],
    ] as const) {
      await transaction(db, (tx) => checkLetter(tx, person, { letterId, round, result: 'match', reason: null, at }));
    }
    await transaction(db, (tx) => finishChecking(tx, batchId));
    await transaction(db, (tx) => handOverLetters(tx, first, 'tax', at));
    await centre.settle();
  }

  async function promise(): Promise<void> {
    const at = await centre.now();
    const spoken = { accountId, spokeWith: 'self' as const, at };
    await transaction(db, async (tx) => {
      const contactId = await recordContact(tx, first, {
        ...spoken,
        kind: 'inbound',
        outcome: 'promise',
        session: 'weekday',
      });
      await makePromise(tx, first, { ...spoken, contactId, promisedFor: '2026-09-25', amount: 30_000 });
    });
    await centre.settle();
  }

  async function pay(): Promise<void> {
    const postedAt = await centre.now();
    await aPayment(db, { accountId, lineId: lineIds[0]!, amount: 30_000, paidOn: '2026-09-18', postedAt });
    await transaction(db, (tx) => recomputeAttribution(tx, [accountId], postedAt));
    await dataReaches(dateOf(postedAt));
    await centre.settle();
  }
}
