import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** How many of a step's tests passed; a step that is no test run counts as one. */
export interface Outcome {
  passed: number;
  failed: number;
}

const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url));

/** Runs a program of the dependencies; its words are shown when it fails. */
export async function command(name: string, program: string, args: readonly string[]): Promise<Outcome> {
  const from = performance.now();
  const { code, words } = await run([path.join(modules, program), ...args], 'pipe');
  const seconds = ((performance.now() - from) / 1_000).toFixed(1);
  console.log(`${code === 0 ? '✓' : '✕'} ${name} (${seconds} s)${code === 0 ? '' : `\n${words}`}`);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numRuntimeErrorTestSuites: number;
  success: boolean;
}

/** Runs jest with these arguments and counts its tests; a file that cannot be run counts as one failed. */
export async function jest(name: string, args: readonly string[], folder: string): Promise<Outcome> {
  const file = path.join(folder, `${name}.json`);
  // A test file that forgets to close something must not hold the run up for ever.
  const options = ['--forceExit', '--json', `--outputFile=${file}`];
  const bin = path.join(modules, 'jest', 'bin', 'jest.js');
  const { code } = await run(['--experimental-vm-modules', '--no-warnings', bin, ...args, ...options], 'inherit');
  const text = await readFile(file, 'utf8').catch(() => null);
  if (!text) return { passed: 0, failed: 1 };
  const { numPassedTests: passed, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(text) as Report;
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed };
}

function run(args: readonly string[], output: 'pipe' | 'inherit'): Promise<{ code: number | null; words: string }> {
  return new Promise((resolve, reject) => {
    // jest prints its JSON on standard output too, which nobody wants to see.
    const child = spawn(process.execPath, args, { stdio: ['ignore', output === 'pipe' ? 'pipe' : 'ignore', output] });
    let words = '';
    child.stdout?.on('data', (data: Buffer) => (words += data.toString()));
    child.stderr?.on('data', (data: Buffer) => (words += data.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, words }));
  });
}
