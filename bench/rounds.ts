import type { Pair, Size } from './figure.ts';

/** One measurement of one side; units a second. */
export type Measure = () => Promise<number>;

/** No round is begun that would end later: a figure is there within five minutes on a busy machine too. */
const BUDGET_MS = 200_000;

/**
 * Measures both sides in turn, so that load on the machine hits both, and each side first in every other round. A first round warms up and
 * is not counted. Answers the round of the median ratio: sides of different rounds would compare two loads of the machine. Each round is
 * told on standard error.
 */
export async function inRounds(
  id: string,
  { rounds }: Pick<Size, 'rounds'>,
  ours: Measure,
  peer: Measure,
): Promise<Pair> {
  const measured: Pair[] = [];
  const from = performance.now();
  for (let round = 0; round <= rounds; round += 1) {
    const pair = round % 2 === 0 ? await oursFirst() : await peerFirst();
    const name = round === 0 ? 'warming up' : `round ${round} of ${rounds}`;
    process.stderr.write(`${id} ${name}: ours ${pair.ours.toFixed(1)}, peer ${pair.peer.toFixed(1)}\n`);
    if (round > 0) measured.push(pair);
    const spent = performance.now() - from;
    if (round > 0 && spent + spent / (round + 1) > BUDGET_MS) break;
  }
  return middle(measured);

  async function oursFirst(): Promise<Pair> {
    const first = await ours();
    return { ours: first, peer: await peer() };
  }

  async function peerFirst(): Promise<Pair> {
    const first = await peer();
    return { peer: first, ours: await ours() };
  }
}

/** How many a second `work` did. */
export async function perSecond(items: number, work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return (items * 1_000) / (performance.now() - from);
}

/** Does `work` for each item, so many at once. */
export async function atOnce<Item>(
  count: number,
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const queue = items.values();
  async function worker(): Promise<void> {
    for (const item of queue) await work(item);
  }
  await Promise.all(Array.from({ length: count }, worker));
}

/** Of an even number the lower of the two in the middle. */
function middle(pairs: readonly Pair[]): Pair {
  const sorted = pairs.toSorted((left, right) => left.ours / left.peer - right.ours / right.peer);
  const pair = sorted[Math.floor((sorted.length - 1) / 2)];
  if (!pair) throw new RangeError('Nothing was measured');
  return pair;
}
