import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll } from '@jest/globals';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface OwnProcess {
  start(): void;
  /** By SIGTERM unless said otherwise; waits until it has ended */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** One of the product's own processes by its main file, with these settings and no others. Call it at the file's top level; it ends with the file. */
export function ownProcess(main: string, settings: () => Record<string, string>): OwnProcess {
  let running: ChildProcess | undefined;
  async function stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = running;
    running = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
  afterAll(() => stop('SIGKILL'));
  return {
    stop,
    start() {
      running = spawn(process.execPath, ['--no-warnings', main], {
        cwd: root,
        env: { PATH: process.env.PATH, LOG_LEVEL: 'error', ...settings() },
        stdio: ['ignore', 'ignore', process.env['SHOW_PROCESSES'] ? 'inherit' : 'ignore'],
      });
    },
  };
}
