import { randomUUID } from 'node:crypto';
import { constants, createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, readFile, rename } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';

export interface Chromium {
  executablePath: string;
  args: string[];
}

export interface ChromiumOptions {
  /** CHROMIUM_PATH: a site's own Chromium or Chrome; without it the one of the npm package @sparticuz/chromium */
  chromiumPath?: string | undefined;
  /** Where the packaged Chromium is unpacked once per version; the user's cache folder by default */
  cacheDir?: string | undefined;
}

/**
 * The Chromium that prints. Throws when `chromiumPath` cannot be run, or when there is none and the machine is not Linux x64, for which
 * alone the package is built. The sandbox is on unless the process is root, where Chromium has none.
 */
export async function findChromium({ chromiumPath, cacheDir = defaultCacheDir() }: ChromiumOptions): Promise<Chromium> {
  return { executablePath: chromiumPath ? await own(chromiumPath) : await packaged(cacheDir), args: launchArguments() };
}

async function own(path: string): Promise<string> {
  await access(path, constants.X_OK).catch(() => {
    throw new Error(`CHROMIUM_PATH is ${path}, which is not a program that can be run. Set it to Chromium or Chrome.`);
  });
  return path;
}

async function packaged(cacheDir: string): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `There is no Chromium in the npm packages for ${process.platform} ${process.arch}. ` +
        'Install Chromium or Chrome and set CHROMIUM_PATH to its program.',
    );
  }
  const root = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const folder = join(cacheDir, `chromium-${version}`);
  const target = join(folder, 'chromium');
  if (await isRunnable(target)) return target;

  // Not the package's own unpacking: its fixed path under /tmp can be planted by another user and is seen half-written by a second process.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const partial = `${target}.${randomUUID()}`;
  await pipeline(
    createReadStream(join(root, 'bin', 'chromium.br')),
    createBrotliDecompress({ chunkSize: 2 ** 21 }),
    createWriteStream(partial, { mode: 0o700 }),
  );
  await rename(partial, target);
  return target;
}

async function isRunnable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** The package's own arguments switch web security and site isolation off, which letters do not need. */
function launchArguments(): string[] {
  const always = ['--disable-gpu', '--font-render-hinting=none'];
  return process.getuid?.() === 0 ? [...always, '--no-sandbox'] : always;
}

function defaultCacheDir(): string {
  return join(homedir(), '.cache', 'oshirase');
}
