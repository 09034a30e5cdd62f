import path from 'node:path';
import { NativeConnection, Runtime } from '@temporalio/worker';
import { pino } from 'pino';
import { faultPoint } from '../fault-point.ts';
import { env } from '../env.ts';
import { retryStuck } from '../records/stuck-account.ts';
import { createRenderer } from '../reports/render.ts';
import { closeOnSignal } from '../setup/closing.ts';
import { isUp, startHeartbeat } from '../setup/heartbeat.ts';
import { openServices, temporalAddress } from '../setup/services.ts';
import { workflowBundle } from './bundle.ts';
import { adoptNamespace } from './namespace.ts';
import { fileJournal } from './effect-journal.ts';
import { fileAnchor } from './seal/anchor.ts';
import { startRelay } from './relay.ts';
import { requireReplay } from './replay.ts';
import { ensureSchedules } from './schedules.ts';
import { httpSms } from './sms/http-adapter.ts';
import { startWatch } from './watch.ts';
import { buildWorker } from './worker.ts';

/** The worker's process: every task queue, the relay of the outbox, the Schedules. */
const log = pino({ level: env.LOG_LEVEL });
Runtime.install({ shutdownSignals: [] });
const { db, clock, installation, codecKeys, temporal, close } = await openServices();
const renderer = await createRenderer({
  chromiumPath: env.CHROMIUM_PATH,
  fontDir: env.FONT_DIR,
  tempDir: path.join(env.DATA_DIR, 'print', 'worker'),
});
const connection = await NativeConnection.connect({ address: temporalAddress() });
await adoptNamespace(temporal, db, await clock.now());
const sms = httpSms({ url: env.SMS_URL ?? '', token: env.SMS_TOKEN ?? '' });
faultPoint('boot.namespace_adopted');
const bundle = await workflowBundle();
await requireReplay({ db, client: temporal, installation, codecKeys, bundle, dataDir: env.DATA_DIR });
const worker = await buildWorker({
  connection,
  namespace: env.TEMPORAL_NAMESPACE,
  client: temporal,
  installation,
  db,
  clock,
  codecKeys,
  bundle,
  renderer,
  sms,
  smsPerSecond: env.SMS_PER_SECOND,
  seals: { keysFile: env.SEAL_KEYS, anchors: [fileAnchor(env.ANCHOR_DIR, installation)] },
});
const ended = worker.run();
await ensureSchedules(temporal, installation);
await retryStuck(db, null); // this may be the version that mends them
faultPoint('boot.schedules_ensured');
const relay = startRelay({ db, log, client: temporal, installation });
const journal = fileJournal(path.join(env.DATA_DIR, 'effects'));
const watch = startWatch({ db, clock, log, client: temporal, installation, sms, journal });

const stopBeating = startHeartbeat(db, { worker: isUp, relay: isUp });

closeOnSignal(
  log,
  () => watch.stop(),
  () => relay.stop(),
  stopBeating,
  async () => {
    worker.shutdown();
    await ended;
  },
  () => connection.close(),
  () => renderer.close(),
  close,
);
log.info('ready');
await ended;
