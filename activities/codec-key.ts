import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CodecKey } from './codec.ts';

/** The installation's codec key: `keys/codec.json` under the data folder, for its owner's eyes only, made on first use. */
export async function codecKeys(dataDir: string): Promise<CodecKey[]> {
  const folder = join(dataDir, 'keys');
  const path = join(folder, 'codec.json');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const made = { id: randomBytes(4).toString('hex'), key: randomBytes(32).toString('base64') };
  await writeFile(path, JSON.stringify([made]), { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const stored = JSON.parse(await readFile(path, 'utf8')) as { id: string; key: string }[];
  return stored.map(({ id, key }) => ({ id, key: Buffer.from(key, 'base64') }));
}
