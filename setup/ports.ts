import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

// Below what Linux (32768), macOS and Windows (49152) hand out to outgoing connections: one of those must not take a port we have chosen.
const LOWEST = 10_240;
const ABOVE_HIGHEST = 32_768;
const TRIES = 100;

/** Whether something could listen there. Returns the port, or nothing when it is taken. */
export function tryPort(port: number, host = '127.0.0.1'): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(port)));
  });
}

/** A port of the loopback that was free a moment ago. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const port = await tryPort(randomInt(LOWEST, ABOVE_HIGHEST));
    if (port) return port;
  }
  throw new Error('No free port on 127.0.0.1');
}
