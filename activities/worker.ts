import type { Client } from '@temporalio/client';
import { type NativeConnection, Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import type { Clock } from '../domain/clock.ts';
import type { Database } from '../prisma/database.ts';
import type { Renderer } from '../reports/render.ts';
import { taskQueue } from '../workflows/ids.ts';
import { beating } from './beating.ts';
import { openBooks } from './books.ts';
import { workflowBundle } from './bundle.ts';
import { type CodecKey, dataConverter } from './codec.ts';
import { createDecideActivities } from './decide.ts';
import { createExchangeActivities } from './exchange/activities.ts';
import { createMaintenanceActivities } from './maintenance.ts';
import { createLetterActivities } from './letters.ts';
import { createRuleMigrationActivities } from './rule-migration.ts';
import { createSimulationActivities } from './simulation/activities.ts';
import { createSealActivities } from './seal/activities.ts';
import type { SealDeps } from './seal/seal.ts';
import { wordless } from './wordless.ts';
import type { SmsPort } from './sms/port.ts';
import { createSmsActivities } from './sms/send-sms.ts';

export interface WorkerDeps {
  connection: NativeConnection;
  namespace: string;
  /** For the sweep; made with the same data converter */
  client: Client;
  installation: string;
  db: Database;
  clock: Clock;
  codecKeys: readonly CodecKey[];
  sms: SmsPort;
  renderer: Renderer;
  /** The workflows' code when it was built already */
  bundle?: WorkflowBundleWithSourceMap;
  /** Where the ledger's seals get their keys and anchors; a worker without them does not seal */
  seals?: Pick<SealDeps, 'keysFile' | 'anchors'>;
  /** The provider's limit, over all workers */
  smsPerSecond?: number;
}

export interface BuiltWorker {
  /** Resolves when all have been shut down; rejects when one fails */
  run(): Promise<void>;
  shutdown(): void;
}

/** Every task queue of the installation in one process. `run()` it beside the relay. */
export async function buildWorker(deps: WorkerDeps): Promise<BuiltWorker> {
  const { connection, namespace, installation } = deps;
  const converter = dataConverter(deps.codecKeys);
  const interceptors = { activity: [wordless] };
  const common = { connection, namespace, dataConverter: converter, interceptors };
  const long = { ...common, interceptors: { activity: [wordless, beating] } };
  const workers = await Promise.all([
    Worker.create({
      ...common,
      taskQueue: taskQueue(installation, 'main'),
      workflowBundle: deps.bundle ?? (await workflowBundle()),
      activities: {
        ...createDecideActivities({ db: deps.db, books: openBooks() }),
        ...createMaintenanceActivities(deps),
        ...createRuleMigrationActivities({ ...deps, books: openBooks() }),
        ...(deps.seals ? createSealActivities({ ...deps.seals, db: deps.db, installation }) : {}),
      },
    }),
    Worker.create({
      ...common,
      taskQueue: taskQueue(installation, 'sms'),
      activities: createSmsActivities(deps),
      maxTaskQueueActivitiesPerSecond: deps.smsPerSecond ?? 10,
    }),
    Worker.create({
      ...long,
      taskQueue: taskQueue(installation, 'exchange'),
      activities: createExchangeActivities(deps),
      maxConcurrentActivityTaskExecutions: 2, // one intake at a time anyway; the other reads its file meanwhile
    }),
    Worker.create({
      ...long,
      taskQueue: taskQueue(installation, 'letters'),
      activities: createLetterActivities(deps),
      maxConcurrentActivityTaskExecutions: 1, // a browser at work fills a core and most of a gigabyte
    }),
    Worker.create({
      ...long,
      taskQueue: taskQueue(installation, 'simulation'),
      activities: createSimulationActivities({ ...deps, books: openBooks() }),
      maxConcurrentActivityTaskExecutions: 1, // its threads fill the other cores
    }),
  ]);
  return {
    run: async () => void (await Promise.all(workers.map((worker) => worker.run()))),
    shutdown: () => workers.forEach((worker) => worker.shutdown()),
  };
}
