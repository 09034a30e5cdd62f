import { expect, test } from '@jest/globals';
import { instantAt } from '../../domain/time.ts';
import type { Stop } from '../sim/city/day.ts';
import { createPace } from '../sim/city/pace.ts';

const at = instantAt('2026-11-26', '10:00');
const work: Stop = { at, does: 'work' };
const files: Stop = { at, does: 'files' };

/** What the stops got that halted, when each of them takes so many milliseconds of an invented clock. */
async function budgets(stops: readonly Stop[], moveMs: number, takesMs: number): Promise<(number | 'files')[]> {
  let now = 0;
  const given: (number | 'files')[] = [];
  const pace = createPace(stops, moveMs, () => now);
  for (const stop of stops) {
    await pace.halt(stop, (budget) => {
      given.push(stop.does === 'files' ? 'files' : Math.round(budget));
      now += takesMs;
      return Promise.resolve();
    });
  }
  return given;
}

test('the stops of a move share its time evenly, after what the files need', async () => {
  expect(await budgets([work, work, files], 5_000, 1_000)).toEqual([1_000, 1_000, 'files']);
});

test('a short move is not stretched', async () => {
  expect(await budgets([work, work], 60_000, 1_000)).toEqual([2_000, 2_000]);
});

test('a slow machine leaves every other stop out and never the files', async () => {
  const given = await budgets([...Array<Stop>(10).fill(work), files], 8_000, 2_000);
  expect(given).toHaveLength(5 + 1);
  expect(given.at(-1)).toBe('files');
});
