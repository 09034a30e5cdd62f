import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { faultPoint } from '../../fault-point.ts';
import { receiveFile } from '../../activities/exchange/receive.ts';
import { problem } from '../../domain/problem.ts';
import { exchangeWorkflowId, taskQueue } from '../../workflows/ids.ts';
import { fileAnswered } from '../../workflows/messages.ts';
import type { App } from '../app.ts';
import { logOperation } from '../operation-log.ts';
import { staffOf } from '../plugins/session.ts';
import { fileErrors, fileList, senderOf } from '../queries/exchange.ts';
import { list, Where } from '../queries/list.ts';
import { Id, IdParams, problemReplies } from '../schemas/common.ts';
import { ExchangeErrorRow, ExchangeFileRow } from '../schemas/exchange.ts';
import { ListQuery } from '../schemas/list.ts';

const tags = ['exchange-files'];
const read = { can: ['read', 'exchange_file'] as const };
const manage = { can: ['administer', 'exchange_file'] as const };

/** データ授受 (E1): a file is checked, its differences and errors are seen, then it is taken in or refused as a whole. */
export async function exchangeFileRoutes(app: App): Promise<void> {
  const { db, clock, temporal, installationId } = app.deps;

  app.get(
    '/api/exchange-files',
    {
      schema: { tags, querystring: ListQuery, response: { 200: z.array(ExchangeFileRow), ...problemReplies } },
      config: read,
    },
    (request, reply) => {
      const { department_code } = staffOf(request);
      const where = department_code ? new Where().and('f.sender = ?', department_code) : new Where();
      return list<ExchangeFileRow>(db, reply, fileList, request.query, where);
    },
  );

  app.post(
    '/api/exchange-files',
    {
      schema: { tags, consumes: ['multipart/form-data'], response: { 201: z.object({ id: Id }), ...problemReplies } },
      config: manage,
    },
    async (request, reply) => {
      const staff = staffOf(request);
      const upload = await request.file();
      if (!upload) throw problem('bad_request', { field: 'file' });
      const bytes = await upload.toBuffer();
      if (staff.department_code && !upload.filename.startsWith(`${staff.department_code}_`))
        throw problem('other_department');
      const id = await receiveFile(db, clock, { fileName: upload.filename, bytes, receivedBy: staff.id });
      faultPoint('api.file_received');
      await temporal.workflow.start('takeInFile', {
        workflowId: exchangeWorkflowId(installationId, id),
        taskQueue: taskQueue(installationId, 'main'),
        args: [id, false],
        workflowIdConflictPolicy: 'USE_EXISTING',
      });
      faultPoint('api.file_started');
      await logOperation(db, request, { function: 'create', targetKind: 'exchange_file', targetId: id });
      return reply.code(201).send({ id });
    },
  );

  app.get(
    '/api/exchange-files/:id/errors',
    {
      schema: { tags, params: IdParams, response: { 200: z.array(ExchangeErrorRow), ...problemReplies } },
      config: read,
    },
    async (request) => {
      await assertOwn(request.params.id, staffOf(request).department_code);
      return fileErrors(db, request.params.id);
    },
  );

  app.get(
    '/api/exchange-files/:id/errors.csv',
    { schema: { tags, params: IdParams, response: { 200: z.string(), ...problemReplies } }, config: read },
    async (request, reply) => {
      await assertOwn(request.params.id, staffOf(request).department_code);
      const rows = await fileErrors(db, request.params.id);
      const csv = stringify(
        rows.map((row) => [row.row_no, row.column_name, row.message_ja]),
        {
          header: true,
          columns: ['行', '項目', '内容と対処'],
          bom: true,
          record_delimiter: 'windows',
          escape_formulas: true,
        },
      );
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="errors.csv"')
        .send(csv);
    },
  );

  app.post(
    '/api/exchange-files/:id/:verb',
    {
      schema: {
        tags,
        params: IdParams.extend({ verb: z.enum(['commit', 'reject']) }),
        response: { 202: z.null(), ...problemReplies },
      },
      config: manage,
    },
    async (request, reply) => {
      const staff = staffOf(request);
      const { id, verb } = request.params;
      await assertOwn(id, staff.department_code);
      const { rows } = await db.query<{ state: string; error_count: number }>(
        'SELECT state, error_count FROM exchange_file WHERE id = $1',
        [id],
      );
      const file = rows[0]!;
      if (file.state !== 'checked') throw problem('wrong_state', { state: file.state });
      if (verb === 'commit' && file.error_count > 0) throw problem('file_rejected', { count: file.error_count });
      const handle = temporal.workflow.getHandle(exchangeWorkflowId(installationId, id));
      await handle.signal(fileAnswered, { commit: verb === 'commit', staffId: staff.id });
      faultPoint('api.file_answered');
      await logOperation(db, request, { function: 'update', targetKind: 'exchange_file', targetId: id });
      return reply.code(202).send(null);
    },
  );

  async function assertOwn(fileId: string, departmentCode: string | null): Promise<void> {
    const sender = await senderOf(db, fileId);
    if (!sender) throw problem('not_found');
    if (departmentCode && sender !== departmentCode) throw problem('other_department');
  }
}
