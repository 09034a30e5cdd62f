import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const cli = fileURLToPath(new URL('../../node_modules/prisma/build/index.js', import.meta.url));

/** Runs Prisma's command line on a database, with the stand-in engine; rejects when it fails. */
export async function prismaCli(url: string, args: readonly string[]): Promise<string> {
  const env = { ...process.env, DATABASE_URL: url, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' };
  const { stdout } = await promisify(execFile)(process.execPath, [cli, ...args], { env, maxBuffer: 16 * 1024 * 1024 });
  return stdout;
}
