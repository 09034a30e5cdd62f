import { serve } from '../api/serve.ts';
import { env } from '../env.ts';
import { createCityDriver } from '../test/sim/city/driver.ts';
import { lineSpeedOf } from '../test/sim/city/line-speed.ts';
import { openCity } from './city.ts';

/** The API of `npm start`, with the driver of the demo's clock. */
await serve(async ({ db, clock, books, api, log }) => {
  const driver = createCityDriver({
    ...{ db, clock, books, api },
    city: await openCity(db),
    log: (words, error) => log.error({ err: error }, words),
    ...(env.ASTERISK_URL ? { lineSpeed: await lineSpeedOf(env.ASTERISK_URL) } : {}),
  });
  driver.keepUp();
  return driver;
});
