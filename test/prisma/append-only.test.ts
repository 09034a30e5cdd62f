import { expect, test } from '@jest/globals';
import { testDatabase } from '../helpers/database.ts';

const { db, owner } = await testDatabase();

test('the application appends to the ledger and can change nothing there', async () => {
  await db.query(`INSERT INTO ledger (at, actor_kind, act) VALUES (now(), 'system', 'decision')`);
  await expect(db.query(`UPDATE ledger SET act = 'x'`)).rejects.toThrow(/permission denied/);
  await expect(db.query('DELETE FROM ledger')).rejects.toThrow(/permission denied/);
  await expect(db.query('TRUNCATE ledger')).rejects.toThrow(/permission denied/);
});

test('not even the owner changes a ledger row or a contact by mistake', async () => {
  await expect(owner.query(`UPDATE ledger SET act = 'x'`)).rejects.toThrow(/append-only/);
  await expect(owner.query('TRUNCATE contact CASCADE')).rejects.toThrow(/append-only/);
});

test('only a demo moves the clock', async () => {
  await db.query(`INSERT INTO installation (id, demo) VALUES ('test', false)`);
  await expect(db.query('UPDATE installation SET clock_offset_ms = 1')).rejects.toThrow(/only_a_demo_moves_the_clock/);
});
