import type { FastifyRequest } from 'fastify';
import plugin from 'fastify-plugin';
import type { Queryable } from '../../prisma/database.ts';

/** Fields of answers that hold a name of the reference data: receivables, groups, departments, taxes. */
const named = new Set([
  'receivable_name',
  'department_name',
  'group_name',
  'tax_item_name',
  'sender_name',
  'receivables',
  'allotted',
]);

/**
 * Queries answer with Japanese names of the reference data. A person who reads English (`accept-language: en`) gets their English ones; the
 * facts of the city, its wards and people, stay as they are written.
 */
export const language = plugin(
  async (app) => {
    const { db } = app.deps;
    app.addHook('preSerialization', async (request, _reply, payload: unknown) => {
      if (!readsEnglish(request) || typeof payload !== 'object' || payload === null) return payload;
      return translated(payload, await englishNames(db));
    });
  },
  { name: 'language' },
);

function readsEnglish({ headers }: FastifyRequest): boolean {
  return /^en\b/i.test(headers['accept-language'] ?? '');
}

async function englishNames(db: Queryable): Promise<Map<string, string>> {
  const { rows } = await db.query<{ name_ja: string; name_en: string }>(
    `SELECT name_ja, name_en FROM tax_item UNION ALL SELECT name_ja, name_en FROM department
     UNION ALL SELECT name_ja, name_en FROM receivable_group UNION ALL SELECT name_ja, name_en FROM receivable`,
  );
  return new Map(rows.map(({ name_ja, name_en }) => [name_ja, name_en]));
}

function translated(value: unknown, names: Map<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => translated(item, names));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]: [string, unknown]) => [
      key,
      named.has(key) || (key === 'name' && 'group_code' in value) ? english(field, names) : translated(field, names),
    ]),
  );
}

function english(field: unknown, names: Map<string, string>): unknown {
  if (Array.isArray(field)) return field.map((item: unknown) => english(item, names));
  return typeof field === 'string' ? (names.get(field) ?? field) : field;
}
