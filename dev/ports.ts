import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Advice } from '../setup/advice.ts';
import { freePort, tryPort } from '../setup/ports.ts';

const names = ['postgres', 'temporal', 'temporalUi', 'gateway'] as const;
export type Ports = Record<(typeof names)[number], number>;

/** Ports of the loopback for what is behind the product: those of the last start where they are still free. */
export async function choosePorts(dataDir: string): Promise<Ports> {
  const file = path.join(dataDir, 'ports.json');
  const last = await readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as Partial<Ports>,
    (): Partial<Ports> => ({}),
  );
  const ports: Ports = { postgres: 0, temporal: 0, temporalUi: 0, gateway: 0 };
  for (const name of names) ports[name] = (last[name] && (await tryPort(last[name]))) || (await freePort());
  await writeFile(file, JSON.stringify(ports));
  return ports;
}

/** The one port a person types must be the one that was asked for. */
export async function requirePort(port: number, host: string): Promise<void> {
  if (await tryPort(port, host)) return;
  throw new Advice(
    `ポート ${port} は使用中です。例: PORT=${port + 1} npm start`,
    `Port ${port} is taken. Choose another, for example: PORT=${port + 1} npm start`,
  );
}
