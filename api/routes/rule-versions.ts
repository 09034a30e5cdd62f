import { z } from 'zod';
import { problem } from '../../domain/problem.ts';
import { type Queryable, transaction } from '../../prisma/database.ts';
import { approveVersion, backToDraft, checkVersion, requestApproval } from '../../records/rule-approval.ts';
import { announce } from '../../records/event.ts';
import { discardDraft, draftLike, editDraft, type RuleActor } from '../../records/rule-version.ts';
import type { App } from '../app.ts';
import { staffOf } from '../plugins/session.ts';
import { ruleMatches } from '../queries/rule-matches.ts';
import { ruleVersion } from '../queries/rule-version.ts';
import { Id, IdParams, problemReplies } from '../schemas/common.ts';
import {
  ApproveBody,
  DraftBody,
  EditBody,
  Finding,
  ReasonBody,
  RequestBody,
  RuleMatches,
  RuleVersion,
  RuleVersionRow,
} from '../schemas/rule-version.ts';
import { listRoute } from './resource.ts';

const tags = ['rule-versions'];
const manage = { can: ['administer', 'rule'] as const };
const approve = { can: ['approve', 'rule'] as const };
const done = { 204: z.null(), ...problemReplies };

/** 規則の版 (G1, G2): read, drafted, edited, checked, requested, approved by a second person. */
export async function ruleVersionRoutes(app: App): Promise<void> {
  const { db, clock } = app.deps;

  /** One verb in one transaction; open pages ask again. */
  async function act<Answer>(
    staffId: string,
    versionId: string | null,
    verb: (tx: Queryable, actor: RuleActor) => Promise<Answer>,
  ): Promise<Answer> {
    const at = await clock.now();
    return transaction(db, async (tx) => {
      const answer = await verb(tx, { staffId, at });
      await announce(tx, { noun: 'rule', ...(versionId ? { id: versionId } : {}) });
      return answer;
    });
  }

  listRoute(app, {
    path: 'rule-versions',
    can: ['read', 'rule'],
    row: RuleVersionRow,
    personal: false,
    definition: {
      name: 'rule-versions',
      select: `v.id, v.receivable_code, r.name_ja AS receivable_name, v.version, v.status, v.content, v.content_hash, v.effective_from, v.note,
               (SELECT count(*) FROM episode e WHERE e.rule_version_id = v.id AND e.closed_at IS NULL)::integer AS episodes,
               w.name AS author_name, v.created_at`,
      from: 'rule_version v JOIN receivable r ON r.code = v.receivable_code LEFT JOIN staff w ON w.id = v.author_id',
      sorts: { id: 'v.id', version: 'v.version' },
      defaultSort: 'r.position, v.version DESC',
      filters: { id: 'v.id::text = ANY(?)', receivable_code: 'v.receivable_code = ?', status: 'v.status = ?' },
    },
  });

  app.get(
    '/api/rule-versions/:id',
    {
      schema: { tags, params: IdParams, response: { 200: RuleVersion, ...problemReplies } },
      config: { can: ['read', 'rule'] },
    },
    async (request) => {
      const found = await ruleVersion(db, request.params.id, staffOf(request).id, await clock.now());
      if (!found) throw problem('not_found');
      return found;
    },
  );

  app.get(
    '/api/rule-versions/:id/matches',
    {
      schema: { tags, params: IdParams, response: { 200: RuleMatches, ...problemReplies } },
      config: { can: ['read', 'rule'] },
    },
    async (request) => {
      const found = await ruleMatches(db, request.params.id, await clock.now());
      if (!found) throw problem('not_found');
      return found;
    },
  );

  app.post(
    '/api/rule-versions',
    { schema: { tags, body: DraftBody, response: { 201: z.object({ id: Id }), ...problemReplies } }, config: manage },
    async (request, reply) => {
      const id = await act(staffOf(request).id, null, (tx, actor) => draftLike(tx, actor, request.body.like));
      if (!id) throw problem('not_found');
      return reply.code(201).send({ id });
    },
  );

  app.patch(
    '/api/rule-versions/:id',
    { schema: { tags, params: IdParams, body: EditBody, response: done }, config: manage },
    async (request, reply) => {
      const { id } = request.params;
      await act(staffOf(request).id, id, (tx, actor) => editDraft(tx, actor, id, request.body));
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/rule-versions/:id/check',
    {
      schema: { tags, params: IdParams, response: { 200: z.array(Finding), ...problemReplies } },
      config: manage,
    },
    async (request) => {
      const { id } = request.params;
      return act(staffOf(request).id, id, (tx, actor) => checkVersion(tx, actor, id));
    },
  );

  app.post(
    '/api/rule-versions/:id/request',
    { schema: { tags, params: IdParams, body: RequestBody, response: done }, config: manage },
    async (request, reply) => {
      const { id } = request.params;
      const { content_hash, effective_from, reason } = request.body;
      await act(staffOf(request).id, id, (tx, actor) =>
        requestApproval(tx, actor, id, { contentHash: content_hash, effectiveFrom: effective_from, reason }),
      );
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/rule-versions/:id/approve',
    { schema: { tags, params: IdParams, body: ApproveBody, response: done }, config: approve },
    async (request, reply) => {
      const { id } = request.params;
      await act(staffOf(request).id, id, (tx, actor) => approveVersion(tx, actor, id, request.body.content_hash));
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/rule-versions/:id/decline',
    { schema: { tags, params: IdParams, body: ReasonBody, response: done }, config: approve },
    async (request, reply) => {
      const { id } = request.params;
      await act(staffOf(request).id, id, (tx, actor) => backToDraft(tx, actor, id, 'decline', request.body.reason));
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/rule-versions/:id/withdraw',
    { schema: { tags, params: IdParams, body: ReasonBody, response: done }, config: manage },
    async (request, reply) => {
      const { id } = request.params;
      await act(staffOf(request).id, id, (tx, actor) => backToDraft(tx, actor, id, 'withdraw', request.body.reason));
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/rule-versions/:id/discard',
    { schema: { tags, params: IdParams, response: done }, config: manage },
    async (request, reply) => {
      const { id } = request.params;
      await act(staffOf(request).id, id, (tx, actor) => discardDraft(tx, actor, id));
      return reply.code(204).send(null);
    },
  );
}
