import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { parseCallback, WireCallback } from '../../activities/sms/wire.ts';
import { problem } from '../../domain/problem.ts';
import { faultPoint } from '../../fault-point.ts';
import { transaction } from '../../prisma/database.ts';
import { reconcileIntent } from '../../records/reconcile.ts';
import { takeReceipt } from '../../records/sms-receipt.ts';
import type { App } from '../app.ts';
import { staffOf } from '../plugins/session.ts';
import { IdParams, problemReplies } from '../schemas/common.ts';
import { SmsRow } from '../schemas/sms.ts';
import { listRoute } from './resource.ts';

const tags = ['sms'];

/** SMS: the outbox, the provider's receipts, and a person's word on texts of unknown outcome. */
export async function smsRoutes(app: App): Promise<void> {
  const { db, clock, smsCallbackSecret } = app.deps;

  listRoute(app, {
    path: 'sms',
    can: ['read', 'sms'],
    row: SmsRow,
    receivable: 'a.receivable_code',
    personal: true,
    definition: {
      name: 'sms',
      select: `s.id, s.account_id, a.debtor_id, split_part(d.name, ' ', 1) || ' ●●' AS name, a.receivable_code, r.name_ja AS receivable_name,
               left(p.number, 3) || '-●●●●-' || right(p.number, 4) AS number_masked, s.purpose, s.body, s.parts, s.state, i.refusal, i.id AS intent_id,
               i.state AS intent_state, s.created_at, s.state_at, x.carrier, x.receipts`,
      from: `sms s JOIN account a ON a.id = s.account_id JOIN debtor d ON d.id = a.debtor_id JOIN receivable r ON r.code = a.receivable_code
        JOIN phone p ON p.id = s.phone_id JOIN intent i ON i.id = s.intent_id
        CROSS JOIN LATERAL (
          SELECT min(c.carrier) AS carrier,
                 COALESCE(jsonb_agg(jsonb_build_object('no', c.no, 'state', c.state, 'carrier', c.carrier, 'provider_at', c.provider_at,
                                    'received_at', c.received_at, 'raw_code', c.raw_code) ORDER BY c.no), '[]'::jsonb) AS receipts
            FROM (SELECT *, row_number() OVER (ORDER BY id) AS no FROM sms_receipt WHERE provider_ref = s.provider_ref) c) x`,
      sorts: { id: 's.id', created_at: 's.created_at', state: 's.state', state_at: 's.state_at' },
      defaultSort: 's.created_at DESC, s.id',
      filters: {
        id: 's.id::text = ANY(?)',
        state: 's.state = ?',
        purpose: 's.purpose = ?',
        account_id: 's.account_id = ?',
        receivable_code: 'a.receivable_code = ?',
      },
    },
  });

  app.post(
    '/api/sms-receipts',
    { schema: { tags, body: WireCallback, response: { 204: z.null(), ...problemReplies } }, config: { public: true } },
    async (request, reply) => {
      if (!same(request.headers['x-callback-secret'], smsCallbackSecret)) throw problem('forbidden');
      const at = await clock.now();
      await transaction(db, async (tx) => {
        for (const receipt of parseCallback(request.body)) await takeReceipt(tx, receipt, at);
      });
      faultPoint('api.receipts_taken');
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/intents/:id/reconcile',
    {
      schema: {
        tags,
        params: IdParams,
        body: z.object({ went_out: z.boolean() }),
        response: { 204: z.null(), ...problemReplies },
      },
      config: { can: ['administer', 'sms'] },
    },
    async (request, reply) => {
      const at = await clock.now();
      const actor = { kind: 'staff', id: staffOf(request).id } as const;
      await transaction(db, (tx) =>
        reconcileIntent(tx, actor, { intentId: request.params.id, wentOut: request.body.went_out, at }),
      );
      return reply.code(204).send(null);
    },
  );
}

function same(given: string | string[] | undefined, secret: string): boolean {
  const text = Buffer.from(typeof given === 'string' ? given : '');
  const expected = Buffer.from(secret);
  return text.length === expected.length && timingSafeEqual(text, expected);
}
