import { env } from '../env.ts';
import { prepareInstallation } from '../prisma/installation.ts';
import { demoPassword, demoStaff } from '../prisma/reference/staff.ts';
import { say } from '../setup/say.ts';
import { storedSecret } from '../setup/secrets.ts';
import { DEMO_SEED, loadCity } from './city.ts';
import { choosePorts, type Ports, requirePort } from './ports.ts';
import { startService } from './service.ts';
import { startSimulators } from './simulators.ts';
import type { Stops } from './stops.ts';
import { openPostgres, openTemporal } from './stores.ts';
import { buildUi } from './ui.ts';

/** Starts everything in order and prints the ready line. `onLost` hears of a part that has ended by itself. */
export async function launch(stops: Stops, onLost: (what: string) => void): Promise<void> {
  await requirePort(env.PORT, env.HOST);
  const ports = await choosePorts(env.DATA_DIR);
  const [settings] = await Promise.all([openStores(ports), buildUi()]);
  const applied = await prepareInstallation(settings.DATABASE_URL, { demo: true, seed: DEMO_SEED });
  if (applied.length > 0) say('データベースを用意しました', `applied ${applied.join(', ')}`);

  const city = await loadCity(settings.DATABASE_URL);
  const simulators = await startSimulators(city, settings.DATABASE_URL, settings.SMS_CALLBACK_SECRET);
  stops.add('simulators', simulators.stop);

  say('業務プロセスを起動しています', 'starting the worker, the gateway and the API');
  const services = { worker: 'activities/main.ts', gateway: 'activities/telephony/main.ts', api: 'dev/api.ts' };
  await Promise.all(
    Object.entries(services).map(async ([name, main]) => {
      const service = await startService(name, main, { ...settings, ...simulators.settings });
      stops.add('services', service.stop);
      void service.ended.then(() => onLost(name));
    }),
  );
  announce(ports);

  async function openStores({ gateway, temporalUi }: Ports) {
    const [postgres, temporal] = await Promise.all(
      [openPostgres, openTemporal].map(async (open) => {
        const store = await open(ports);
        stops.add('stores', store.stop);
        void store.ended?.then(() => onLost(store.name));
        return store.address;
      }),
    );
    return {
      DATA_DIR: env.DATA_DIR,
      DATABASE_URL: postgres ?? '',
      TEMPORAL_ADDRESS: temporal ?? '',
      ...(env.TEMPORAL_ADDRESS ? {} : { TEMPORAL_UI_URL: `http://localhost:${temporalUi}` }),
      GATEWAY_URL: `http://127.0.0.1:${gateway}`,
      SMS_CALLBACK_SECRET: env.SMS_CALLBACK_SECRET ?? (await storedSecret(env.DATA_DIR, 'sms-callback')),
    };
  }
}

function announce({ temporalUi }: Ports): void {
  const logins = demoStaff.map(({ login, name }) => `${login}（${name}）`).join('、');
  console.log(`
Oshirase is ready: http://localhost:${env.PORT}
  デモのログイン / demo logins: ${logins}
  パスワード / password: ${demoPassword}${env.TEMPORAL_ADDRESS ? '' : `\n  Temporal: http://localhost:${temporalUi}`}
  Ctrl-C で止まります / Ctrl-C stops it`);
}
