import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import path from 'node:path';
import { Advice } from '../setup/advice.ts';

export const LOCK_FILE = 'launcher.json';

interface Holder {
  port: number;
  token: string;
}

/** Two launchers must not share a data folder. The holder answers on a port with its token; one that was killed answers nothing. */
export async function lockFolder(dataDir: string): Promise<void> {
  const file = path.join(dataDir, LOCK_FILE);
  const holder = await readHolder(file);
  if (holder && (await answer(holder.port)) === holder.token) {
    throw new Advice(
      `このデータフォルダーは使用中です: ${dataDir}。動いているものを Ctrl-C で止めるか、DATA_DIR と PORT を変えてください。`,
      `This data folder is in use: ${dataDir}. Stop what is running with Ctrl-C, or give another DATA_DIR and PORT.`,
    );
  }
  const token = randomUUID();
  const server = createServer((socket) => socket.on('error', () => undefined).end(token)).unref();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address && typeof address === 'object') await writeFile(file, JSON.stringify({ port: address.port, token }));
}

async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

function answer(port: number): Promise<string> {
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect({ port, host: '127.0.0.1', timeout: 2_000 });
    socket.on('data', (data) => (heard += data.toString()));
    socket.once('timeout', () => socket.destroy());
    socket.once('error', () => socket.destroy());
    socket.once('close', () => resolve(heard));
  });
}
