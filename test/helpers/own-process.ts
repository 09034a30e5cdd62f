import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export interface OwnProcess {
  /** Everything it has printed */
  log(): string;
  stop(): Promise<void>;
}

/** One of the product's own processes, as production starts it; returns when it says that it is ready. */
export async function ownProcess(main: string, settings: Record<string, string>): Promise<OwnProcess> {
  let printed = '';
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const child: ChildProcess = spawn(process.execPath, ['--no-warnings', main], {
    cwd: root,
    env: { PATH: process.env.PATH, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => (printed += data.toString()));
  while (!printed.includes('"msg":"ready"')) {
    if (child.exitCode !== null) throw new Error(`${main} has ended:\n${printed}`);
    await pause(50);
  }
  return {
    log: () => printed,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
