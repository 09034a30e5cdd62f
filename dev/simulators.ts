import { businessClock } from '../activities/clock.ts';
import { env } from '../env.ts';
import { createDatabase } from '../prisma/database.ts';
import { startAsteriskSimulator } from '../test/sim/asterisk/simulator.ts';
import type { City } from '../test/sim/city/city.ts';
import { createResidents } from '../test/sim/city/residents.ts';
import { startSmsSimulator } from '../test/sim/sms/simulator.ts';

export interface Simulators {
  /** What the product's processes are told instead of a real exchange and provider */
  settings: Record<string, string>;
  stop(): Promise<void>;
}

const SMS_TOKEN = 'simulated';

/** Plays, at the wire, what the environment does not name: the telephone exchange and the SMS provider. */
export async function startSimulators(city: City, databaseUrl: string, callbackSecret: string): Promise<Simulators> {
  const db = createDatabase(databaseUrl, { max: 2 });
  const now = () => businessClock(db).now();
  const residents = createResidents(city);
  const settings: Record<string, string> = {};
  const stops: (() => Promise<void>)[] = [];

  if (!env.ASTERISK_URL) {
    const asterisk = await startAsteriskSimulator({ port: 0, now, answer: (number, at) => residents.fate(number, at) });
    stops.push(() => asterisk.stop());
    settings['ASTERISK_URL'] = asterisk.url;
    settings['ASTERISK_USER'] = asterisk.user;
    settings['ASTERISK_PASSWORD'] = asterisk.password;
  }
  if (!env.SMS_URL) {
    const callbackUrl = `http://localhost:${env.PORT}/api/sms-receipts`;
    const sms = await startSmsSimulator({ port: 0, token: SMS_TOKEN, callbackUrl, callbackSecret, now });
    stops.push(() => sms.close());
    settings['SMS_URL'] = sms.url;
    settings['SMS_TOKEN'] = SMS_TOKEN;
  }
  return {
    settings,
    async stop() {
      await Promise.all(stops.map((stop) => stop()));
      await db.end();
    },
  };
}
