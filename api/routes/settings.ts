import { z } from 'zod';
import { problem } from '../../domain/problem.ts';
import { transaction } from '../../prisma/database.ts';
import { appendLedger } from '../../records/ledger.ts';
import { addReceivable, changeReceivable } from '../../records/receivable.ts';
import type { App } from '../app.ts';
import { staffOf } from '../plugins/session.ts';
import { problemReplies } from '../schemas/common.ts';
import { CalendarRow, OperationRow, ReceivableBody, ReceivablePatch, ReceivableRow } from '../schemas/setting.ts';
import { listRoute } from './resource.ts';

const tags = ['settings'];
const manage = { can: ['administer', 'setting'] as const };

/** Receivables as data, the calendar to read, the operation log (A1, A3, H1). */
export async function settingRoutes(app: App): Promise<void> {
  const { db, clock } = app.deps;

  listRoute(app, {
    path: 'receivables',
    can: ['read', 'rule'],
    row: ReceivableRow,
    personal: false,
    definition: {
      name: 'receivables',
      select: `r.code AS id, r.code, r.group_code, g.name_ja AS group_name, g.phone AS group_phone, r.department_code, d.name_ja AS department_name,
               r.name_ja, r.name_en, r.active, r.payments_as_of, r.settings,
               (SELECT count(*) FROM account a WHERE a.receivable_code = r.code)::integer AS accounts`,
      from: 'receivable r JOIN receivable_group g ON g.code = r.group_code JOIN department d ON d.code = r.department_code',
      sorts: { id: 'r.position', name_ja: 'r.name_ja' },
      defaultSort: 'r.position',
      filters: { id: 'r.code = ANY(?)', group_code: 'r.group_code = ?' },
    },
  });
  listRoute(app, {
    path: 'calendar-days',
    can: ['read', 'calendar'],
    row: CalendarRow,
    personal: false,
    definition: {
      name: 'calendar-days',
      select: 'c.day AS id, c.day, c.pattern, c.city_open, c.holiday_name',
      from: 'calendar_day c',
      sorts: { id: 'c.day', day: 'c.day' },
      defaultSort: 'c.day',
      filters: { from_date: 'c.day >= ?', to_date: 'c.day <= ?', pattern: 'c.pattern = ?' },
    },
  });
  listRoute(app, {
    path: 'operations',
    can: ['read', 'audit'],
    row: OperationRow,
    personal: false,
    definition: {
      name: 'operations',
      select: 'o.id, o.at, s.name AS staff_name, s.role, o.function, o.target_kind, o.target_id, o.count, o.reason',
      from: 'operation_log o LEFT JOIN staff s ON s.id = o.staff_id',
      sorts: { id: 'o.id', at: 'o.at' },
      defaultSort: 'o.id DESC',
      filters: {
        function: 'o.function = ?',
        target_kind: 'o.target_kind = ?',
        target_id: 'o.target_id = ?',
        staff_id: 'o.staff_id = ?',
        from_date: `o.at >= ?::date::timestamp AT TIME ZONE 'Asia/Tokyo'`,
        to_date: `o.at < (?::date + 1)::timestamp AT TIME ZONE 'Asia/Tokyo'`,
      },
    },
  });

  app.post(
    '/api/receivables',
    {
      schema: { tags, body: ReceivableBody, response: { 201: z.object({ id: z.string() }), ...problemReplies } },
      config: manage,
    },
    async (request, reply) => {
      const at = await clock.now();
      await transaction(db, async (tx) => {
        if (!(await addReceivable(tx, request.body))) throw problem('bad_request', { field: 'code' });
        await logSetting(tx, staffOf(request).id, at, { receivable: request.body.code, added: true });
      });
      return reply.code(201).send({ id: request.body.code });
    },
  );

  app.patch(
    '/api/receivables/:code',
    {
      schema: {
        tags,
        params: z.object({ code: z.string() }),
        body: ReceivablePatch,
        response: { 204: z.null(), ...problemReplies },
      },
      config: manage,
    },
    async (request, reply) => {
      const at = await clock.now();
      await transaction(db, async (tx) => {
        if (!(await changeReceivable(tx, request.params.code, request.body))) throw problem('not_found');
        await logSetting(tx, staffOf(request).id, at, { receivable: request.params.code, changed: request.body });
      });
      return reply.code(204).send(null);
    },
  );

  function logSetting(
    tx: Parameters<typeof appendLedger>[0],
    staffId: string,
    at: Date,
    detail: Record<string, unknown>,
  ) {
    return appendLedger(tx, { at, actor: { kind: 'staff', id: staffId }, act: 'setting_changed', detail });
  }
}
