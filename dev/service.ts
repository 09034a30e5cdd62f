import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { env } from '../env.ts';
import { Advice } from '../setup/advice.ts';
import { type Guarded, startGuarded } from '../setup/guarded.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const READY_MS = 120_000;

/** Starts one of the product's own processes by its main file, as production does, and waits until it logs `ready`. */
export async function startService(name: string, main: string, settings: Record<string, string>): Promise<Guarded> {
  const log = path.join(env.DATA_DIR, 'logs', `${name}.log`);
  const service = startGuarded(process.execPath, ['--no-warnings', path.join(root, main)], { log, env: settings });
  for (
    const limit = Date.now() + READY_MS;
    !(await readFile(log, 'utf8')).includes('"msg":"ready"');
    await sleep(100)
  ) {
    if (!service.hasEnded() && Date.now() < limit) continue;
    await service.stop();
    throw new Advice(
      `${name} が起動しません。記録: ${log}`,
      `${name} does not start; see ${log}.\n${await service.lastWords()}`,
    );
  }
  return service;
}
