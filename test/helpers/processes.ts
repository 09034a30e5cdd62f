import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from '@jest/globals';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface OwnProcess {
  start(): void;
  /** It was started and has not ended, asked or not */
  isUp(): boolean;
  signal(signal: NodeJS.Signals): void;
  /** By SIGTERM unless said otherwise; waits until it has ended */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** One of the product's own processes by its main file, with these settings and no others; `imports` come before its own code. Call it at the file's top level; it ends with the file. */
export function ownProcess(main: string, settings: () => Record<string, string>, imports: string[] = []): OwnProcess {
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
    signal: (signal) => void running?.kill(signal),
    isUp: () => running !== undefined && running.exitCode === null && running.signalCode === null,
    start() {
      running = spawn(
        process.execPath,
        ['--no-warnings', ...imports.flatMap((file) => ['--import', path.join(root, file)]), main],
        {
          cwd: root,
          env: { PATH: process.env.PATH, LOG_LEVEL: 'error', ...settings() },
          stdio: ['ignore', 'ignore', process.env['SHOW_PROCESSES'] ? 'inherit' : 'ignore'],
        },
      );
    },
  };
}
