import { execFile } from 'node:child_process';
import { glob, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const PATIENCE_MS = 12_000;

/** Stops what an earlier launcher of this data folder left running because it and its guards were killed outright. */
export async function clearOrphans(logs: string): Promise<void> {
  const files: string[] = [];
  for await (const name of glob('*.pid', { cwd: logs })) files.push(path.join(logs, name));
  await Promise.all(files.map(clear));
}

async function clear(file: string): Promise<void> {
  const [pid = '', command = ''] = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  for (let waited = 0; await isStill(pid, command); waited += 200) {
    if (waited === 0) process.kill(Number(pid), 'SIGINT');
    if (waited === PATIENCE_MS) process.kill(Number(pid), 'SIGKILL');
    await sleep(200);
  }
  await rm(file, { force: true });
}

/** Numbers are given again after a restart of the machine: only the same command is ours. (A prefix as setpriv has replaced itself.) */
async function isStill(pid: string, command: string): Promise<boolean> {
  if (!/^\d+$/.test(pid) || process.platform === 'win32') return false;
  try {
    const { stdout } = await promisify(execFile)('ps', ['-ww', '-p', pid, '-o', 'args=']);
    const running = stdout.trim();
    return running.length > 0 && command.endsWith(running);
  } catch {
    return false;
  }
}
