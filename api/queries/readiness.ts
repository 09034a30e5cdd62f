import { readdir } from 'node:fs/promises';
import type { Client } from '@temporalio/client';
import { DISK_FULL_BYTES } from '../../domain/operations.ts';
import type { AppDeps } from '../deps.ts';

const TIMEOUT_MS = 2_000;

/** Null when everything the centre needs answers; otherwise the first thing that does not: database, migrations, disk or temporal. */
export async function readiness({
  db,
  temporal,
  diskFree,
}: Pick<AppDeps, 'db' | 'temporal' | 'diskFree'>): Promise<string | null> {
  const done = await within(
    db.query<{ n: number }>('SELECT count(*)::integer AS n FROM _prisma_migrations WHERE finished_at IS NOT NULL'),
  );
  if (!done) return 'database';
  const folders = await readdir(new URL('../../prisma/migrations', import.meta.url), { withFileTypes: true });
  if (done.rows[0]!.n < folders.filter((entry) => entry.isDirectory()).length) return 'migrations';
  if (diskFree && (await diskFree()) < DISK_FULL_BYTES) return 'disk';
  return (await temporalAnswers(temporal)) ? null : 'temporal';
}

export async function temporalAnswers(temporal: Client): Promise<boolean> {
  return (await within(temporal.workflowService.getSystemInfo({}))) !== null;
}

async function within<T>(work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), TIMEOUT_MS)));
  try {
    return await Promise.race([work, late]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
