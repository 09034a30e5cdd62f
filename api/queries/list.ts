import type { FastifyReply } from 'fastify';
import pg from 'pg';
import { problem } from '../../domain/problem.ts';
import type { Queryable } from '../../prisma/database.ts';
import type { ListQuery } from '../schemas/list.ts';

/** Collects conditions with their parameters; `?` in a condition becomes the parameter's number. */
export class Where {
  readonly params: unknown[] = [];
  private readonly conditions: string[] = [];

  and(condition: string, ...values: unknown[]): this {
    let index = 0;
    this.conditions.push(
      condition.replace(/\?/g, () => {
        this.params.push(values[index++]);
        return `$${this.params.length}`;
      }),
    );
    return this;
  }

  get sql(): string {
    return this.conditions.length === 0
      ? ''
      : `WHERE ${this.conditions.map((condition) => `(${condition})`).join(' AND ')}`;
  }
}

/** How one list is made: its FROM clause, its columns, and the closed lists of what it may be sorted and filtered by. */
export interface ListDefinition {
  /** Noun of the Content-Range header */
  name: string;
  select: string;
  from: string;
  /** Sortable name → SQL */
  sorts: Record<string, string>;
  defaultSort: string;
  /** Filter name → SQL condition with `?`; a list value is passed as an array (write `= ANY(?)`) */
  filters: Record<string, string>;
}

const MAX_ROWS = 500;

/** Runs one page of a list with its total and sets Content-Range. Unknown sort or filter names are a bad request, not ignored. */
export async function list<Row extends object>(
  db: Queryable,
  reply: FastifyReply,
  definition: ListDefinition,
  query: ListQuery,
  where = new Where(),
): Promise<Row[]> {
  for (const [name, value] of Object.entries(query.filter ?? {})) {
    const condition = definition.filters[name];
    if (!condition) throw problem('bad_request', { filter: name });
    where.and(condition, value);
  }
  const order = query.sort
    ? `${sortColumn(definition, query.sort[0])} ${query.sort[1]} NULLS LAST`
    : definition.defaultSort;
  const [from, to] = query.range ?? [0, 24];
  const limit = Math.max(0, Math.min(to - from + 1, MAX_ROWS));
  const { rows } = await asked<Row>(
    db,
    `SELECT ${definition.select} FROM ${definition.from} ${where.sql} ORDER BY ${order} OFFSET ${from} LIMIT ${limit}`,
    where.params,
  );
  const { rows: counted } = await asked<{ total: number }>(
    db,
    `SELECT count(*)::integer AS total FROM ${definition.from} ${where.sql}`,
    where.params,
  );
  reply.header(
    'content-range',
    `${definition.name} ${from}-${from + Math.max(0, rows.length - 1)}/${counted[0]!.total}`,
  );
  return rows;
}

/** A filter's value that is not of its column's kind (no id, no date) is the caller's mistake: SQLSTATE class 22 and no operator for it. */
async function asked<Row extends object>(db: Queryable, sql: string, params: unknown[]): Promise<pg.QueryResult<Row>> {
  try {
    return await db.query<Row>(sql, params);
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code?.startsWith('22'))
      throw problem('bad_request', { filter: 'value' });
    throw error;
  }
}

function sortColumn(definition: ListDefinition, name: string): string {
  const column = definition.sorts[name];
  if (!column) throw problem('bad_request', { sort: name });
  return column;
}
