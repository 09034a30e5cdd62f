import { execFile } from 'node:child_process';
import path from 'node:path';
import { expect, test } from '@jest/globals';

const main = path.join(import.meta.dirname, 'main.ts');
const LONG_MS = 900_000;

interface Ended {
  code: number;
  printed: string;
}

function chaos(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const { NODE_OPTIONS: _options, ...env } = process.env;
    execFile(process.execPath, ['--no-warnings', main, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, printed: stdout + stderr }),
    );
  });
}

/** Of the line of all: runs, ok, unknown, lost, repeated, not reached. */
function totals(printed: string): number[] {
  const cells = /\| \*\*all\*\* \|([^\n]*)/.exec(printed)?.[1]?.split('|') ?? [];
  return cells.slice(0, 6).map(Number);
}

test(
  'killed at any of its fault points, the centre loses nothing and does nothing twice',
  async () => {
    const { code, printed } = await chaos('--runs', '25', '--seed', '1');
    const [runs, ok, unknown, lost, repeated] = totals(printed);
    expect({ printed, lost, repeated, code }).toEqual({ printed, lost: 0, repeated: 0, code: 0 });
    expect(runs).toBe(25);
    expect(ok! + unknown!).toBeGreaterThanOrEqual(20);
  },
  LONG_MS,
);

test(
  'without the guard of the intents the same harness finds texts that were sent twice',
  async () => {
    const { code, printed } = await chaos(
      ...['--runs', '4', '--seed', '1', '--only', 'sms.handed_over', '--without', 'intent-guard'],
    );
    expect(code).toBe(1);
    expect(printed).toContain('text received twice');
    expect(totals(printed)[4]).toBeGreaterThan(0);
  },
  LONG_MS,
);
