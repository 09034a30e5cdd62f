import { z } from 'zod';
import { problem } from '../../domain/problem.ts';
import type { App } from '../app.ts';
import type { Action, Subject } from '../abilities.ts';
import { logOperation } from '../operation-log.ts';
import { staffOf } from '../plugins/session.ts';
import { list, type ListDefinition, Where } from '../queries/list.ts';
import { visibleReceivables } from '../queries/staff.ts';
import { problemReplies } from '../schemas/common.ts';
import { ListQuery } from '../schemas/list.ts';

export interface Resource<Row extends z.ZodType> {
  path: string;
  can: readonly [Action, Subject];
  row: Row;
  definition: ListDefinition;
  /** SQL of the row's receivable: a clerk sees only the own department's */
  receivable?: string;
  /** Rows name people: reading them is logged (§17(2)サ) */
  personal: boolean;
}

/** `GET /api/<path>`: one page of a list in react-admin's dialect, cut down to what the person may see. */
export function listRoute<Row extends z.ZodType<object>>(app: App, resource: Resource<Row>): void {
  const { db } = app.deps;
  app.get(
    `/api/${resource.path}`,
    {
      schema: {
        tags: [resource.path],
        querystring: ListQuery,
        response: { 200: z.array(resource.row), ...problemReplies },
      },
      config: { can: resource.can },
    },
    async (request, reply) => {
      const staff = staffOf(request);
      const where = new Where();
      const visible = resource.receivable ? await visibleReceivables(db, staff) : null;
      if (visible) where.and(`${resource.receivable} = ANY(?)`, visible);
      const { search, ...filter } = request.query.filter ?? {};
      if (search !== undefined && !resource.personal) throw problem('bad_request', { filter: 'search' });
      if (search !== undefined)
        where.and(
          'd.id = ANY(SELECT unnest(debtor_ids) FROM saved_search WHERE id = ? AND staff_id = ?)',
          search,
          staff.id,
        );
      const rows = await list<z.output<Row>>(db, reply, resource.definition, { ...request.query, filter }, where);
      if (resource.personal && rows.length > 0) {
        await logOperation(db, request, { function: 'view', targetKind: resource.path, count: rows.length });
      }
      return rows;
    },
  );
}
