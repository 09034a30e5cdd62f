import { expect, test } from '@jest/globals';
import { instantAt } from '../../domain/time.ts';
import { transaction } from '../../prisma/database.ts';
import { cutOff, openBatch } from '../../records/letter-batch.ts';
import { checkLetter, markPrinted } from '../../records/letter.ts';
import { testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';
import { paymentsReach } from '../helpers/facts.ts';
import { aPlannedLetter } from '../helpers/planned-letter.ts';

const { db } = await testDatabase();
const at = instantAt('2026-11-26', '10:00');

async function people() {
  const { rows } = await db.query<{ id: string }>(`SELECT id FROM staff WHERE login IN ('operator1', 'operator2')`);
  return rows.map(({ id }) => ({ kind: 'staff' as const, id }));
}

test('of two last envelopes checked at the same moment the later one ends the batch', async () => {
  await testCity(db);
  await paymentsReach(db, 'city_tax', instantAt('2026-11-26', '06:00'));
  const letters = await Promise.all(
    [1, 2, 3, 4].map(() => aPlannedLetter(db, { at: instantAt('2026-11-20', '09:00') })),
  );
  const [one, two] = await people();
  if (!one || !two) throw new Error('Nobody works here');
  const batchId = await transaction(db, async (tx) => {
    const id = await openBatch(tx, one, 'city_tax', at);
    await cutOff(tx, id, at);
    await tx.query(`UPDATE letter_batch SET state = 'rendered' WHERE id = $1`, [id]);
    await tx.query(`UPDATE letter SET state = 'rendered' WHERE batch_id = $1`, [id]);
    await markPrinted(tx, one, id, at);
    return id;
  });
  const check = (letterId: string, round: 1 | 2) =>
    transaction(db, (tx) =>
      checkLetter(tx, round === 1 ? one : two, { letterId, round, result: 'match', reason: null, at }),
    );

  await Promise.all(letters.map(({ letterId }) => check(letterId, 1)));
  await Promise.all(letters.map(({ letterId }) => check(letterId, 2)));

  const { rows } = await db.query('SELECT state FROM letter_batch WHERE id = $1', [batchId]);
  expect(rows).toEqual([{ state: 'checked' }]);
});
