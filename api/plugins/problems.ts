import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import plugin from 'fastify-plugin';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import {
  type ProblemCode,
  ProblemError,
  type ProblemParams,
  problems as list,
  problemText,
} from '../../domain/problem.ts';
import { isDatabaseAway } from '../../prisma/database-away.ts';
import { isDiskFull } from '../../setup/disk.ts';
import type { Problem, ProblemField } from '../schemas/common.ts';

/** Turns every error into problem+json with a code, both languages and the request id; maps codes to HTTP status in this one place. */
export const problems = plugin(
  async (app) => {
    app.setErrorHandler((error: FastifyError, request, reply) => {
      const { code, params, fields } = classify(error);
      if (code === 'internal')
        request.log.error({ err: { type: error.name, stack: framesOf(error) } }, 'request failed');
      return sendProblem(request, reply, code, params, fields);
    });
    app.setNotFoundHandler((request, reply) => sendProblem(request, reply, 'not_found'));
  },
  { name: 'problems' },
);

interface Classified {
  code: ProblemCode;
  params?: ProblemParams;
  fields?: ProblemField[];
}

function classify(error: FastifyError): Classified {
  if (error instanceof ProblemError) return { code: error.code, params: error.params };
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.map((issue) => ({
      path: issue.instancePath,
      code: issue.keyword,
      message: issue.message ?? '',
    }));
    return { code: 'bad_request', fields };
  }
  if (error.code === 'FST_REQ_FILE_TOO_LARGE' || error.statusCode === 413)
    return { code: 'too_large', params: { limit: '64MB' } };
  if (error.code?.startsWith('FST_CSRF')) return { code: 'csrf' };
  if (error.statusCode === 429) return { code: 'too_many_requests' };
  if (error.statusCode && error.statusCode < 500) return { code: 'bad_request' };
  if (isDiskFull(error)) return { code: 'disk_full' };
  return { code: isDatabaseAway(error) ? 'database_away' : 'internal' };
}

/** Where it happened; its message may quote a person's data and stays away. */
function framesOf({ stack = '' }: Error): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}

export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  code: ProblemCode,
  params: ProblemParams = {},
  fields: ProblemField[] = [],
): FastifyReply {
  const body: Problem = {
    code,
    status: list[code][0],
    message_ja: problemText(code, params, 'ja'),
    message_en: problemText(code, params, 'en'),
    params,
    fields,
    request_id: request.id,
  };
  return reply.code(body.status).type('application/problem+json').serializer(JSON.stringify).send(body);
}
