import { describe, expect, test } from '@jest/globals';
import { transaction } from '../../prisma/database.ts';
import { migrate } from '../../prisma/migrate.ts';
import { testDatabase } from '../helpers/database.ts';

const { db, url, owner } = await testDatabase();

describe('a connection of the application', () => {
  test('acts in the application’s role', async () => {
    const { rows } = await db.query('SELECT current_user AS role');
    expect(rows).toEqual([{ role: 'oshirase_app' }]);
  });

  test('reads days as text and counts as numbers', async () => {
    const { rows } = await db.query(`SELECT date '2026-04-01' AS day, 5::bigint AS count`);
    expect(rows).toEqual([{ day: '2026-04-01', count: 5 }]);
  });

  test('undoes a transaction that throws', async () => {
    const broken = transaction(db, async (tx) => {
      await tx.query(`INSERT INTO department (code, name_ja, name_en, position) VALUES ('x', 'x', 'x', 1)`);
      throw new Error('thrown on purpose');
    });
    await expect(broken).rejects.toThrow('thrown on purpose');
    expect((await db.query('SELECT FROM department')).rowCount).toBe(0);
  });
});

describe('what is append-only', () => {
  const tables = [
    'ledger',
    'contact',
    'contact_line',
    'call_event',
    'sms_receipt',
    'operation_log',
    'restatement',
    'decision',
  ];

  test.each(tables)('%s refuses the application to change, delete or empty it', async (table) => {
    await expect(db.query(`DELETE FROM ${table}`)).rejects.toThrow('permission denied');
    await expect(db.query(`TRUNCATE ${table} CASCADE`)).rejects.toThrow('permission denied');
    const { rows } = await db.query(`SELECT has_any_column_privilege($1, 'UPDATE') AS may`, [table]);
    expect(rows).toEqual([{ may: false }]);
  });

  test('refuses the owner too', async () => {
    await owner.query(`INSERT INTO ledger (at, actor_kind, act) VALUES (now(), 'system', 'x')`);
    await expect(owner.query('DELETE FROM ledger')).rejects.toThrow('ledger is append-only');
    await expect(owner.query('TRUNCATE ledger')).rejects.toThrow('ledger is append-only');
    await expect(owner.query(`UPDATE ledger SET act = 'y'`)).rejects.toThrow('ledger is append-only');
  });
});

test('applies migrations once', async () => {
  expect(await migrate(url)).toEqual([]);
});

test('refuses a migration that was edited after it was applied', async () => {
  await owner.query(`UPDATE _prisma_migrations SET checksum = 'other'`);
  await expect(migrate(url)).rejects.toThrow('was edited after this database had applied it');
});

test('only a demo moves the clock', async () => {
  await db.query(`INSERT INTO installation (id, demo) VALUES ('test', false)`);
  await expect(db.query('UPDATE installation SET clock_offset_ms = 1')).rejects.toThrow('only_a_demo_moves_the_clock');
});
