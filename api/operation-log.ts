import type { FastifyRequest } from 'fastify';
import type { Queryable } from '../prisma/database.ts';

export interface Operation {
  function: 'login' | 'login_failed' | 'logout' | 'view' | 'search' | 'create' | 'update' | 'export' | 'reveal';
  targetKind: string;
  targetId?: string;
  count?: number;
  reason?: string;
}

/** 操作ログ, §17(2)サ: who used what on which data and how many. Every read of personal data goes through here. */
export async function logOperation(db: Queryable, request: FastifyRequest, operation: Operation): Promise<void> {
  await db.query(
    `INSERT INTO operation_log (staff_id, function, target_kind, target_id, count, reason, request_id) VALUES ($1,$2,$3,$4,$5,$6,$7)`,
    [
      request.staff?.id ?? null,
      operation.function,
      operation.targetKind,
      operation.targetId ?? null,
      operation.count ?? 1,
      operation.reason ?? null,
      request.id,
    ],
  );
}
