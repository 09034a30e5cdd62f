import path from 'node:path';
import { pino } from 'pino';
import { env } from '../../env.ts';
import { closeOnSignal } from '../../setup/closing.ts';
import { startHeartbeat } from '../../setup/heartbeat.ts';
import { storedSecret } from '../../setup/secrets.ts';
import { openServices } from '../../setup/services.ts';
import { fileJournal } from '../effect-journal.ts';
import { createGateway } from './gateway.ts';
import { buildGatewayServer } from './gateway-server.ts';

/** The telephony gateway's process. Of several one holds the line; the others wait their turn. */
const log = pino({ level: env.LOG_LEVEL });
const { db, clock, close } = await openServices();
const gateway = createGateway({
  db,
  clock,
  log,
  journal: fileJournal(path.join(env.DATA_DIR, 'effects')),
  ari: { url: env.ASTERISK_URL ?? '', user: env.ASTERISK_USER, password: env.ASTERISK_PASSWORD ?? '' },
  onReplaced: () => process.kill(process.pid, 'SIGTERM'),
});
const server = buildGatewayServer(gateway, env.GATEWAY_SECRET ?? (await storedSecret(env.DATA_DIR, 'gateway')));
const { hostname, port } = new URL(env.GATEWAY_URL);
await server.listen({ host: hostname, port: Number(port) });
const stopBeating = startHeartbeat(db, { gateway: () => gateway.state });
closeOnSignal(
  log,
  stopBeating,
  () => server.close(),
  () => gateway.stop(),
  close,
);
gateway.start();
log.info('ready');
