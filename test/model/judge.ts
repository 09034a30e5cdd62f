import { decideEpisode } from '../../activities/decide.ts';
import { rollback } from '../../prisma/database.ts';
import type { View } from './view.ts';
import type { World } from './world.ts';

/** As long as what a single loss may delay: a claim of a relay that died holds for a minute. */
const SOON_MS = 2 * 60_000;

/** What holds at any moment. */
export function alwaysWrong({ server, failures }: World, { episodes }: View): string[] {
  const wrong: string[] = [...failures].map((failure) => `somebody failed: ${told(failure)}`);
  if (server.doubles > 0) wrong.push('two runs of one id are open');
  for (const { workflowId, status, instance } of server.runs) {
    if (instance?.failure) wrong.push(`the workflow failed: ${told(instance.failure)}`);
    const no = Number(workflowId.split('/').at(-1));
    const isClosed = episodes.some((episode) => episode.no === no && episode.closed);
    if (status === 'completed' && !isClosed) wrong.push('a workflow ended although its episode is open');
  }
  return wrong;
}

/**
 * Leaves the system to itself and says what is wrong when it has come to rest. After a loss two minutes and the reconciler may be needed;
 * otherwise neither.
 */
export async function wrongAtRest(world: World): Promise<string[]> {
  const rests = (await world.goOn()) && (world.faulted.length === 0 || (await world.pass(SOON_MS)));
  if (!rests) return ['it does not come to rest'];
  const view = await world.view();
  return [...alwaysWrong(world, view), ...wrongRuns(world, view), ...(await undecided(world, view))];
}

function wrongRuns({ server }: World, { episodes, nudges }: View): string[] {
  const wrong: string[] = nudges.map(({ cause }) => `a nudge is never sent: ${cause}`);
  for (const { no, closed } of episodes) {
    const running = server.runs.filter((run) => run.status === 'running' && run.workflowId.endsWith(`/${no}`));
    if (!closed && running.length === 0) wrong.push('an open episode has no running workflow');
    if (closed && running.length > 0) wrong.push('the workflow of a closed episode goes on');
  }
  return wrong;
}

/** Not by the versions alone: a decision made anew, on the facts as they are, must be the one that holds. */
async function undecided(world: World, { account, episodes, owed, forgotten }: View): Promise<string[]> {
  const open = episodes.find(({ closed }) => !closed);
  const wrong = forgotten > 0 ? ['an episode was closed although a department has the case'] : [];
  if (!open) return owed > 0 ? [...wrong, 'the account owes and has no open episode'] : wrong;
  if (account.fact_version !== account.decided_version) wrong.push('a fact is not decided about');
  const { stage, server } = world;
  const made = await rollback(stage.db, async (tx) => {
    const count = async () => (await tx.query('SELECT FROM decision WHERE episode_id = $1', [open.id])).rowCount ?? 0;
    const before = await count();
    await decideEpisode(tx, stage.books, { episodeId: open.id, workflowNowMs: server.now, runId: null });
    return (await count()) - before;
  });
  if (made > 0) wrong.push('the decision that holds has not seen every fact');
  return wrong;
}

function told(failure: unknown): string {
  return failure instanceof Error ? `${failure.name} ${failure.message}` : typeof failure;
}
