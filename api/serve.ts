import { stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino, type Logger } from 'pino';
import { type Books, openBooks } from '../activities/books.ts';
import { fileJournal } from '../activities/effect-journal.ts';
import { gatewayClient } from '../activities/telephony/gateway-client.ts';
import { env } from '../env.ts';
import { createRenderer } from '../reports/render.ts';
import { closeOnSignal } from '../setup/closing.ts';
import { newestBackup } from '../setup/backup/set.ts';
import { diskFree } from '../setup/disk.ts';
import { isUp, startHeartbeat } from '../setup/heartbeat.ts';
import { storedSecret } from '../setup/secrets.ts';
import { openServices, type Services } from '../setup/services.ts';
import { type App, buildApp } from './app.ts';
import type { DemoDriver } from './deps.ts';

/** Whoever waits longer has long pressed again. */
const PATIENCE_MS = 30_000;
const uiFolder = fileURLToPath(new URL('../dist/admin-ui', import.meta.url));

export interface DemoParts extends Services {
  books: Books;
  /** The API itself, once it is built */
  api: () => App;
  log: Logger;
}

/** Serves the API and its pages as the environment says, until a signal. Only `npm start` gives a demo's driver. */
export async function serve(demoDriver?: (parts: DemoParts) => Promise<DemoDriver>): Promise<void> {
  const services = await openServices({ patienceMs: PATIENCE_MS });
  const { db, clock, installation, temporal } = services;
  const renderer = await createRenderer({
    chromiumPath: env.CHROMIUM_PATH,
    fontDir: env.FONT_DIR,
    tempDir: path.join(env.DATA_DIR, 'print', 'api'),
  });
  const books = openBooks();
  const log = pino({ level: env.LOG_LEVEL });
  const app: App = await buildApp({
    db,
    clock,
    books,
    installationId: installation,
    temporal,
    gateway: gatewayClient({
      url: env.GATEWAY_URL,
      secret: env.GATEWAY_SECRET ?? (await storedSecret(env.DATA_DIR, 'gateway')),
    }),
    renderer,
    journal: fileJournal(path.join(env.DATA_DIR, 'effects')),
    metricsToken: env.METRICS_TOKEN ?? (await storedSecret(env.DATA_DIR, 'metrics')),
    ...(await ownBackups()),
    diskFree: () => diskFree(env.DATA_DIR),
    sessionSecret: env.SESSION_SECRET ?? (await storedSecret(env.DATA_DIR, 'session')),
    smsCallbackSecret: env.SMS_CALLBACK_SECRET ?? (await storedSecret(env.DATA_DIR, 'sms-callback')),
    logLevel: env.LOG_LEVEL,
    ...(env.TEMPORAL_UI_URL ? { temporalUiUrl: env.TEMPORAL_UI_URL } : {}),
    ...(env.CODEC_TOKEN ? { codecToken: env.CODEC_TOKEN } : {}),
    ...(env.SERVE_UI ? { uiFolder } : {}),
    ...(services.demo && demoDriver ? { demo: await demoDriver({ ...services, books, log, api: () => app }) } : {}),
  });
  await app.listen({ port: env.PORT, host: env.HOST });
  const stopBeating = startHeartbeat(db, { api: isUp });
  closeOnSignal(
    app.log,
    stopBeating,
    () => app.close(),
    () => renderer.close(),
    services.close,
  );
  app.log.info('ready');
}

/** Only the embedded database is backed up from here; its password lies in the data folder. */
async function ownBackups(): Promise<{ backupAt?: () => Promise<Date | null> }> {
  const isOurs = await stat(path.join(env.DATA_DIR, 'postgres', 'PG_VERSION')).catch(() => null);
  return isOurs ? { backupAt: () => newestBackup(env.BACKUP_DIR, env.DATA_DIR) } : {};
}
