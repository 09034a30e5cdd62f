// The package's published types know Express sessions only; it builds on any library's `Store`, Fastify's too.
declare module 'connect-pg-simple' {
  import type fastifySession from '@fastify/session';
  import type { SessionStore } from '@fastify/session';
  import type { Pool } from 'pg';

  interface PgStoreOptions {
    pool: Pool;
    tableName: string;
    pruneSessionInterval: false | number;
    errorLog: (...parts: unknown[]) => void;
  }
  export default function connectPg(session: typeof fastifySession): new (options: PgStoreOptions) => SessionStore;
}
