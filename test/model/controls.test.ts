import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { testDatabase } from '../helpers/database.ts';
import { explore } from './explore.ts';
import type { Broken, Scenario } from './scenario.ts';
import { openCity, openStage } from './stage.ts';
import type { Mutate } from './stepper.ts';

jest.setTimeout(30 * 60_000); // not a measure: a loaded machine takes longer, and nothing here waits for time

const database = await testDatabase();
beforeAll(() => openCity(database));

/** The product without one of its words. `fails` is what the model must find. */
interface Control {
  scenario: Scenario;
  broken: Broken;
  fails: string;
}

const controls: Record<string, Control> = {
  'a fact that does not raise the version': {
    scenario: { facts: ['talk'] },
    broken: { sql: without('fact_version = fact_version + 1,') },
    fails: 'the decision that holds has not seen every fact',
  },
  'a decision that does not lock the account': {
    scenario: { known: ['talk'], facts: ['handOver'] },
    broken: { sql: without('FOR NO KEY UPDATE OF a, e') },
    fails: 'the decision that holds has not seen every fact',
  },
  'an intake that does not lock the accounts before it looks for their episodes': {
    scenario: { known: ['payment'], facts: ['cancelledPayment'] },
    broken: { sql: without('ORDER BY id FOR NO KEY UPDATE') },
    fails: 'the account owes and has no open episode',
  },
  'an intake of the book that does not': {
    scenario: { known: ['payment'], facts: ['newLine'] },
    broken: { sql: without('ORDER BY id FOR NO KEY UPDATE') },
    fails: 'the account owes and has no open episode',
  },
  'a workflow that forgets, after deciding, that it was nudged meanwhile': {
    scenario: { known: ['talk'], facts: ['handOver'], heartbeats: 1 },
    broken: { workflow: ['decisions += 1;', 'decisions += 1; nudged = false;'] },
    fails: 'a fact is not decided about',
  },
  'a workflow that ends without looking whether the episode is closed': {
    scenario: { known: ['talk'] },
    broken: { workflow: ["next.kind === 'closed' && !nudged", "next.kind === 'wait'"] },
    fails: 'a workflow ended although its episode is open',
  },
  'a relay that marks a nudge as sent before it has told': {
    scenario: { known: ['talk'], faults: ['the relay dies'] },
    broken: { sql: replaced('CASE WHEN NOT picked.wanted THEN clock_timestamp() END', 'clock_timestamp()') },
    fails: 'a fact is not decided about',
  },
  'a watch that does not see that the store is another one': {
    scenario: { faults: ['the store is lost'] },
    broken: { sql: replaced('SELECT temporal_namespace_id AS known', "SELECT 'namespace-2' AS known") },
    fails: 'an open episode has no running workflow',
  },
};

describe('the model finds', () => {
  test.each(Object.entries(controls))('%s', async (_, { scenario, broken, fails }) => {
    const stage = openStage(database, broken);
    const { wrong } = await explore(stage, scenario);
    await stage.close();
    expect(wrong?.what).toContain(fails);
  });
});

function without(text: string): Mutate {
  return replaced(text, '');
}

function replaced(text: string, other: string): Mutate {
  return (sql) => sql.replace(text, other);
}
