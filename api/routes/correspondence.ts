import { z } from 'zod';
import { problem } from '../../domain/problem.ts';
import { transaction } from '../../prisma/database.ts';
import { type CorrespondenceKind, stepCorrespondence } from '../../records/correspondence.ts';
import type { App } from '../app.ts';
import { staffOf } from '../plugins/session.ts';
import { HandOverRow, MessageRow, StepBody } from '../schemas/correspondence.ts';
import { IdParams, problemReplies } from '../schemas/common.ts';
import { listRoute } from './resource.ts';

const masked = `CASE WHEN d.kind = 'company' THEN d.name ELSE split_part(d.name, ' ', 1) || ' ●●' END AS name,
  repeat('●', greatest(0, length(d.addressee_no) - 4)) || right(d.addressee_no, 4) AS addressee_no`;
const shared = `x.id, x.account_id, a.debtor_id, ${masked}, x.department_code, p.name_ja AS department_name, a.receivable_code,
  r.name_ja AS receivable_name, b.balance, x.state, f.name AS sent_by_name, x.sent_at, g.name AS received_by_name, x.received_at, x.answer,
  h.name AS answered_by_name, x.answered_at,
  greatest(0, ((clock_timestamp() + make_interval(secs => i.clock_offset_ms / 1000.0)) AT TIME ZONE 'Asia/Tokyo')::date
    - (x.sent_at AT TIME ZONE 'Asia/Tokyo')::date) AS age_days`;
const from = (table: string) => `${table} x JOIN account a ON a.id = x.account_id JOIN debtor d ON d.id = a.debtor_id
  JOIN receivable r ON r.code = a.receivable_code JOIN department p ON p.code = x.department_code CROSS JOIN installation i
  LEFT JOIN staff f ON f.id = x.sent_by LEFT JOIN staff g ON g.id = x.received_by LEFT JOIN staff h ON h.id = x.answered_by
  CROSS JOIN LATERAL (SELECT COALESCE(sum(l.balance), 0)::integer AS balance FROM line_balance l WHERE l.account_id = a.id) b`;
const sorts = { id: 'x.id', sent_at: 'x.sent_at', state: 'x.state', balance: 'b.balance' };
const filters = {
  id: 'x.id::text = ANY(?)',
  state: 'x.state = ?',
  states: 'x.state = ANY(?)',
  account_id: 'x.account_id = ?',
  department_code: 'x.department_code = ?',
};

/** 取次 and 引継, seen from both sides: the centre sends, the department receives, answers, ends or returns (C7, B8). */
export async function correspondenceRoutes(app: App): Promise<void> {
  listRoute(app, {
    path: 'messages',
    can: ['read', 'message'],
    row: MessageRow,
    receivable: 'a.receivable_code',
    personal: true,
    definition: {
      name: 'messages',
      select: `${shared}, x.text, x.kind, x.urgent, x.done_at AS ended_at`,
      from: from('message'),
      sorts,
      defaultSort: `array_position(ARRAY['sent','received','answered','done'], x.state), x.urgent DESC, x.sent_at`,
      filters,
    },
  });
  listRoute(app, {
    path: 'hand-overs',
    can: ['read', 'hand_over'],
    row: HandOverRow,
    receivable: 'a.receivable_code',
    personal: true,
    definition: {
      name: 'hand-overs',
      select: `${shared}, x.note AS text, x.reason, x.ended_at`,
      from: from('hand_over'),
      sorts,
      defaultSort: `array_position(ARRAY['sent','received','answered','done','returned'], x.state), x.sent_at`,
      filters,
    },
  });
  stepRoute(app, 'messages', 'message', z.enum(['receive', 'answer', 'done']));
  stepRoute(app, 'hand-overs', 'hand_over', z.enum(['receive', 'answer', 'done', 'return']));
}

function stepRoute(
  app: App,
  path: string,
  kind: CorrespondenceKind,
  verbs: z.ZodEnum<{ [verb: string]: 'receive' | 'answer' | 'done' | 'return' }>,
) {
  const { db, clock } = app.deps;
  app.post(
    `/api/${path}/:id/:verb`,
    {
      schema: {
        tags: [path],
        params: IdParams.extend({ verb: verbs }),
        body: StepBody,
        response: { 204: z.null(), ...problemReplies },
      },
    },
    async (request, reply) => {
      const staff = staffOf(request);
      const { id, verb } = request.params;
      const text = request.body.text?.trim() || null;
      if ((verb === 'answer' || verb === 'return') && !text) throw problem('bad_request', { field: 'text' });
      const at = await clock.now();
      await transaction(db, async (tx) => {
        const { rows } = await tx.query<{ department_code: string }>(
          `SELECT department_code FROM ${kind} WHERE id = $1`,
          [id],
        );
        if (!rows[0]) throw problem('not_found');
        // The centre closes an answered message; everything else is the department's.
        const centreMay = kind === 'message' && verb === 'done' && request.abilities?.can('work', 'message');
        if (!centreMay && !request.abilities?.can('answer', kind)) throw problem('forbidden');
        if (!centreMay && staff.department_code !== rows[0].department_code) throw problem('other_department');
        await stepCorrespondence(tx, { kind: 'staff', id: staff.id }, { kind, id, verb, at, text });
      });
      return reply.code(204).send(null);
    },
  );
}
