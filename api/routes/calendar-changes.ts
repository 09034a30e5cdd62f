import { z } from 'zod';
import { problem } from '../../domain/problem.ts';
import { transaction } from '../../prisma/database.ts';
import { applyCalendarChange, discardCalendarChange } from '../../records/calendar-change.ts';
import { rebookCallback } from '../../records/callback.ts';
import type { App } from '../app.ts';
import { staffOf } from '../plugins/session.ts';
import { calendarChangePage, calendarChangeTables } from '../queries/calendar.ts';
import {
  ApplyBody,
  CalendarChange,
  CalendarChangeItemRow,
  CalendarChangeRow,
  RebookBody,
} from '../schemas/calendar.ts';
import { IdParams, problemReplies } from '../schemas/common.ts';
import { startCalendarChange } from './calendar.ts';
import { listRoute } from './resource.ts';

const tags = ['calendar'];
const manage = { can: ['administer', 'calendar'] as const };
const done = { 204: z.null(), ...problemReplies };

/** Changes of the calendar: each deadline that moves is seen first, then all days change at once and the workflows decide again. */
export async function calendarChangeRoutes(app: App): Promise<void> {
  const { db, clock, books } = app.deps;

  listRoute(app, {
    path: 'calendar-changes',
    can: ['read', 'calendar'],
    row: CalendarChangeRow,
    personal: false,
    definition: {
      name: 'calendar-changes',
      select: `c.id, c.source, c.reason, c.state, jsonb_array_length(c.days) AS days, q.name AS requested_by_name, c.requested_at, c.applied_at,
        (SELECT count(*) FROM calendar_change_item i WHERE i.change_id = c.id AND NOT i.conflict AND i.state <> 'gone')::integer AS moved,
        (SELECT count(*) FROM calendar_change_item i WHERE i.change_id = c.id AND i.conflict AND i.state <> 'gone')::integer AS conflicts`,
      from: calendarChangeTables,
      sorts: { id: 'c.id', requested_at: 'c.requested_at' },
      defaultSort: 'c.requested_at DESC, c.id',
      filters: { state: 'c.state = ?' },
    },
  });

  listRoute(app, {
    path: 'calendar-change-items',
    can: ['read', 'account'],
    row: CalendarChangeItemRow,
    receivable: 'a.receivable_code',
    personal: true,
    definition: {
      name: 'calendar-change-items',
      select: `i.account_id || '/' || i.kind AS id, i.account_id, CASE WHEN d.kind = 'company' THEN d.name ELSE split_part(d.name, ' ', 1) || ' ●●' END AS name,
               r.name_ja AS receivable_name, i.kind, i.code, i.before, i.after, i.conflict, i.cause_day, i.state, i.unforeseen,
               (SELECT t.id FROM task t WHERE i.kind = 'callback' AND t.account_id = a.id AND t.kind = 'callback' AND t.state = 'open') AS task_id`,
      from: `calendar_change_item i JOIN account a ON a.id = i.account_id JOIN debtor d ON d.id = a.debtor_id
        JOIN receivable r ON r.code = a.receivable_code`,
      sorts: { id: 'i.account_id', before: 'i.before' },
      defaultSort: 'i.conflict DESC, i.before NULLS FIRST, i.account_id, i.kind',
      filters: {
        change_id: 'i.change_id = ?',
        conflict: 'i.conflict = ?',
        kind: 'i.kind = ?',
        cause_day: 'i.cause_day = ?',
        state: 'i.state = ?',
      },
    },
  });

  app.get(
    '/api/calendar-changes/:id',
    {
      schema: { tags, params: IdParams, response: { 200: CalendarChange, ...problemReplies } },
      config: { can: ['read', 'calendar'] },
    },
    async (request) => {
      const found = await calendarChangePage(db, request.params.id);
      if (!found) throw problem('not_found');
      return found;
    },
  );

  app.post(
    '/api/calendar-changes/:id/apply',
    { schema: { tags, params: IdParams, body: ApplyBody, response: done }, config: manage },
    async (request, reply) => {
      const { id } = request.params;
      const actor = { staffId: staffOf(request).id, at: await clock.now() };
      await transaction(db, (tx) => applyCalendarChange(tx, actor, id, request.body.accept_no_open_day));
      await startCalendarChange(app, id);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/calendar-changes/:id/discard',
    { schema: { tags, params: IdParams, response: done }, config: manage },
    async (request, reply) => {
      const actor = { staffId: staffOf(request).id, at: await clock.now() };
      await transaction(db, (tx) => discardCalendarChange(tx, actor, request.params.id));
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/callbacks/:id/rebook',
    {
      schema: { tags: ['tasks'], params: IdParams, body: RebookBody, response: done },
      config: { can: ['work', 'case'] },
    },
    async (request, reply) => {
      const at = await clock.now();
      const { at: dueAt } = request.body;
      await transaction(db, async (tx) => {
        if (dueAt <= at || !(await books.calendar(tx)).isOpen(dueAt)) throw problem('outside_operating_hours');
        await rebookCallback(tx, { taskId: request.params.id, staffId: staffOf(request).id, dueAt, at });
      });
      return reply.code(204).send(null);
    },
  );
}
