import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkDatabase, type Finding } from './check.ts';
import type { Backup } from './manifest.ts';
import { discard, putBack, type PutBackOptions } from './put-back.ts';

/** Really restores a backup into a temporary folder, starts it, looks it over and throws it away. */
export async function verifyBackup(backup: Backup, say: PutBackOptions['say']): Promise<Finding[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'oshirase-verify-'));
  try {
    const server = await putBack({ backup, into: path.join(folder, 'data'), to: 'consistent', say });
    try {
      return await checkDatabase(server.url, backup.manifest);
    } finally {
      await server.stop();
    }
  } finally {
    await discard(folder);
  }
}
