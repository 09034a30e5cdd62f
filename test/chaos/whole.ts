import { WorkflowNotFoundError } from '@temporalio/common';
import { accountWorkflowId } from '../../workflows/ids.ts';
import { INSTALLATION } from './layout.ts';
import type { Finding } from './scenario.ts';
import type { World } from './world.ts';

export interface Whole {
  findings: Finding[];
  /** What was compared, in a sentence */
  said: string;
}

interface Run {
  accountId: string;
  receivable: string;
  episodeNo: number;
}

/** After all runs: no case without its workflow, nothing left in the outbox or half attempted, no effect twice whosever it was. */
export async function judgeWhole(world: World): Promise<Whole> {
  const findings: Finding[] = [];
  const runs = await openRuns(world);
  for (const run of runs) {
    const status = await statusOf(world, run);
    if (status !== 'RUNNING') findings.push({ kind: 'lost', what: `an open episode whose workflow is ${status}` });
  }
  const { rows } = await world.owner.query<{ nudges: number; attempted: number; ledger: number }>(
    `SELECT (SELECT count(*)::integer FROM nudge WHERE sent_at IS NULL) AS nudges,
            (SELECT count(*)::integer FROM intent WHERE state IN ('planned','attempted')) AS attempted,
            (SELECT count(*)::integer FROM ledger) AS ledger`,
  );
  const { nudges, attempted, ledger } = rows[0]!;
  if (nudges > 0) findings.push({ kind: 'lost', what: `${nudges} nudges never sent` });
  if (attempted > 0) findings.push({ kind: 'lost', what: `${attempted} intents never settled` });
  const { texts } = world.provider.simulator;
  const { rings } = world.asterisk;
  for (const [what, keys] of [
    ['texts of one intent', texts.map(({ tags }) => tags[0] ?? '')],
    ['rings of one number', rings.map(({ number }) => number)],
  ] as const) {
    const more = keys.length - new Set(keys).size;
    if (more > 0) findings.push({ kind: 'repeated', what: `${more} ${what} too many` });
  }
  const said = `At the end: ${runs.length} open episodes, each with a running workflow; ${texts.length} texts taken, ${rings.length} numbers dialled, ${ledger} rows of the ledger.`;
  return { findings, said };
}

async function openRuns({ owner }: World): Promise<Run[]> {
  const { rows } = await owner.query<Run>(
    `SELECT a.id AS "accountId", a.receivable_code AS receivable, e.no AS "episodeNo"
       FROM episode e JOIN account a ON a.id = e.account_id WHERE e.closed_at IS NULL`,
  );
  return rows;
}

async function statusOf({ temporal }: World, run: Run): Promise<string> {
  try {
    const id = accountWorkflowId({ installation: INSTALLATION, ...run });
    return (await temporal.workflow.getHandle(id).describe()).status.name;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'not there';
    throw error;
  }
}
