import { openBooks } from '../activities/books.ts';
import { loadManyFacts, loadManyTexts } from '../activities/facts.ts';
import { createSimulationActivities } from '../activities/simulation/activities.ts';
import type { ReceivableSettings } from '../domain/receivable.ts';
import type { RuleSet } from '../domain/rules.ts';
import { liveForward, type Surroundings } from '../domain/simulation/live.ts';
import { addDays, dateOf, instantAt } from '../domain/time.ts';
import { type Database, transaction } from '../prisma/database.ts';
import { draftLike, editDraft } from '../records/rule-version.ts';
import { requestSimulation } from '../records/simulation.ts';
import { staffId } from '../test/helpers/city.ts';
import type { Figure } from './figure.ts';
import { BOOK_NOW, bookOf } from './random-book.ts';

const DAYS = 20;
/** Of the peer, which would take minutes for a book. */
const ONE_BY_ONE = 300;
const WATCH_MS = 50;

/** P11: the whole book as a manager has it simulated, from the request to the stored result, without Temporal. */
export const simulateBook: Figure = {
  id: 'P11',
  what: 'accounts of a whole book of 100,000 simulated a second (facts read, 20 days lived under both versions, seats and printer shared out, result stored) beside loading and living one by one in one loop',
  unit: 'accounts/s',
  goal: 'ours ≥ 1,667',
  usual: { rounds: 1, items: 100_000 },

  async measure(size, closing) {
    const db = await bookOf(closing, size.items);
    const versionId = await aDraft(db);
    const rates: number[] = [];
    for (let round = 0; round < size.rounds; round += 1) {
      const { seconds } = await simulated(db, versionId);
      rates.push(size.items / seconds);
    }
    return { ours: Math.max(...rates), peer: await oneByOne(db, versionId, Math.min(ONE_BY_ONE, size.items)) };
  },
};

/** P11m: what it needs at most for that. */
export const simulationMemory: Figure = {
  id: 'P11m',
  what: 'megabytes by which the process grows at most while it simulates a whole book of 100,000, beside the text of their facts',
  unit: 'MB',
  goal: '≤ 4',
  usual: { rounds: 1, items: 100_000 },

  async measure(size, closing) {
    const db = await bookOf(closing, size.items);
    const versionId = await aDraft(db);
    const { megabytes } = await simulated(db, versionId);
    return { ours: megabytes, peer: await megabytesOfText(db) };
  },
};

/** How long it took, and by how much this process grew at most. */
async function simulated(db: Database, versionId: string): Promise<{ seconds: number; megabytes: number }> {
  const clock = { now: () => Promise.resolve(BOOK_NOW), offsetMs: () => Promise.resolve(0) };
  const activities = createSimulationActivities({ db, clock, books: openBooks() });
  const actor = { staffId: await staffId(db, 'manager'), at: BOOK_NOW };
  const asked = { kind: 'book', versionId, parameters: { days: DAYS } } as const;
  const id = (await transaction(db, (tx) => requestSimulation(tx, actor, asked)))!;
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), WATCH_MS);
  try {
    const [from, cpu] = [performance.now(), process.cpuUsage()];
    await activities.runSimulation(id);
    const seconds = (performance.now() - from) / 1_000;
    const megabytes = (peak - before) / 2 ** 20;
    const { user } = process.cpuUsage(cpu);
    const used = `${(user / 1e6).toFixed(1)} s of processor beside the database`;
    process.stderr.write(`P11 simulated in ${seconds.toFixed(1)} s, ${used}, ${megabytes.toFixed(0)} MB at most\n`);
    return { seconds, megabytes };
  } finally {
    clearInterval(watch);
  }
}

async function oneByOne(db: Database, versionId: string, count: number): Promise<number> {
  const { versions, calendar, settings } = await surroundingsOf(db, versionId);
  const episodes = (await openEpisodes(db)).slice(0, count);
  const day = calendar.nextOperatingDay(dateOf(BOOK_NOW));
  const stretch = { from: instantAt(day, '08:30'), to: addDays(day, DAYS - 1) };
  const from = performance.now();
  for (const episode of episodes) {
    const [facts] = await loadManyFacts(db, [episode], BOOK_NOW);
    for (const rules of versions) liveForward(facts!, { rules, settings, calendar }, stretch);
  }
  return (count * 1_000) / (performance.now() - from);
}

async function megabytesOfText(db: Database): Promise<number> {
  const episodes = await openEpisodes(db);
  let bytes = 0;
  for (let done = 0; done < episodes.length; done += 1_000) {
    const texts = await loadManyTexts(db, episodes.slice(done, done + 1_000), BOOK_NOW);
    bytes += texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  }
  return bytes / 2 ** 20;
}

async function openEpisodes(db: Database): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>('SELECT id FROM episode WHERE closed_at IS NULL ORDER BY id');
  return rows.map((row) => row.id);
}

async function surroundingsOf(
  db: Database,
  versionId: string,
): Promise<{ versions: RuleSet[] } & Omit<Surroundings, 'rules'>> {
  const { rows } = await db.query<{ before: RuleSet; after: RuleSet; settings: ReceivableSettings }>(
    `SELECT b.content AS before, v.content AS after, r.settings FROM rule_version v
       JOIN rule_version b ON b.id = v.base_version_id JOIN receivable r ON r.code = v.receivable_code WHERE v.id = $1`,
    [versionId],
  );
  const { before, after, settings } = rows[0]!;
  return { versions: [before, after], settings, calendar: await openBooks().calendar(db) };
}

/** A draft in a shorter rhythm. */
async function aDraft(db: Database): Promise<string> {
  const { rows } = await db.query<{ id: string; content: RuleSet }>(
    `SELECT id, content FROM rule_version WHERE receivable_code = 'city_tax' AND status = 'active'`,
  );
  const { id, content } = rows[0]!;
  const actor = { staffId: await staffId(db, 'manager'), at: BOOK_NOW };
  const steps = content.steps.map((step) => ({ ...step, spacing: Math.min(step.spacing, 2) }));
  return transaction(db, async (tx) => {
    const draft = (await draftLike(tx, actor, id))!;
    await editDraft(tx, actor, draft, { revision: 1, content: { ...content, steps } });
    return draft;
  });
}
