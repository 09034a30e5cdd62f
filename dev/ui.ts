import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { glob, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Advice } from '../setup/advice.ts';
import { say } from '../setup/say.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = path.join(root, 'dist', 'admin-ui');
const stamp = path.join(root, 'dist', 'admin-ui.sha256');
const SOURCES = ['admin-ui/**/*.*', 'domain/**/*.ts', 'api/schemas/**/*.ts', 'package-lock.json'];

/** Builds the pages unless they are already those of the present sources. Returns their folder. */
export async function buildUi(): Promise<string> {
  const hash = await sourcesHash();
  if ((await readFile(stamp, 'utf8').catch(() => '')) === hash) return folder;
  say('画面を組み立てています', 'building the pages');
  try {
    const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
    const args = [vite, 'build', '--logLevel', 'error', path.join(root, 'admin-ui')];
    await promisify(execFile)(process.execPath, args, {
      cwd: root,
      maxBuffer: 16 * 1024 * 1024,
      env: { ...process.env, NO_COLOR: '1' },
    });
  } catch (cause) {
    const words = cause && typeof cause === 'object' && 'stderr' in cause ? String(cause.stderr) : String(cause);
    throw new Advice('画面を組み立てられません。', `The pages could not be built: correct what vite names.\n${words}`, {
      cause,
    });
  }
  await writeFile(stamp, hash);
  return folder;
}

async function sourcesHash(): Promise<string> {
  const files: string[] = [];
  for await (const file of glob(SOURCES, { cwd: root })) files.push(file);
  const hash = createHash('sha256');
  for (const file of files.sort()) hash.update(file).update(await readFile(path.join(root, file)));
  return hash.digest('hex');
}
