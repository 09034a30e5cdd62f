import type { z } from 'zod';
import type { Case, ResultBody } from '../../api/schemas/case.ts';
import type { SeededAccount } from './facts.ts';
import type { Desk } from './desk.ts';

/** A case as JSON carries it: instants are strings. */
export interface CaseReply {
  claim: { claim_id: string; version: number; task_id: string; phase: string };
  phones: { id: string; number: string }[];
  call: { id: string; state: string; line_result: string | null; proposed_outcome: string | null } | null;
  draft: Record<string, unknown> | null;
  debtor: z.input<typeof Case>['debtor'];
}

type Result = z.input<typeof ResultBody>;

/** The person claims that task; the case as the screen gets it. */
export async function claimed(desk: Desk, taskId: string): Promise<CaseReply> {
  const { status, body } = await desk.post<CaseReply>(`/api/tasks/${taskId}/claim`);
  if (status !== 200) throw new Error(`Not claimed: ${JSON.stringify(body)}`);
  return body;
}

/** A result of nobody answering, with what the test says otherwise. */
export function aResult(
  found: CaseReply,
  account: Pick<SeededAccount, 'accountId'>,
  more: Partial<Result> = {},
): Result {
  return {
    version: found.claim.version,
    task_id: found.claim.task_id,
    call_id: null,
    phone_id: found.phones[0]?.id ?? null,
    outcome: 'no_answer',
    spoke_with: null,
    account_ids: [account.accountId],
    ...more,
  };
}
