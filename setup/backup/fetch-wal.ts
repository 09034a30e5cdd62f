/** PostgreSQL's restore_command: `node fetch-wal.ts %f %p folder`. Answers 1 for a segment that is not there, as PostgreSQL expects. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

const [name = '', to = '', folder = ''] = process.argv.slice(2);
try {
  await writeFile(to, gunzipSync(await readFile(path.join(folder, 'wal', `${name}.gz`))));
} catch {
  process.exitCode = 1;
}
