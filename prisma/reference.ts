import { hash } from '@node-rs/argon2';
import { cityTaxLateCharge, FIRST_DAY } from '../domain/late-charge-settings.ts';
import { loadCalendar } from './reference/calendar.ts';
import { departments, groups, receivables, taxItems } from './reference/book.ts';
import { loadFirstRules } from './reference/rules.ts';
import { firstSettings } from './reference/settings.ts';
import { demoPassword, demoStaff } from './reference/staff.ts';
import type { Queryable } from './database.ts';

/**
 * Writes what every installation begins with: departments, groups, receivables with their first settings and late charges, tax items, the operating
 * calendar of the fiscal years 2025–2028 and rule version 1 per receivable; in a demo also the staff. What exists already is left alone, so it may be repeated.
 */
export async function loadReference(tx: Queryable, options: { demo: boolean }): Promise<void> {
  await loadDepartments(tx);
  await loadGroups(tx);
  await loadReceivables(tx);
  await loadLateCharges(tx);
  await loadTaxItems(tx);
  await loadCalendar(tx, { first: 2025, last: 2028 });
  await loadFirstRules(tx);
  if (options.demo) await loadDemoStaff(tx);
}

async function loadDepartments(tx: Queryable): Promise<void> {
  await tx.query(
    `INSERT INTO department (code, name_ja, name_en, position)
     SELECT r->>'code', r->>'nameJa', r->>'nameEn', position
       FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS t(r, position) ON CONFLICT DO NOTHING`,
    [JSON.stringify(departments)],
  );
}

async function loadGroups(tx: Queryable): Promise<void> {
  await tx.query(
    `INSERT INTO receivable_group (code, name_ja, name_en, phone, contact_target_percent, position)
     SELECT r->>'code', r->>'nameJa', r->>'nameEn', r->>'phone', (r->>'target')::integer, position
       FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS t(r, position) ON CONFLICT DO NOTHING`,
    [JSON.stringify(groups)],
  );
}

async function loadReceivables(tx: Queryable): Promise<void> {
  const rows = receivables.map((row) => ({ ...row, settings: firstSettings(row) }));
  await tx.query(
    `INSERT INTO receivable (code, group_code, department_code, name_ja, name_en, position, settings)
     SELECT r->>'code', r->>'group', r->>'department', r->>'nameJa', r->>'nameEn', position, r->'settings'
       FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS t(r, position) ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows)],
  );
}

/** City tax's law for all: the premiums' ordinances differ by city and were not found, so the city corrects them on the settings page. */
async function loadLateCharges(tx: Queryable): Promise<void> {
  await tx.query(
    `INSERT INTO late_charge_rule (receivable_code, applies_from, settings)
     SELECT code, $1, $2 FROM receivable r WHERE NOT EXISTS (SELECT FROM late_charge_rule WHERE receivable_code = r.code)`,
    [FIRST_DAY, JSON.stringify(cityTaxLateCharge)],
  );
}

async function loadTaxItems(tx: Queryable): Promise<void> {
  await tx.query(
    `INSERT INTO tax_item (code, receivable_code, name_ja, name_en, position)
     SELECT r->>'code', r->>'receivable', r->>'nameJa', r->>'nameEn', position
       FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS t(r, position) ON CONFLICT DO NOTHING`,
    [JSON.stringify(taxItems)],
  );
}

async function loadDemoStaff(tx: Queryable): Promise<void> {
  const { rows } = await tx.query<{ count: number }>(
    'SELECT count(*)::integer AS count FROM staff WHERE login = ANY($1)',
    [demoStaff.map((person) => person.login)],
  );
  if (rows[0]!.count === demoStaff.length) return;
  const people = demoStaff.map((person) => ({
    ...person,
    extension: person.seat === undefined ? null : String(200 + person.seat),
    approves: person.role === 'deputy' || person.role === 'clerk',
  }));
  await tx.query(
    `INSERT INTO staff (login, name, kana, role, department_code, seat, extension, password_hash, approves_rules)
     SELECT r->>'login', r->>'name', r->>'kana', r->>'role', r->>'department', (r->>'seat')::integer, r->>'extension', $2,
            (r->>'approves')::boolean
       FROM jsonb_array_elements($1::jsonb) AS t(r) ON CONFLICT DO NOTHING`,
    [JSON.stringify(people), await hash(demoPassword, { memoryCost: 19_456, timeCost: 2 })],
  );
}
