import { z } from 'zod';
import { transaction } from '../../prisma/database.ts';
import { correctReturnedMail, recordReturnedMail } from '../../records/returned-mail.ts';
import type { App } from '../app.ts';
import { logOperation } from '../operation-log.ts';
import { staffOf } from '../plugins/session.ts';
import { findSentLetters } from '../queries/sent-letters.ts';
import { IdParams, problemReplies } from '../schemas/common.ts';
import { ReturnBody, ReturnCorrection, SentLetter } from '../schemas/returned-mail.ts';

const tags = ['letters'];
const nothing = { 204: z.null(), ...problemReplies };

/** 返戻 (D7): find the letter that lies on the desk, record that it came back, take a mistake back. */
export async function returnedMailRoutes(app: App): Promise<void> {
  const { db, clock } = app.deps;
  const work = { can: ['work', 'letter'] as const };

  app.post(
    '/api/letters/find',
    {
      schema: {
        tags,
        body: z.object({ text: z.string().trim().min(4).max(40) }),
        response: { 200: z.array(SentLetter), ...problemReplies },
      },
      config: work,
    },
    async (request) => {
      const letters = await findSentLetters(db, request.body.text);
      await logOperation(db, request, { function: 'search', targetKind: 'letters', count: letters.length });
      return letters;
    },
  );

  app.post(
    '/api/letters/:id/returned',
    { schema: { tags, params: IdParams, body: ReturnBody, response: nothing }, config: work },
    async (request, reply) => {
      const at = await clock.now();
      const { returned_on: returnedOn, reason } = request.body;
      const actor = { kind: 'staff', id: staffOf(request).id } as const;
      await transaction(db, (tx) =>
        recordReturnedMail(tx, actor, { letterId: request.params.id, returnedOn, reason, at }),
      );
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/letters/:id/returned/correct',
    { schema: { tags, params: IdParams, body: ReturnCorrection, response: nothing }, config: work },
    async (request, reply) => {
      const at = await clock.now();
      const actor = { kind: 'staff', id: staffOf(request).id } as const;
      await transaction(db, (tx) =>
        correctReturnedMail(tx, actor, { letterId: request.params.id, text: request.body.reason, at }),
      );
      return reply.code(204).send(null);
    },
  );
}
