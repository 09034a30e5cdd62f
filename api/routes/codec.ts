import { timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { problem } from '../../domain/problem.ts';
import { abilitiesOf } from '../abilities.ts';
import type { App } from '../app.ts';
import { logOperation } from '../operation-log.ts';
import { decodePayload } from '../queries/decode-payload.ts';
import { findStaff } from '../queries/staff.ts';
import { problemReplies } from '../schemas/common.ts';

const BODY_LIMIT = 16 * 1024 * 1024;
const Base64 = z.base64();
const WirePayload = z.object({ metadata: z.record(z.string(), Base64).optional(), data: Base64.optional() });
type WirePayload = z.infer<typeof WirePayload>;
const Payloads = z.object({ payloads: z.array(WirePayload) });

/**
 * Remote codec of Temporal's own pages and command line: decrypts payloads for auditors and administrators, by their session or by the
 * bearer token of the environment. Only the configured pages may ask from a browser.
 */
export async function codecRoutes(app: App): Promise<void> {
  const { db, temporal, temporalUiUrl, codecToken } = app.deps;
  const pages = temporalUiUrl ? new URL(temporalUiUrl).origin : null;

  app.options('/codec/decode', { schema: { hide: true } }, async (request, reply) => {
    allowPages(request, reply);
    return reply.code(204).send();
  });

  app.post(
    '/codec/decode',
    {
      bodyLimit: BODY_LIMIT,
      schema: { hide: true, body: Payloads, response: { 200: Payloads, ...problemReplies } },
      onRequest: async (request, reply) => {
        allowPages(request, reply);
        await assertMayDecode(request);
      },
    },
    async (request) => {
      const payloads = await Promise.all(request.body.payloads.map(decode));
      await logOperation(db, request, { function: 'view', targetKind: 'workflow_payload', count: payloads.length });
      return { payloads };
    },
  );

  function allowPages({ headers: { origin } }: FastifyRequest, reply: FastifyReply): void {
    reply.header('vary', 'Origin');
    if (!origin) return;
    if (origin !== pages) throw problem('forbidden');
    reply.headers({
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type, x-namespace, authorization, authorization-extras',
      'access-control-max-age': '600',
    });
  }

  async function assertMayDecode(request: FastifyRequest): Promise<void> {
    const given = request.headers.authorization?.replace(/^Bearer /, '');
    if (codecToken && given && equal(given, codecToken)) return;
    request.staff = request.session.staffId ? await findStaff(db, request.session.staffId) : null;
    if (!request.staff) throw problem('not_logged_in');
    if (!abilitiesOf(request.staff).can('read', 'audit')) throw problem('forbidden');
  }

  /** One that no key fits stays as it is. */
  async function decode(payload: WirePayload): Promise<WirePayload> {
    const { metadata = {}, data = '' } = payload;
    const plain = await decodePayload(temporal, { metadata: mapped(metadata, bytes), data: bytes(data) });
    return plain ? { metadata: mapped(plain.metadata ?? {}, base64), data: base64(plain.data) } : payload;
  }
}

function mapped<From, To>(values: Record<string, From>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));
}

const bytes = (text: string) => Buffer.from(text, 'base64');
const base64 = (data?: Uint8Array | null) => Buffer.from(data ?? []).toString('base64');

function equal(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
