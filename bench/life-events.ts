import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, DefaultLogger, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { openBooks } from '../activities/books.ts';
import { workflowBundle } from '../activities/bundle.ts';
import { dataConverter } from '../activities/codec.ts';
import { httpSms } from '../activities/sms/http-adapter.ts';
import { temporalTestServer } from '../setup/temporal-binaries.ts';
import { openCentre } from '../test/helpers/centre.ts';
import { anAccount, paymentsReach } from '../test/helpers/facts.ts';
import { lifeStartsAt, liveWholeLife, ruleTheLife } from '../test/helpers/whole-life.ts';
import { eventTypes, withActivities } from '../test/helpers/workflows.ts';
import { startSmsSimulator } from '../test/sim/sms/simulator.ts';
import { defaultRules } from '../domain/default-rules.ts';
import type { RuleSet } from '../domain/rules.ts';
import { instantAt } from '../domain/time.ts';
import { accountWorkflowId } from '../workflows/ids.ts';
import type { Figure } from './figure.ts';
import { createNaiveActivities } from './peers/naive-activities.ts';
import { quietRuntime } from './runtime.ts';
import { installation, ownDatabase, temporaryFolder } from './servers.ts';

/** P1: one life, lived once with our workflow and once with the naive one; its history's events are counted. */
export const lifeEvents: Figure = {
  id: 'P1',
  what: 'events in the history of one whole life (two misses, text, letter, promise, payment, two windows closed; a third, of the text, would be eight more) beside the naive design, one regular activity a step; fewer is better',
  unit: 'events',
  goal: '< 1',
  usual: { rounds: 1, items: 1 },

  async measure(_size, closing) {
    quietRuntime();
    const folder = await temporaryFolder(closing);
    const { db } = await ownDatabase(closing, folder);
    await ruleTheLife(db, { effect: twoWindows() });
    const carrier = await startSmsSimulator({ port: 0, token: 'bench' });
    closing.defer(() => carrier.close());
    const sms = httpSms({ url: carrier.url, token: 'bench' });
    const keys = [{ id: 'bench', key: randomBytes(32) }];
    // Months pass in seconds: the development server cannot, the test server of the same makers can.
    const env = await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path: await temporalTestServer() } },
      client: { dataConverter: dataConverter(keys) },
    });
    closing.defer(() => env.teardown());

    async function live(bundle: WorkflowBundleWithSourceMap, main?: object): Promise<number> {
      const centre = await openCentre({ db, env, sms, startAt: lifeStartsAt, installation });
      await paymentsReach(db, 'city_tax', instantAt('2026-09-01', '00:00'));
      const account = await anAccount(db, { at: lifeStartsAt });
      const activities = { ...centre.activities, ...(main && { main }) };
      return withActivities({ env, keys, bundle }, installation, activities, async () => {
        await liveWholeLife(centre, db, account);
        const { accountId } = account;
        const id = accountWorkflowId({ installation, receivable: 'city_tax', accountId, episodeNo: 1 });
        const handle = env.client.workflow.getHandle(id);
        await handle.result();
        return (await eventTypes(handle)).length;
      });
    }

    return {
      ours: await live(await workflowBundle()),
      peer: await live(await naiveBundle(), createNaiveActivities({ db, books: openBooks() })),
    };
  },
};

/** The life of design.md's budget closes the promise's window and the letter's. Our rules' text opens one as well, which is a setting. */
function twoWindows(): RuleSet['effect'] {
  const { effect } = defaultRules('city_tax');
  return { ...effect, windowOutcomes: effect.windowOutcomes.filter((outcome) => outcome !== 'sms_accepted') };
}

function naiveBundle(): Promise<WorkflowBundleWithSourceMap> {
  return bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('peers/naive-account.ts', import.meta.url)),
    logger: new DefaultLogger('WARN'),
  });
}
