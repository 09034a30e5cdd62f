import { z } from 'zod';
import { faultPoint } from '../../fault-point.ts';
import { problem } from '../../domain/problem.ts';
import { transaction } from '../../prisma/database.ts';
import { handOverLetters, receiveNote } from '../../records/letter.ts';
import type { App } from '../app.ts';
import { staffOf } from '../plugins/session.ts';
import { deliveryNoteData } from '../queries/delivery-note.ts';
import { deliveryNoteList } from '../queries/letters.ts';
import { list, Where } from '../queries/list.ts';
import { Id, IdParams, problemReplies } from '../schemas/common.ts';
import { DeliveryNoteRow } from '../schemas/letter.ts';
import { ListQuery } from '../schemas/list.ts';

const tags = ['delivery-notes'];
const read = { can: ['read', 'letter'] as const };

/** 納品書 (D4): the centre hands over, the department's clerk confirms receipt. */
export async function deliveryNoteRoutes(app: App): Promise<void> {
  const { db, clock, renderer } = app.deps;

  app.get(
    '/api/delivery-notes',
    {
      schema: { tags, querystring: ListQuery, response: { 200: z.array(DeliveryNoteRow), ...problemReplies } },
      config: read,
    },
    (request, reply) => {
      const { department_code } = staffOf(request);
      const where = department_code ? new Where().and('n.department_code = ?', department_code) : new Where();
      return list<DeliveryNoteRow>(db, reply, deliveryNoteList, request.query, where);
    },
  );

  app.post(
    '/api/delivery-notes',
    {
      schema: {
        tags,
        body: z.object({ department_code: z.string() }),
        response: { 201: z.object({ id: Id }), ...problemReplies },
      },
      config: { can: ['deliver', 'letter'] },
    },
    async (request, reply) => {
      const at = await clock.now();
      const actor = { kind: 'staff', id: staffOf(request).id } as const;
      const id = await transaction(db, (tx) => handOverLetters(tx, actor, request.body.department_code, at));
      faultPoint('api.letters_handed_over');
      return reply.code(201).send({ id });
    },
  );

  app.post(
    '/api/delivery-notes/:id/receive',
    {
      schema: { tags, params: IdParams, response: { 204: z.null(), ...problemReplies } },
      config: { can: ['receive', 'letter'] },
    },
    async (request, reply) => {
      const staff = staffOf(request);
      if (!staff.department_code) throw problem('forbidden'); // "manage" includes every act, but the centre cannot receive for the city
      await assertOwnDepartment(request.params.id, staff.department_code);
      const at = await clock.now();
      await transaction(db, (tx) => receiveNote(tx, { kind: 'staff', id: staff.id }, request.params.id, at));
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/api/delivery-notes/:id/pdf',
    { schema: { tags, params: IdParams, response: { 200: z.any(), ...problemReplies } }, config: read },
    async (request, reply) => {
      await assertOwnDepartment(request.params.id, staffOf(request).department_code);
      const data = await deliveryNoteData(db, request.params.id);
      if (!data) throw problem('not_found');
      const { pdf } = await renderer.renderDeliveryNote(data);
      return reply.type('application/pdf').header('content-disposition', 'inline').send(Buffer.from(pdf));
    },
  );

  async function assertOwnDepartment(noteId: string, departmentCode: string | null): Promise<void> {
    const { rows } = await db.query<{ department_code: string }>(
      'SELECT department_code FROM delivery_note WHERE id = $1',
      [noteId],
    );
    if (!rows[0]) throw problem('not_found');
    if (departmentCode && rows[0].department_code !== departmentCode) throw problem('other_department');
  }
}
