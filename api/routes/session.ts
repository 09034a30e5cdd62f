import { verify } from '@node-rs/argon2';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { problem } from '../../domain/problem.ts';
import { abilitiesOf } from '../abilities.ts';
import type { App } from '../app.ts';
import { logOperation } from '../operation-log.ts';
import { staffOf } from '../plugins/session.ts';
import { clearFailedLogins, countFailedLogin, findStaffByLogin, type Staff } from '../queries/staff.ts';
import { problemReplies } from '../schemas/common.ts';
import { Login, SessionAnswer } from '../schemas/session.ts';

const tags = ['session'];

export async function sessionRoutes(app: App): Promise<void> {
  const { db } = app.deps;

  app.post(
    '/api/session',
    {
      schema: { tags, body: Login, response: { 200: SessionAnswer, ...problemReplies } },
      config: { public: true, rateLimit: { max: 60, timeWindow: '1 minute' } },
    },
    async (request, reply) => {
      const staff = await findStaffByLogin(db, request.body.login);
      if (staff?.locked_minutes && staff.locked_minutes > 0)
        throw problem('locked_out', { minutes: staff.locked_minutes });
      if (!staff || !(await verify(staff.password_hash, request.body.password))) {
        if (staff) await countFailedLogin(db, staff.id);
        await logOperation(db, request, { function: 'login_failed', targetKind: 'staff', targetId: staff?.id });
        throw problem('login_failed');
      }
      await clearFailedLogins(db, staff.id);
      await request.session.regenerate();
      request.session.staffId = staff.id;
      request.staff = staff;
      await logOperation(db, request, { function: 'login', targetKind: 'staff', targetId: staff.id });
      return answer(reply, staff);
    },
  );

  app.get('/api/session', { schema: { tags, response: { 200: SessionAnswer, ...problemReplies } } }, (request, reply) =>
    answer(reply, staffOf(request)),
  );

  app.delete(
    '/api/session',
    { schema: { tags, response: { 204: z.null(), ...problemReplies } } },
    async (request, reply) => {
      await logOperation(db, request, { function: 'logout', targetKind: 'staff', targetId: staffOf(request).id });
      await request.session.destroy();
      return reply.code(204).send(null);
    },
  );
}

function answer(reply: FastifyReply, staff: Staff): SessionAnswer {
  const { id, name, role, department_code, department_name, seat } = staff;
  return {
    staff: { id, name, role, department_code, department_name, seat },
    csrf_token: reply.generateCsrf(),
    abilities: abilitiesOf(staff).rules.map((rule) => ({ ...rule })),
  };
}
