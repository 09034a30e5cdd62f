import { z } from 'zod';
import { MAX_LETTERS } from '../../../records/letter-batch.ts';
import type { Workstation } from './workstation.ts';

const Waiting = z.array(z.object({ receivable_code: z.string() }));
const Batches = z.array(
  z.object({
    id: z.string(),
    state: z.string(),
    on_date: z.string(),
    letters: z.int(),
    left_out: z.int(),
    receivable_code: z.string(),
    department_code: z.string(),
  }),
);
type Batch = z.infer<typeof Batches>[number];
const Letters = z.array(z.object({ id: z.string(), checks: z.array(z.object({ round: z.int() })) }));
const Made = z.object({ id: z.string() });
const underWay = ['collecting', 'cut_off', 'rendering', 'rendered', 'printed', 'checked'];

export interface Papers {
  /** The day on which they are made */
  today: string;
  /** Whether the day's batches are begun by now */
  opens: boolean;
  deputy: Workstation;
  desks: readonly Workstation[];
  /** Real time at which everybody stops */
  until: number;
}

export interface Paperwork {
  /** As far as the batches that the colleagues have in hand can be brought until then */
  goOn(papers: Papers): Promise<void>;
}

/**
 * What the centre does with the day's letters, as long as nobody who plays has begun it: the deputy opens a batch for every receivable whose
 * letters wait (another when a full one left some behind); when the PDF is there it is printed, one colleague encloses and checks, another
 * checks again, the deputy hands over. Other people's batches of the day are left alone, and finished on a later day; what is not possible
 * yet is left for the next stop.
 */
export function createPaperwork(): Paperwork {
  const own = new Set<string>();

  async function openBatches(deputy: Workstation, today: string): Promise<void> {
    const waiting = Waiting.parse((await deputy.get('/api/letters/waiting')).body);
    if (waiting.length === 0) return;
    const begun = [
      ...(await batchesOf(deputy, { on_date: today })),
      ...(await batchesOf(deputy, { states: ['collecting'] })),
    ];
    for (const { receivable_code } of waiting) {
      if (begun.some((batch) => batch.receivable_code === receivable_code && !isFull(batch))) continue;
      const made = Made.safeParse((await deputy.post('/api/letter-batches', { receivable_code })).body);
      if (made.success) own.add(made.data.id);
    }
  }

  /** The oldest first */
  async function inHand({ deputy, today }: Papers): Promise<Batch[]> {
    const batches = await batchesOf(deputy, { states: underWay });
    return batches
      .filter(({ id, on_date }) => own.has(id) || on_date < today)
      .toSorted((left, right) => (left.on_date < right.on_date ? -1 : 1));
  }

  return {
    async goOn(papers) {
      const { deputy, desks, opens, today, until } = papers;
      const [first] = desks;
      if (!first || desks.length < 2) return;
      if (opens) await openBatches(deputy, today);
      const batches = await inHand(papers);
      for (const { id, state } of batches) {
        if (state === 'rendered') await first.post(`/api/letter-batches/${id}/printed`);
        if (state === 'rendered' || state === 'printed') await check(id, desks, until);
      }
      const checked = batches.length > 0 ? await batchesOf(deputy, { states: ['checked'] }) : [];
      const done = checked.filter(({ id }) => batches.some((batch) => batch.id === id));
      for (const department_code of new Set(done.map((batch) => batch.department_code)))
        await deputy.post('/api/delivery-notes', { department_code });
    },
  };
}

/** Letters that the gate left out came to the cut-off too. */
function isFull({ state, letters, left_out }: Batch): boolean {
  return state !== 'collecting' && letters + left_out >= MAX_LETTERS;
}

async function batchesOf(deputy: Workstation, filter: object): Promise<Batch[]> {
  return Batches.parse((await deputy.get(listOf('letter-batches', filter))).body);
}

/** In pairs, each with its own pile: one encloses and checks, the other checks again. */
async function check(batchId: string, desks: readonly Workstation[], until: number): Promise<void> {
  if (Date.now() > until) return;
  const query = listOf('letters', { batch_id: batchId, state: 'printed' });
  const pile = Letters.parse((await desks[0]!.get(query)).body).values();
  const pairs = Math.floor(desks.length / 2);
  await Promise.all(Array.from({ length: pairs }, (_, pair) => work(desks[2 * pair]!, desks[2 * pair + 1]!)));

  async function work(first: Workstation, second: Workstation): Promise<void> {
    for (const { id, checks } of pile) {
      if (Date.now() > until) return;
      if (checks.length === 0) await first.post(`/api/letters/${id}/checks`, { round: 1, result: 'match' });
      const again = await second.post(`/api/letters/${id}/checks`, { round: 2, result: 'match' });
      if (again.problem === 'same_person') await first.post(`/api/letters/${id}/checks`, { round: 2, result: 'match' });
    }
  }
}

function listOf(path: string, filter: object): string {
  const query = new URLSearchParams({ range: JSON.stringify([0, MAX_LETTERS - 1]), filter: JSON.stringify(filter) });
  return `/api/${path}?${query.toString()}`;
}
