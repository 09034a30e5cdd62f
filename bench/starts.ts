import { randomUUID } from 'node:crypto';
import { openBook, seedDebts } from './book.ts';
import { openCentre } from './centre.ts';
import type { Figure } from './figure.ts';
import { bareQueue, runBare } from './peers/bare.ts';
import { oneActivity } from './peers/workflows.ts';
import { atOnce, inRounds, perSecond } from './rounds.ts';
import { ownDatabase, ownTemporal, temporaryFolder } from './servers.ts';

/** As many as the relay tells at once. */
const STARTERS = 8;

/** P2: from the episodes' facts in PostgreSQL until each account has its call task and waits. */
export const starts: Figure = {
  id: 'P2',
  what: 'accounts started and decided (facts → relay → workflow → decide with its SQL → call task, waiting) beside a bare one-activity workflow, start to result',
  unit: 'accounts/s',
  goal: '≥ 0.7',
  usual: { rounds: 5, items: 100 },

  async measure(size, closing) {
    const folder = await temporaryFolder(closing);
    const { db } = await ownDatabase(closing, folder);
    const temporal = await ownTemporal(closing, folder);
    await runBare(closing, temporal, { nothing: async () => undefined });
    const centre = await openCentre(closing, { db, temporal, folder });

    async function ours(): Promise<number> {
      const at = await centre.now();
      const debts = await seedDebts(db, size.items, at);
      return perSecond(size.items, async () => {
        await openBook(db, debts, at);
        await centre.settled();
      });
    }

    async function peer(): Promise<number> {
      const ids = Array.from({ length: size.items }, () => randomUUID());
      return perSecond(size.items, async () => {
        const results: Promise<void>[] = [];
        await atOnce(STARTERS, ids, async (workflowId) => {
          const handle = await temporal.bare.workflow.start(oneActivity, { workflowId, taskQueue: bareQueue });
          results.push(handle.result());
        });
        await Promise.all(results);
      });
    }

    return inRounds('P2', size, ours, peer);
  },
};
