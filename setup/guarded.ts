import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

export interface Guarded {
  /** Resolves when the process has ended, however that came about */
  ended: Promise<void>;
  hasEnded(): boolean;
  /** Asks it to stop and waits until it has */
  stop(): Promise<void>;
  /** The last lines it wrote */
  lastWords(): Promise<string>;
}

const guard = fileURLToPath(new URL('guard.ts', import.meta.url));

export interface GuardedOptions {
  /** The file that what it writes goes to */
  log: string;
  /** Besides our own */
  env?: Record<string, string>;
}

/** Starts a server process that stops when this process ends, even when it is killed. */
export function startGuarded(command: string, args: readonly string[], { log, env }: GuardedOptions): Guarded {
  const out = openSync(log, 'w');
  const child = spawn(process.execPath, ['--no-warnings', guard, `${log}.pid`, command, ...args], {
    stdio: ['pipe', out, out],
    detached: true,
    env: { ...process.env, ...env },
  });
  closeSync(out);
  child.stdin?.on('error', () => undefined); // it ended before us
  let ended = false;
  const end = new Promise<void>((resolve) => {
    const done = () => {
      ended = true;
      resolve();
    };
    child.once('exit', done);
    child.once('error', done);
  });
  return {
    ended: end,
    hasEnded: () => ended,
    stop() {
      child.stdin?.end();
      return end;
    },
    lastWords: async () => (await readFile(log, 'utf8').catch(() => '')).trim().split('\n').slice(-8).join('\n'),
  };
}
