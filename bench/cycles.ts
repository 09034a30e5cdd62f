import { randomUUID } from 'node:crypto';
import { addDays, dateOf } from '../domain/time.ts';
import { type Database, transaction } from '../prisma/database.ts';
import { touchAccounts } from '../records/account.ts';
import { recordContact } from '../records/contact.ts';
import { makePromise } from '../records/promise.ts';
import { staffId } from '../test/helpers/city.ts';
import { type Debt, openBook, seedDebts } from './book.ts';
import { type Centre, openCentre } from './centre.ts';
import type { Figure } from './figure.ts';
import { bareQueue, runBare } from './peers/bare.ts';
import { bareLoop, wake } from './peers/workflows.ts';
import { atOnce, inRounds, perSecond } from './rounds.ts';
import { ownDatabase, ownTemporal, temporaryFolder } from './servers.ts';

/** As many as the relay tells at once. */
const SENDERS = 8;

/** P10: every account has promised and waits for the day; a fact wakes it, it decides and waits again. */
export const cycles: Figure = {
  id: 'P10',
  what: 'account cycles (fact → outbox → nudge, decide with its SQL, timer) beside the bare loop (signal, empty local activity, timer)',
  unit: 'cycles/s',
  goal: '≥ 0.7',
  usual: { rounds: 5, items: 300 },

  async measure(size, closing) {
    const folder = await temporaryFolder(closing);
    const { db } = await ownDatabase(closing, folder);
    const temporal = await ownTemporal(closing, folder);
    const bare = bareCounter();
    await runBare(closing, temporal, bare.activities);
    const centre = await openCentre(closing, { db, temporal, folder });

    const debts = await promised(db, centre, size.items);
    const accountIds = debts.map((debt) => debt.accountId);
    const loops = accountIds.map(() => randomUUID());
    const begun = bare.after(loops.length);
    await atOnce(SENDERS, loops, (workflowId) =>
      temporal.bare.workflow.start(bareLoop, { workflowId, taskQueue: bareQueue }),
    );
    await begun;

    const ours = () =>
      perSecond(size.items, async () => {
        await transaction(db, (tx) => touchAccounts(tx, accountIds, 'payment_data'));
        await centre.settled();
      });
    const peer = () =>
      perSecond(size.items, async () => {
        const done = bare.after(size.items);
        await atOnce(SENDERS, loops, (workflowId) => temporal.bare.workflow.getHandle(workflowId).signal(wake));
        await done;
      });
    return inRounds('P10', size, ours, peer);
  },
};

/** Accounts whose debtors have promised by telephone to pay in two weeks. */
async function promised(db: Database, centre: Centre, count: number): Promise<Debt[]> {
  const at = await centre.now();
  const debts = await seedDebts(db, count, at);
  await openBook(db, debts, at);
  await centre.settled();
  const actor = { kind: 'staff' as const, id: await staffId(db, 'operator1') };
  const promise = { promisedFor: addDays(dateOf(at), 14), amount: 30_000, spokeWith: 'self' as const, at };
  for (const { accountId } of debts) {
    await transaction(db, async (tx) => {
      const contactId = await recordContact(tx, actor, {
        accountId,
        kind: 'inbound',
        outcome: 'promise',
        spokeWith: 'self',
        at,
        session: 'weekday',
      });
      await makePromise(tx, actor, { accountId, contactId, ...promise });
    });
  }
  await centre.settled();
  return debts;
}

/** An empty activity that counts how often it ran. */
function bareCounter() {
  let ran = 0;
  let waiting: { count: number; resolve: () => void } | null = null;
  return {
    activities: {
      async nothing() {
        ran += 1;
        if (waiting && ran >= waiting.count) waiting.resolve();
      },
    },
    /** Resolves when it has run so often again. */
    after: (count: number) => new Promise<void>((resolve) => (waiting = { count: ran + count, resolve })),
  };
}
