import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, run, runMigrations } from 'graphile-worker';
import pg from 'pg';

/** Told nothing: what it does is counted. */
const logger = new Logger(() => () => undefined);

/** graphile-worker on the same database, with a pool of its own. */
export interface Graphile {
  fill(jobs: number): Promise<void>;
  /** Jobs fetched, run (an empty task) and completed a second, in so many milliseconds */
  work(ms: number): Promise<number>;
}

export async function openGraphile(closing: AsyncDisposableStack, url: string, workers: number): Promise<Graphile> {
  const pool = new pg.Pool({ connectionString: url, max: workers });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  closing.defer(() => pool.end());
  await runMigrations({ pgPool: pool, logger });

  return {
    async fill(jobs) {
      await pool.query(`SELECT count(graphile_worker.add_job('nothing')) FROM generate_series(1, $1)`, [jobs]);
    },

    async work(ms) {
      let done = 0;
      const begun = Promise.withResolvers<void>();
      const taskList = {
        async nothing() {
          done += 1;
          begun.resolve();
        },
      };
      const runner = await run({ pgPool: pool, concurrency: workers, taskList, noHandleSignals: true, logger });
      await begun.promise;
      const [before, from] = [done, performance.now()];
      await sleep(ms);
      const perSecond = ((done - before) * 1_000) / (performance.now() - from);
      await runner.stop();
      return perSecond;
    },
  };
}
