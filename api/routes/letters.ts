import { z } from 'zod';
import { lettersLeaving } from '../../activities/restored-database.ts';
import { problem } from '../../domain/problem.ts';
import { faultPoint } from '../../fault-point.ts';
import { transaction } from '../../prisma/database.ts';
import { checkLetter, finishChecking, markPrinted } from '../../records/letter.ts';
import { leaveOut, openBatch } from '../../records/letter-batch.ts';
import { letterBatchWorkflowId, taskQueue } from '../../workflows/ids.ts';
import type { App } from '../app.ts';
import { logOperation } from '../operation-log.ts';
import { staffOf } from '../plugins/session.ts';
import { batchList, envelopeOf, letterList, waitingLetters } from '../queries/letters.ts';
import { assertMaySee } from '../queries/staff.ts';
import { Id, IdParams, problemReplies } from '../schemas/common.ts';
import { BatchRow, Envelope, LetterRow, WaitingLetters } from '../schemas/letter.ts';
import { listRoute } from './resource.ts';

const tags = ['letters'];
const nothing = { 204: z.null(), ...problemReplies };

/** 催告書: batches by stage, the PDF, two people's checks, pulling and spoiling (D1-D3). */
export async function letterRoutes(app: App): Promise<void> {
  const { db, clock, temporal, installationId, journal } = app.deps;
  const read = { can: ['read', 'letter'] as const };
  const check = { can: ['check', 'letter'] as const };

  listRoute(app, {
    path: 'letter-batches',
    can: ['read', 'letter'],
    row: BatchRow,
    receivable: 'b.receivable_code',
    personal: false,
    definition: batchList,
  });
  listRoute(app, {
    path: 'letters',
    can: ['read', 'letter'],
    row: LetterRow,
    receivable: 'a.receivable_code',
    personal: true,
    definition: letterList,
  });

  app.get(
    '/api/letters/waiting',
    { schema: { tags, response: { 200: WaitingLetters, ...problemReplies } }, config: read },
    () => waitingLetters(db),
  );

  app.post(
    '/api/letter-batches',
    {
      schema: {
        tags,
        body: z.object({ receivable_code: z.string() }),
        response: { 201: z.object({ id: Id }), ...problemReplies },
      },
      config: { can: ['administer', 'letter'] },
    },
    async (request, reply) => {
      const at = await clock.now();
      const actor = { kind: 'staff', id: staffOf(request).id } as const;
      const id = await transaction(db, (tx) => openBatch(tx, actor, request.body.receivable_code, at));
      faultPoint('api.batch_opened');
      await temporal.workflow.start('letterBatch', {
        workflowId: letterBatchWorkflowId(installationId, id),
        taskQueue: taskQueue(installationId, 'main'),
        args: [id],
        workflowIdConflictPolicy: 'USE_EXISTING', // the reconciler may have been faster
      });
      faultPoint('api.batch_started');
      return reply.code(201).send({ id });
    },
  );

  app.get(
    '/api/letter-batches/:id/pdf',
    { schema: { tags, params: IdParams, response: { 200: z.any(), ...problemReplies } }, config: read },
    async (request, reply) => {
      const { rows } = await db.query<{ receivable_code: string; pdf: Buffer | null; letters: number }>(
        'SELECT receivable_code, pdf, (SELECT count(*) FROM letter WHERE batch_id = b.id)::integer AS letters FROM letter_batch b WHERE id = $1',
        [request.params.id],
      );
      if (!rows[0]) throw problem('not_found');
      await assertMaySee(db, staffOf(request), rows[0].receivable_code);
      if (!rows[0].pdf) throw problem('not_found');
      await logOperation(db, request, {
        function: 'export',
        targetKind: 'letter_batch',
        targetId: request.params.id,
        count: rows[0].letters,
      });
      return reply.type('application/pdf').header('content-disposition', 'inline').send(rows[0].pdf);
    },
  );

  app.get(
    '/api/letters/:id/envelope',
    { schema: { tags, params: IdParams, response: { 200: Envelope, ...problemReplies } }, config: check },
    async (request) => {
      const envelope = await envelopeOf(db, request.params.id);
      if (!envelope) throw problem('not_found');
      await logOperation(db, request, { function: 'view', targetKind: 'letter', targetId: envelope.id });
      return envelope;
    },
  );

  app.post(
    '/api/letter-batches/:id/printed',
    { schema: { tags, params: IdParams, response: nothing }, config: check },
    async (request, reply) => {
      const at = await clock.now();
      const batchId = request.params.id;
      await transaction(db, async (tx) => {
        await markPrinted(tx, { kind: 'staff', id: staffOf(request).id }, batchId, at);
        const leaving = await lettersLeaving(tx, batchId);
        await journal?.note(leaving.map((letter) => ({ kind: 'print', ...letter, at: at.toISOString() })));
      });
      faultPoint('api.sheets_printed');
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/letters/:id/checks',
    {
      schema: {
        tags,
        params: IdParams,
        body: z.object({
          round: z.union([z.literal(1), z.literal(2)]),
          result: z.enum(['match', 'mismatch']),
          reason: z.string().max(200).nullable().default(null),
        }),
        response: nothing,
      },
      config: check,
    },
    async (request, reply) => {
      const { result, reason } = request.body;
      if (result === 'mismatch' && !reason?.trim()) throw problem('bad_request', { field: 'reason' });
      const at = await clock.now();
      const actor = { kind: 'staff', id: staffOf(request).id } as const;
      await transaction(db, (tx) => checkLetter(tx, actor, { letterId: request.params.id, ...request.body, at }));
      faultPoint('api.envelope_checked');
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/letters/:id/:verb',
    {
      schema: {
        tags,
        params: IdParams.extend({ verb: z.enum(['pull', 'spoil']) }),
        body: z.object({ reason: z.string().trim().min(1).max(200) }),
        response: nothing,
      },
      config: check,
    },
    async (request, reply) => {
      const at = await clock.now();
      await transaction(db, async (tx) => {
        const { rows } = await tx.query<{ id: string; account_id: string; batch_id: string; state: string }>(
          'SELECT id, account_id, batch_id, state FROM letter WHERE id = $1 FOR UPDATE',
          [request.params.id],
        );
        const letter = rows[0];
        if (!letter) throw problem('not_found');
        if (!['rendered', 'printed', 'verified'].includes(letter.state))
          throw problem('wrong_state', { state: letter.state });
        const actor = { kind: 'staff', id: staffOf(request).id } as const;
        const state = request.params.verb === 'pull' ? 'pulled' : 'spoiled';
        await leaveOut(tx, letter, request.body.reason, at, state, actor);
        await finishChecking(tx, letter.batch_id);
      });
      return reply.code(204).send(null);
    },
  );
}
