import cookie from '@fastify/cookie';
import csrf from '@fastify/csrf-protection';
import session from '@fastify/session';
import connectPg from 'connect-pg-simple';
import type { FastifyRequest } from 'fastify';
import plugin from 'fastify-plugin';
import { problem } from '../../domain/problem.ts';
import { type Abilities, type Action, abilitiesOf, type Subject } from '../abilities.ts';
import { findStaff, type Staff } from '../queries/staff.ts';

const IDLE_MINUTES = 60;

/**
 * Server-side, revocable sessions and the CSRF token. A route says what it needs by `config: { can: ['work', 'case'] }`; `public: true`
 * needs no login. Every other route needs one. A session ends when its person has done nothing for an hour: what a page asks by itself
 * does not keep it alive, which a route says by `background: true` and the page by the header `x-unattended`.
 */
export const sessions = plugin(
  async (app) => {
    const { db, sessionSecret, idleMinutes = IDLE_MINUTES } = app.deps;
    const PgStore = connectPg(session);
    await app.register(cookie);
    await app.register(session, {
      secret: sessionSecret,
      cookieName: 'oshirase',
      saveUninitialized: false,
      rolling: false,
      cookie: { httpOnly: true, sameSite: 'strict', secure: 'auto', maxAge: idleMinutes * 60_000, path: '/' },
      store: new PgStore({
        pool: db,
        tableName: 'session',
        pruneSessionInterval: false,
        errorLog: () => app.log.error('session store failed'),
      }),
    });
    await app.register(csrf, {
      sessionPlugin: '@fastify/session',
      getToken: (request) => header(request, 'x-csrf-token'),
    });

    app.decorateRequest('staff', null);
    app.decorateRequest('abilities', null);

    app.addHook('onRequest', async (request, reply) => {
      if (!request.url.startsWith('/api/')) return;
      const staff = request.session.staffId ? await findStaff(db, request.session.staffId) : null;
      request.staff = staff;
      if (staff && isAttended(request)) renew(request);
      if (request.routeOptions.config.public) return;
      if (!staff) throw problem('not_logged_in');
      request.abilities = abilitiesOf(staff);
      const can = request.routeOptions.config.can;
      if (can && !request.abilities.can(can[0], can[1])) throw problem('forbidden');
      if (request.method === 'GET' || request.method === 'HEAD') return;
      await new Promise<void>((resolve, reject) =>
        app.csrfProtection(request, reply, (error?: Error) => (error ? reject(error) : resolve())),
      );
    });
  },
  { name: 'sessions', dependencies: ['problems'] },
);

function isAttended(request: FastifyRequest): boolean {
  return !request.routeOptions.config.background && header(request, 'x-unattended') === undefined;
}

/** A changed session is stored again, with its cookie's age beginning anew. */
function renew({ session }: FastifyRequest): void {
  session.renewals = (session.renewals ?? 0) + 1;
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** The logged-in person; throws when the route was declared public. */
export function staffOf(request: FastifyRequest): Staff {
  if (!request.staff) throw problem('not_logged_in');
  return request.staff;
}

declare module 'fastify' {
  interface Session {
    staffId?: string;
    renewals?: number;
  }
  interface FastifyRequest {
    staff: Staff | null;
    abilities: Abilities | null;
  }
  interface FastifyContextConfig {
    public?: boolean;
    /** Asked by open pages on their own: does not keep the session alive */
    background?: boolean;
    can?: readonly [Action, Subject];
  }
}
