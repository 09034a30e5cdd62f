import { expect, test } from '@jest/globals';
import type { Outward } from '../../../domain/simulation/live.ts';
import { Replay } from '../../../domain/simulation/replay.ts';
import { went } from '../../helpers/outward.ts';

const did = (act: Outward['act'], rate = 0) => went(act, '2026-11-25', { rate });

test('sums what each version did, and what was expected to be answered', () => {
  const replay = new Replay();
  replay.add([did('call', 0.5), did('call', 0.25), did('sms')], [did('call', 0.5), did('letter')]);
  replay.add([did('letter'), did('hand_over')], [did('call', 0.125), did('sms'), did('sms'), did('hand_over')]);
  expect(replay.result('2026-09-01', '2026-11-30')).toMatchObject({
    ...{ from: '2026-09-01', to: '2026-11-30', accounts: 2 },
    before: { calls: 2, sms: 1, letters: 1, hand_overs: 1, connected: 0.75 },
    after: { calls: 2, sms: 2, letters: 1, hand_overs: 1, connected: 0.625 },
  });
});

test('the difference of the contact rates has an interval over the accounts', () => {
  const replay = new Replay();
  const [low, high] = [did('call', 0.2), did('call', 0.6)];
  replay.add([low, low], [high]);
  replay.add([high], [high, low]);
  replay.add([low], [low]);
  // Calls 4 and 4, connected 1.2 and 1.6: 30 and 40 %. Residuals by account, (after) 0.15, 0, -0.15 less (before) -0.15, 0.225, -0.075.
  const { contact_rate_difference: found } = replay.result('2026-09-01', '2026-11-30');
  const residuals = [0.3, -0.225, -0.075];
  const variance = residuals.reduce((sum, value) => sum + value ** 2, 0) / 2;
  const half = 1.96 * Math.sqrt(variance / 3) * 100;
  expect(found.mean).toBeCloseTo(10, 10);
  expect(found.low).toBeCloseTo(10 - half, 10);
  expect(found.high).toBeCloseTo(10 + half, 10);
});

test('of one account alone, or of a version that calls nobody, there is no interval', () => {
  const alone = new Replay();
  alone.add([did('call', 0.25)], [did('call', 0.5)]);
  expect(alone.result('', '').contact_rate_difference).toEqual({ mean: 25, low: 25, high: 25 });
  for (const [before, after, mean] of [
    [[], [did('call', 0.5)], 50],
    [[did('call', 0.5)], [], -50],
  ] as const) {
    const replay = new Replay();
    replay.add(before, after);
    replay.add(before, after);
    expect(replay.result('', '').contact_rate_difference).toEqual({ mean, low: mean, high: mean });
  }
});
