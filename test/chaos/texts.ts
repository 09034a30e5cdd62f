import { setTimeout as pause } from 'node:timers/promises';
import { scheduleId } from '../../workflows/ids.ts';
import { anAccount, type SeededAccount } from '../helpers/facts.ts';
import { INSTALLATION, STARTS_AT, TEXTS } from './layout.ts';
import { type Finding, freshNumber, type Judgement, patiently, type Scenario, type Story } from './scenario.ts';
import type { World } from './world.ts';

export interface Texted {
  accountId: string;
  number: string;
}

/** Accounts that get one text each. */
export const texts: Scenario = async (world) => async () => storyOf(world, await seed(world, [0, 1, 7]));

/** The provider takes the text and its answer is lost: ten seconds later it is asked for by its tag. */
export const answerLost: Scenario = async (world) => {
  const early = await seed(world, [6, 6]);
  await attempted(world, early);
  return async () => {
    if (!(await patiently(() => areStill(world, early)))) return storyOf(world, early);
    const accounts = await seed(world, [6, 6]); // others took so long that it was asked for already
    await attempted(world, accounts);
    return storyOf(world, [...early, ...accounts]);
  };
};

async function attempted({ owner }: World, accounts: readonly Texted[]): Promise<void> {
  const first = `SELECT FROM intent WHERE account_id = $1 AND state <> 'planned'`;
  while (!(await patiently(() => owner.query(first, [accounts[0]!.accountId]))).rowCount) await pause(100);
}

async function seed(world: World, lastDigits: number[]): Promise<(Texted & SeededAccount)[]> {
  const seeded: (Texted & SeededAccount)[] = [];
  for (const digit of lastDigits) {
    seeded.push(
      await patiently(async () => {
        const number = freshNumber('mobile', digit);
        return { ...(await anAccount(world.db, { at: STARTS_AT, receivable: TEXTS, phones: [number] })), number };
      }),
    );
  }
  return seeded;
}

/** The nudges of new accounts are lost: only the reconciler can find them. */
export const nudgesLost: Scenario = async (world) => async () => {
  const accounts = await patiently(async () => {
    const seeded = await seed(world, [0, 2]);
    await world.owner.query('DELETE FROM nudge WHERE account_id = ANY($1::uuid[]) AND claimed_at IS NULL', [
      idsOf(seeded),
    ]);
    return seeded;
  });
  await trigger(world, 'reconcile');
  return storyOf(world, accounts);
};

/** Runs that somebody terminated by hand: only the sweep can find them, the next one when this one was under way already. */
export const runsTerminated: Scenario = async (world) => {
  const accounts = await seed(world, [0, 3]);
  const story = storyOf(world, accounts);
  await stillness(story);
  return async () => {
    const runs = accounts.map(({ accountId }) =>
      world.temporal.workflow.getHandle(`${INSTALLATION}/account/${TEXTS}/${accountId}/1`),
    );
    for (const run of runs) await patiently(() => run.terminate('chaos'));
    await trigger(world, 'sweep');
    return {
      isStill: async () => {
        const found = await Promise.all(runs.map((run) => run.describe()));
        if (found.every(({ status }) => status.name === 'RUNNING')) return story.isStill();
        await trigger(world, 'sweep');
        return false;
      },
      judge: () => story.judge(),
    };
  };
};

/** Receipts of numbers on 5 are never called back: the poll asks for them. */
export const receiptsLost: Scenario = async (world) => {
  const accounts = await seed(world, [5, 5]);
  const story = storyOf(world, accounts);
  await stillness(story);
  await pause(1_000); // the carrier's two words
  return async () => {
    await trigger(world, 'pollsms');
    return {
      isStill: async () => {
        const { rows } = await world.owner.query<{ open: number }>(
          `SELECT count(*)::integer AS open FROM sms WHERE account_id = ANY($1::uuid[]) AND state IN ('accepted','sent')`,
          [idsOf(accounts)],
        );
        if (rows[0]!.open > 0) await trigger(world, 'pollsms');
        return rows[0]!.open === 0 && story.isStill();
      },
      judge: () => story.judge(),
    };
  };
};

async function stillness(story: Story): Promise<void> {
  while (!(await patiently(() => story.isStill()))) await pause(200);
}

export async function trigger(world: World, schedule: string): Promise<void> {
  await patiently(() => world.temporal.schedule.getHandle(scheduleId(INSTALLATION, schedule)).trigger());
}

function idsOf(accounts: readonly { accountId: string }[]): string[] {
  return accounts.map(({ accountId }) => accountId);
}

/** A story of accounts that each get one text, judged by what the carrier took. */
export function storyOf(world: World, accounts: readonly Texted[]): Story {
  return {
    isStill: () => areStill(world, accounts),
    async judge() {
      const judgements: Judgement[] = [];
      for (const account of accounts) judgements.push(await judgeText(world, account));
      return {
        findings: judgements.flatMap(({ findings }) => findings),
        unknown: judgements.reduce((sum, { unknown }) => sum + unknown, 0),
      };
    },
  };
}

async function areStill({ owner }: World, accounts: readonly Texted[]): Promise<boolean> {
  const { rows } = await owner.query<{ still: number }>(
    `SELECT count(*)::integer AS still FROM account a JOIN episode e ON e.account_id = a.id AND e.closed_at IS NULL
      WHERE a.id = ANY($1::uuid[]) AND a.fact_version = a.decided_version AND e.workflow_started_at IS NOT NULL AND a.waiting_for <> 'sms_result'
        AND NOT EXISTS (SELECT FROM nudge n WHERE n.account_id = a.id AND n.sent_at IS NULL)
        AND EXISTS (SELECT FROM intent i WHERE i.account_id = a.id)
        AND NOT EXISTS (SELECT FROM intent i WHERE i.account_id = a.id AND i.state IN ('planned','attempted'))`,
    [idsOf(accounts)],
  );
  return rows[0]!.still === accounts.length;
}

interface Records {
  intents: { state: string; sms: string }[];
  contacts: number;
  planned: number;
  sent: number;
  unknown: number;
}

async function judgeText({ owner, provider }: World, { accountId, number }: Texted): Promise<Judgement> {
  const { rows } = await owner.query<Records>(
    `SELECT ARRAY(SELECT json_build_object('state', i.state, 'sms', s.state) FROM intent i LEFT JOIN sms s ON s.intent_id = i.id
                   WHERE i.account_id = $1 AND i.kind = 'sms') AS intents,
            (SELECT count(*)::integer FROM contact WHERE account_id = $1 AND outcome = 'sms_accepted' AND corrects_id IS NULL) AS contacts,
            (SELECT count(*)::integer FROM ledger WHERE account_id = $1 AND act = 'sms_planned') AS planned,
            (SELECT count(*)::integer FROM ledger WHERE account_id = $1 AND act = 'sms_sent') AS sent,
            (SELECT count(*)::integer FROM ledger WHERE account_id = $1 AND act = 'sms_unknown') AS unknown`,
    [accountId],
  );
  const { intents, contacts, planned, sent, unknown } = rows[0]!;
  const taken = provider.simulator.texts.filter(({ to }) => to === number).length;
  const confirmed = intents.filter(({ state }) => state === 'confirmed').length;
  const parked = intents.filter(({ state, sms }) => state === 'unknown' && sms === 'unknown').length;
  const seen = `texts ${taken}, intents ${intents.map(({ state }) => state).join('+') || 'none'}, contacts ${contacts}, ledger ${planned}/${sent}/${unknown}`;
  const findings: Finding[] = [];
  if (taken > 1) findings.push({ kind: 'repeated', what: `text received twice: ${seen}` });
  if (contacts > 1 || sent > 1 || planned > intents.length)
    findings.push({ kind: 'repeated', what: `text recorded twice: ${seen}` });
  const isWhole = confirmed + parked === 1 && intents.length === 1 && planned === 1;
  const isTrue = confirmed === 1 ? taken >= 1 && contacts === 1 && sent === 1 : contacts === 0 && unknown === 1;
  if (!isWhole || !isTrue) findings.push({ kind: 'lost', what: `text or its record: ${seen}` });
  return { findings, unknown: parked };
}
