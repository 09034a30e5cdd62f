import { expect, test } from '@jest/globals';
import { verify } from '@node-rs/argon2';
import { transaction } from '../../prisma/database.ts';
import { loadReference } from '../../prisma/reference.ts';
import { demoPassword } from '../../prisma/reference/staff.ts';
import { ruleHash } from '../../records/rule-hash.ts';
import { testDatabase } from '../helpers/database.ts';

const { db } = await testDatabase();
const tables = ['department', 'receivable_group', 'receivable', 'tax_item', 'calendar_day', 'rule_version', 'staff'];

async function counts() {
  const all = tables.map(
    async (table) => (await db.query<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)).rows[0]!.n,
  );
  return Promise.all(all);
}

test('an installation outside the demo begins without staff', async () => {
  await transaction(db, (tx) => loadReference(tx, { demo: false }));
  expect(await counts()).toEqual([4, 3, 5, 10, 1_461, 5, 0]);
});

test('loading again changes nothing, a manager’s settings included', async () => {
  await db.query(`UPDATE receivable SET settings = jsonb_set(settings, '{letterTermDays}', '30') WHERE code = 'care'`);
  await transaction(db, (tx) => loadReference(tx, { demo: true }));
  const before = await counts();
  await transaction(db, (tx) => loadReference(tx, { demo: true }));
  expect(await counts()).toEqual(before);
  const { rows } = await db.query(`SELECT settings->>'letterTermDays' AS days FROM receivable WHERE code = 'care'`);
  expect(rows).toEqual([{ days: '30' }]);
});

test('a demo has every role, and its people log in with the documented password', async () => {
  const { rows } = await db.query<{ role: string; n: number }>(
    'SELECT role, count(*) AS n FROM staff GROUP BY role ORDER BY role',
  );
  expect(Object.fromEntries(rows.map((row) => [row.role, row.n]))).toEqual({
    administrator: 1,
    auditor: 1,
    clerk: 4,
    deputy: 1,
    manager: 1,
    operator: 7,
  });
  const stored = await db.query<{ password_hash: string }>(`SELECT password_hash FROM staff WHERE login = 'operator3'`);
  expect(stored.rows[0]!.password_hash).toMatch(/^\$argon2id\$/);
  expect(await verify(stored.rows[0]!.password_hash, demoPassword)).toBe(true);
});

test('each rule version carries the hash of its content, whatever the order of its keys', async () => {
  const { rows } = await db.query<{ content: Parameters<typeof ruleHash>[0]; content_hash: string }>(
    'SELECT content, content_hash FROM rule_version',
  );
  for (const { content, content_hash } of rows) expect(ruleHash(content)).toBe(content_hash);
});
