import { z } from 'zod';
import { problem } from '../../domain/problem.ts';
import { type Database, type Queryable, transaction } from '../../prisma/database.ts';
import { lateChargeRules, removeLateCharge, setLateCharge } from '../../records/late-charge.ts';
import { appendLedger } from '../../records/ledger.ts';
import type { App } from '../app.ts';
import { staffOf } from '../plugins/session.ts';
import { problemReplies } from '../schemas/common.ts';
import { LateChargeBody, LateChargeParams, LateCharges } from '../schemas/late-charge.ts';

const tags = ['settings'];
const manage = { can: ['administer', 'setting'] as const };
const replies = { 204: z.null(), ...problemReplies };

/** 延滞金 by receivable: yearly rates and the rest of each ordinance, from the day each revision applies (domain.md § Late charge). */
export async function lateChargeRoutes(app: App): Promise<void> {
  const { db, clock } = app.deps;

  app.get(
    '/api/receivables/:code/late-charges',
    {
      schema: {
        tags,
        params: z.object({ code: z.string() }),
        response: { 200: LateCharges, ...problemReplies },
      },
      config: { can: ['read', 'rule'] },
    },
    async ({ params }) => {
      const rules = (await lateChargeRules(db)).get(params.code);
      if (!rules) throw problem('not_found');
      return rules;
    },
  );

  app.put(
    '/api/receivables/:code/late-charges/:appliesFrom',
    { schema: { tags, params: LateChargeParams, body: LateChargeBody, response: replies }, config: manage },
    async (request, reply) => {
      const { code, appliesFrom } = request.params;
      await change(
        db,
        staffOf(request).id,
        await clock.now(),
        { lateCharge: code, appliesFrom, changed: request.body },
        (tx) => setLateCharge(tx, code, { appliesFrom, settings: request.body }),
      );
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/api/receivables/:code/late-charges/:appliesFrom',
    { schema: { tags, params: LateChargeParams, response: replies }, config: manage },
    async (request, reply) => {
      const { code, appliesFrom } = request.params;
      await change(db, staffOf(request).id, await clock.now(), { lateCharge: code, appliesFrom, removed: true }, (tx) =>
        removeLateCharge(tx, code, appliesFrom),
      );
      return reply.code(204).send(null);
    },
  );
}

function change(
  db: Database,
  staffId: string,
  at: Date,
  detail: Record<string, unknown>,
  act: (tx: Queryable) => Promise<boolean>,
): Promise<void> {
  return transaction(db, async (tx) => {
    if (!(await act(tx))) throw problem('not_found');
    await appendLedger(tx, { at, actor: { kind: 'staff', id: staffId }, act: 'setting_changed', detail });
  });
}
