/**
 * PostgreSQL's archive_command: `node archive-wal.ts %p %f folder`. Keeps the segment compressed, whole and on disk before it answers 0; until
 * there is a first backup in the folder nothing could be replayed onto, and the segment may go.
 */
import { open, readFile, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

const [from = '', name = '', folder = ''] = process.argv.slice(2);
const wal = path.join(folder, 'wal');
const target = path.join(wal, `${name}.gz`);

if (await exists(wal)) {
  const bytes = await readFile(from);
  if (!(await exists(target))) await keep(bytes);
  // Archived before and not reported: the same bytes are fine, others belong to another server and are never overwritten.
  else if (!gunzipSync(await readFile(target)).equals(bytes)) process.exitCode = 1;
}

async function keep(bytes: Buffer): Promise<void> {
  const part = await open(`${target}.part`, 'w', 0o600);
  await part.writeFile(gzipSync(bytes, { level: 1 }));
  await part.sync();
  await part.close();
  await rename(`${target}.part`, target);
  const directory = await open(wal, 'r');
  await directory.sync();
  await directory.close();
}

function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
