import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import type { Line } from '../../bench/figure.ts';
import { asJson, asTable } from '../../bench/print.ts';
import { inRounds } from '../../bench/rounds.ts';

const run = promisify(execFile);
const main = fileURLToPath(new URL('../../bench/main.ts', import.meta.url));

test('figures at their smallest are measured anew and told as one JSON line each', async () => {
  const options = ['P1', 'P3h', '--json', '--rounds', '1', '--items', '200'];
  const { stdout } = await run(process.execPath, ['--no-warnings', main, ...options]);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  expect(lines).toMatchObject([
    { id: 'P1', unit: 'events' },
    { id: 'P3h', unit: 'claims/s' },
  ]);
  for (const line of lines) {
    expect(Object.keys(line)).toEqual(['id', 'what', 'ours', 'peer', 'ratio', 'unit']);
    expect(line.ratio).toBeCloseTo(line.ours / line.peer, 1);
  }
  const [life, claims] = lines;
  expect(life!.ours).toBeLessThan(life!.peer);
  expect(claims!.ours).toBeGreaterThan(0);
}, 180_000);

test('a figure that there is not is refused with those that there are', async () => {
  await expect(run(process.execPath, ['--no-warnings', main, 'P99'])).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('P1, P2, P3, P3h, P10'),
  });
});

test('the table has one row a figure with its goal', () => {
  const line: Line = { id: 'P2', what: 'starts', ours: 3, peer: 4, ratio: 0.75, unit: 'accounts/s' };
  expect(asTable([line], [{ id: 'P2', goal: '≥ 0.7' }]).split('\n')).toEqual([
    '|  | what | ours | peer | ratio | goal | unit |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    '| P2 | starts | 3 | 4 | 0.75 | ≥ 0.7 | accounts/s |',
  ]);
  expect(asJson(line)).toBe('{"id":"P2","what":"starts","ours":3,"peer":4,"ratio":0.75,"unit":"accounts/s"}');
});

test('both sides are measured in every round, in turn first; the round of the median ratio counts, the warming up does not', async () => {
  const order: string[] = [];
  const side = (name: string, values: number[]) => async () => {
    order.push(name);
    return values.shift()!;
  };
  const pair = await inRounds('test', { rounds: 3 }, side('ours', [99, 1, 3, 2]), side('peer', [1, 10, 20, 60]));
  expect(order.join(' ')).toBe('ours peer peer ours ours peer peer ours');
  expect(pair).toEqual({ ours: 1, peer: 10 });
});
