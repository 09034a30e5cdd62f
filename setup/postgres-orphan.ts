import { readFile, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const LEAVING_MS = 12_000;

/**
 * Makes way for a new server in the cluster's folder. A server whose launcher was killed is about to leave and is waited for; one that
 * lost its guard too is stopped; a pid file whose number belongs to another program by now (after a restart of the machine) is removed.
 */
export async function clearOrphan(folder: string, password: string): Promise<void> {
  const file = path.join(folder, 'postmaster.pid');
  if (await leaves(file, LEAVING_MS / 4)) return;
  const [pid, , , port] = (await readFile(file, 'utf8')).split('\n');
  if (await isOurs(folder, Number(port), password)) {
    for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
      process.kill(Number(pid), signal);
      if (await leaves(file, LEAVING_MS)) return;
    }
  }
  await rm(file, { force: true });
}

/** Whether within that time the pid file goes, or its process does. */
async function leaves(file: string, patienceMs: number): Promise<boolean> {
  for (let waited = 0; waited < patienceMs; waited += 100) {
    const pid = Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0]);
    if (!pid || !isAlive(pid)) return true;
    await sleep(100);
  }
  return false;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function isOurs(folder: string, port: number, password: string): Promise<boolean> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password,
    database: 'postgres',
    connectionTimeoutMillis: 2_000,
  });
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    return (await realpath(rows[0]?.data_directory ?? '')) === (await realpath(folder));
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
