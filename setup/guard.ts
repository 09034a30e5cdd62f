/**
 * Runs a command that must not outlive its launcher: `node guard.ts pidfile command args…`. The launcher holds our standard input; however
 * the launcher ends, killed outright too, the input ends and the command is asked to stop, and made to after ten seconds.
 */
import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';

const PATIENCE_MS = 10_000;

const [pidFile, command, ...args] = process.argv.slice(2);
if (!pidFile || !command) throw new Error('guard: no command given');

const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
child.once('error', (error) => {
  console.error(error.message);
  process.exit(127);
});
child.once('exit', (code) => {
  rmSync(pidFile, { force: true });
  process.exit(code ?? 1);
});
// For clearOrphans, should somebody kill the guard too.
if (child.pid) writeFileSync(pidFile, `${child.pid}\n${[command, ...args].join(' ')}`);

process.stdin.once('close', () => {
  child.kill('SIGINT');
  setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS).unref();
});
process.stdin.resume();
// Own process group: Ctrl-C reaches the launcher alone, which stops everything in its order.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill('SIGINT'));
