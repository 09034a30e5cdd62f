import { z } from 'zod';
import { readHolidays } from '../../activities/holiday-file.ts';
import { checkYear } from '../../domain/calendar-check.ts';
import { exchangeProblemText } from '../../domain/exchange-problem.ts';
import { problem } from '../../domain/problem.ts';
import { dateOf } from '../../domain/time.ts';
import { transaction } from '../../prisma/database.ts';
import { plannedDays } from '../../records/calendar.ts';
import { changedDays, chosenDays, daysWithHolidays, proposal } from '../queries/calendar.ts';
import { requestCalendarChange } from '../../records/calendar-change.ts';
import { calendarChangeWorkflowId, taskQueue } from '../../workflows/ids.ts';
import type { App } from '../app.ts';
import { staffOf } from '../plugins/session.ts';
import {
  CalendarChangeBody,
  CalendarCheck,
  CalendarRow,
  CheckQuery,
  HolidayCheck,
  ProposalQuery,
} from '../schemas/calendar.ts';
import { Id, problemReplies } from '../schemas/common.ts';
import { listRoute } from './resource.ts';

const tags = ['calendar'];
const read = { can: ['read', 'calendar'] as const };
const manage = { can: ['administer', 'calendar'] as const };
const form = ['multipart/form-data'];

/** 運営計画 (A3): its days, a month's proposal, the check against the contract, the Cabinet Office's holidays. */
export async function calendarRoutes(app: App): Promise<void> {
  const { db, clock } = app.deps;

  listRoute(app, {
    path: 'calendar-days',
    can: ['read', 'calendar'],
    row: CalendarRow,
    personal: false,
    definition: {
      name: 'calendar-days',
      select: 'c.day AS id, c.day, c.pattern, c.city_open, c.holiday_name, c.edited_at IS NOT NULL AS edited',
      from: 'calendar_day c',
      sorts: { id: 'c.day', day: 'c.day' },
      defaultSort: 'c.day',
      filters: { from_date: 'c.day >= ?', to_date: 'c.day <= ?', pattern: 'c.pattern = ?' },
    },
  });

  app.get(
    '/api/calendar/proposal',
    {
      schema: { tags, querystring: ProposalQuery, response: { 200: z.array(CalendarRow), ...problemReplies } },
      config: read,
    },
    async ({ query: { month, closures, evenings, worked_holidays } }) =>
      proposal(db, { month, closures, evenings, workedHolidays: worked_holidays }, await clock.now()),
  );

  app.get(
    '/api/calendar/check',
    { schema: { tags, querystring: CheckQuery, response: { 200: CalendarCheck, ...problemReplies } }, config: read },
    async (request) => {
      const { fiscalYear, counts, closures, months, notes } = checkYear(
        request.query.fiscal_year,
        await plannedDays(db),
      );
      return { fiscal_year: fiscalYear, counts, closures, notes, months };
    },
  );

  app.post(
    '/api/calendar-changes',
    {
      schema: { tags, body: CalendarChangeBody, response: { 201: z.object({ id: Id }), ...problemReplies } },
      config: manage,
    },
    async (request, reply) => {
      const actor = { staffId: staffOf(request).id, at: await clock.now() };
      const { reason, days } = request.body;
      const id = await transaction(db, async (tx) =>
        requestCalendarChange(tx, actor, { source: 'edit', reason, days: await chosenDays(tx, days) }),
      );
      await startCalendarChange(app, id);
      return reply.code(201).send({ id });
    },
  );

  app.post(
    '/api/calendar/holidays/check',
    { schema: { tags, consumes: form, response: { 200: HolidayCheck, ...problemReplies } }, config: manage },
    async (request) => {
      const now = await clock.now();
      const { holidays, problems } = readHolidays(await upload(request), dateOf(now));
      const errors = problems.map(({ row, column, code, params = {} }) => ({
        row_no: row,
        column_name: column,
        code,
        message_ja: exchangeProblemText(code, params, 'ja'),
        message_en: exchangeProblemText(code, params, 'en'),
      }));
      if (errors.length > 0) return { errors, holidays: 0, days: [] };
      const { days, known } = await daysWithHolidays(db, holidays, now);
      const later = Object.keys(holidays).filter((day) => day > dateOf(now));
      return { errors, holidays: later.length, days: changedDays(known, days) };
    },
  );

  app.post(
    '/api/calendar/holidays',
    {
      schema: { tags, consumes: form, response: { 201: z.object({ id: Id }), ...problemReplies } },
      config: manage,
    },
    async (request, reply) => {
      const actor = { staffId: staffOf(request).id, at: await clock.now() };
      const { holidays, problems } = readHolidays(await upload(request), dateOf(actor.at));
      if (problems.length > 0) throw problem('file_rejected', { count: problems.length });
      const id = await transaction(db, async (tx) => {
        const { days } = await daysWithHolidays(tx, holidays, actor.at);
        return requestCalendarChange(tx, actor, { source: 'holidays', reason: '', days, holidays });
      });
      await startCalendarChange(app, id);
      return reply.code(201).send({ id });
    },
  );
}

/** Begins or goes on; its state is a row, so the reconciler may have been faster. */
export async function startCalendarChange({ deps }: App, id: string): Promise<void> {
  await deps.temporal.workflow.start('changeCalendar', {
    workflowId: calendarChangeWorkflowId(deps.installationId, id),
    taskQueue: taskQueue(deps.installationId, 'main'),
    args: [id],
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
}

async function upload(request: { file(): Promise<{ toBuffer(): Promise<Buffer> } | undefined> }): Promise<Buffer> {
  const file = await request.file();
  if (!file) throw problem('bad_request', { field: 'file' });
  return file.toBuffer();
}
