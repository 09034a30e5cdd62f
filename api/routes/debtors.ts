import { z } from 'zod';
import { problem } from '../../domain/problem.ts';
import type { App } from '../app.ts';
import { logOperation } from '../operation-log.ts';
import { staffOf } from '../plugins/session.ts';
import { revealField, revealable } from '../queries/reveal.ts';
import { visibleReceivables } from '../queries/staff.ts';
import { IdParams, problemReplies } from '../schemas/common.ts';

/** Masked personal data, shown one field at a time and logged (§17(2)サ); of a DV-protected person only with a reason. */
export async function debtorRoutes(app: App): Promise<void> {
  const { db } = app.deps;

  app.post(
    '/api/debtors/:id/reveal',
    {
      schema: {
        tags: ['debtors'],
        params: IdParams,
        body: z.object({ field: z.enum(revealable), reason: z.string().max(200).default('') }),
        response: { 200: z.object({ value: z.string().nullable() }), ...problemReplies },
      },
      config: { can: ['reveal', 'account'] },
    },
    async (request) => {
      const { id } = request.params;
      const { field, reason } = request.body;
      const found = await revealField(db, id, field, await visibleReceivables(db, staffOf(request)));
      if (!found) throw problem('not_found');
      if (!found.visible) throw problem('other_department');
      if (found.dv_protected && reason.trim() === '') throw problem('bad_request', { field: 'reason' });
      await logOperation(db, request, {
        function: 'reveal',
        targetKind: `debtor.${field}`,
        targetId: id,
        reason: reason || undefined,
      });
      return { value: found.value };
    },
  );
}
