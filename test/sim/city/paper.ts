import { z } from 'zod';
import type { Workstation } from './workstation.ts';

const Waiting = z.array(z.object({ receivable_code: z.string() }));
const Batches = z.array(
  z.object({ id: z.string(), state: z.string(), receivable_code: z.string(), department_code: z.string() }),
);
const Letters = z.array(z.object({ id: z.string(), state: z.string(), checks: z.array(z.object({ round: z.int() })) }));
const Made = z.object({ id: z.string() });
const underWay = ['collecting', 'cut_off', 'rendering', 'rendered', 'printed', 'checked'];

export interface Paperwork {
  /** One stage further with every batch that the colleagues began, for so many milliseconds */
  goOn(deputy: Workstation, desks: readonly Workstation[], until: number): Promise<void>;
}

/**
 * What the centre does with the day's letters, as long as nobody who plays has begun it: the deputy opens a batch for every receivable whose
 * letters wait; when the PDF is there it is printed, one colleague encloses and checks, another checks again, the deputy hands over. Batches
 * of other people are left alone; what is not possible yet is left for the next stop.
 */
export function createPaperwork(): Paperwork {
  const own = new Set<string>();

  async function openBatches(deputy: Workstation, busy: ReadonlySet<string>): Promise<void> {
    for (const { receivable_code } of Waiting.parse((await deputy.get('/api/letters/waiting')).body)) {
      if (busy.has(receivable_code)) continue;
      const made = Made.safeParse((await deputy.post('/api/letter-batches', { receivable_code })).body);
      if (made.success) own.add(made.data.id);
    }
  }

  return {
    async goOn(deputy, desks, until) {
      const [first] = desks;
      if (!first || desks.length < 2) return;
      const batches = Batches.parse((await deputy.get(listOf('letter-batches', { states: underWay }))).body);
      await openBatches(deputy, new Set(batches.map(({ receivable_code }) => receivable_code)));
      const ours = batches.filter(({ id }) => own.has(id));
      for (const { id, state } of ours) {
        if (state === 'rendered') await first.post(`/api/letter-batches/${id}/printed`);
        if (state === 'rendered' || state === 'printed') await check(id, desks, until);
      }
      const done = ours.filter(({ state }) => state === 'checked').map(({ department_code }) => department_code);
      for (const department_code of new Set(done)) await deputy.post('/api/delivery-notes', { department_code });
    },
  };
}

/** In pairs, each with its own pile: one encloses and checks, the other checks again. */
async function check(batchId: string, desks: readonly Workstation[], until: number): Promise<void> {
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
  const query = new URLSearchParams({ range: JSON.stringify([0, 499]), filter: JSON.stringify(filter) });
  return `/api/${path}?${query.toString()}`;
}
