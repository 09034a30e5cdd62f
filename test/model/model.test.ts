import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { testDatabase } from '../helpers/database.ts';
import { explore } from './explore.ts';
import type { Scenario } from './scenario.ts';
import { openCity, openStage } from './stage.ts';

jest.setTimeout(30 * 60_000); // not a measure: a loaded machine takes longer, and nothing here waits for time

const database = await testDatabase();
beforeAll(() => openCity(database));

const scenarios: [string, Scenario][] = [
  ['two facts come at once', { facts: ['talk', 'handOver'] }],
  ['a fact comes while the worker tells that it goes on', { known: ['talk'], facts: ['handOver'], heartbeats: 1 }],
  ['a fact comes before the workflow has begun', { unstarted: true, facts: ['talk'] }],
  ['all is paid, and the payment is taken back', { known: ['payment'], facts: ['cancelledPayment'] }],
  ['all is paid, and the book brings another line', { known: ['payment'], facts: ['newLine'] }],
  ['all is paid, and a department gets the case', { known: ['payment'], facts: ['handOver'] }],
  ['a fact comes while a run continues as a new one', { known: ['talk'], facts: ['handOver'], longFrom: 4 }],
  ['a fact comes when the time of the wait comes', { facts: ['handOver'], known: ['talk'], timers: 1 }],
  [
    'a process dies, or is held up for a minute, while a fact is on its way',
    { known: ['talk'], faults: ['the worker dies', 'the relay dies', 'a minute passes'] },
  ],
  [
    'a process dies while the workflow is started, and the reconciler looks',
    { unstarted: true, faults: ['the worker dies', 'the relay dies'], reconciles: 1 },
  ],
  ["Temporal's store is lost", { faults: ['the store is lost'] }],
];

/** Minutes more, for `MODEL=long npm test -- test/model`. */
const longer: [string, Scenario][] = [
  ["Temporal's store is lost while the workflow is started", { unstarted: true, faults: ['the store is lost'] }],
  ["Temporal's store is lost while a fact is on its way", { known: ['talk'], faults: ['the store is lost'] }],
  [
    'two processes die while two facts are on their way',
    { known: ['talk'], facts: ['handOver'], faults: ['the worker dies', 'the relay dies'], mostFaults: 2 },
  ],
  ['three facts come at once', { facts: ['talk', 'handOver', 'payment'], heartbeats: 1 }],
];

describe('whatever comes between, every fact is decided about and no episode is closed without', () => {
  test.each(process.env['MODEL'] === 'long' ? [...scenarios, ...longer] : scenarios)('%s', async (name, scenario) => {
    const stage = openStage(database);
    const { wrong, ...figures } = await explore(stage, scenario);
    await stage.close();
    process.stdout.write(`${name}: ${JSON.stringify(figures)}\n`);
    expect(wrong).toBeNull();
  });
});
