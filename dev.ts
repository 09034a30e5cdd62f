import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from './dev/launch.ts';
import { lockFolder } from './dev/lock.ts';
import { resetData } from './dev/reset.ts';
import { Stops } from './dev/stops.ts';
import { DISK_FULL_BYTES } from './domain/operations.ts';
import { env } from './env.ts';
import { Advice } from './setup/advice.ts';
import { diskFree, diskFull } from './setup/disk.ts';
import { clearOrphans } from './setup/orphans.ts';
import { say } from './setup/say.ts';

/** `npm start`: the whole product on embedded defaults; `-- --reset` begins anew after asking, `--yes` without. */
const stops = new Stops();

async function main(): Promise<void> {
  const values = commandLine();
  await mkdir(env.DATA_DIR, { recursive: true });
  if ((await diskFree(env.DATA_DIR)) < DISK_FULL_BYTES) throw diskFull(); // PostgreSQL would only say that it does not start
  await lockFolder(env.DATA_DIR);
  await clearOrphans(path.join(env.DATA_DIR, 'logs'));
  if (values.reset) {
    const external = Boolean(env.DATABASE_URL ?? env.TEMPORAL_ADDRESS);
    await resetData({ dataDir: env.DATA_DIR, yes: values.yes === true, external });
  }
  await mkdir(path.join(env.DATA_DIR, 'logs'), { recursive: true });
  await launch(
    stops,
    (what) => void end(1, new Advice(`${what} が止まりました。`, `${what} has stopped. Start again.`)),
  );
}

function commandLine(): { reset?: boolean; yes?: boolean } {
  try {
    return parseArgs({ options: { reset: { type: 'boolean' }, yes: { type: 'boolean', short: 'y' } } }).values;
  } catch {
    throw new Advice(
      '使い方: npm start または npm start -- --reset [--yes]',
      'Usage: npm start, or npm start -- --reset [--yes]',
    );
  }
}

async function end(code: number, reason?: unknown): Promise<void> {
  if (stops.begun) return;
  if (reason) console.error(reason instanceof Advice ? `\n${reason.message}` : reason);
  else say('止めています', 'stopping');
  await stops.run();
  process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));
process.on('unhandledRejection', (reason) => void end(1, reason));
main().catch((error: unknown) => end(1, error));
