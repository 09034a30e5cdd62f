import type { Batch } from './queries.ts';

export const stageNames = ['proposed', 'cutOff', 'rendered', 'printed', 'first', 'second', 'delivered'] as const;
export type StageName = (typeof stageNames)[number];
export type StageState = 'done' | 'current' | 'stopped' | 'todo';

/** Envelopes that are still on their way: neither refused nor pulled nor spoiled. */
export function remaining({ letters, refused, pulled, spoiled }: Batch): number {
  return letters - refused - pulled - spoiled;
}

/** Where a batch stands. The second person may follow the first at once, so 封入1 and 封入2 can both be current. */
export function stageState(batch: Batch, stage: StageName): StageState {
  const place = stageNames.indexOf(stage);
  const current = placeOf(batch);
  if (batch.state === 'failed' && place === current) return 'stopped';
  if (batch.state === 'received') return 'done';
  if (batch.state === 'printed' && stage === 'second' && batch.checked_once > 0) return 'current';
  return place < current ? 'done' : place === current ? 'current' : 'todo';
}

function placeOf(batch: Batch): number {
  switch (batch.state) {
    case 'collecting':
      return 0;
    case 'cut_off':
    case 'rendering':
    case 'failed':
      return 2;
    case 'rendered':
      return 3;
    case 'printed':
      return batch.checked_once < remaining(batch) ? 4 : 5;
    default:
      return 6;
  }
}
