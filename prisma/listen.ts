import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from './database.ts';

const RETRY_MS = 1_000;

/** Listens on a channel with a connection of its own and comes back by itself when that breaks. Returns how to stop. */
export async function listen(
  db: Database,
  channel: string,
  onPayload: (payload: string) => void,
): Promise<() => Promise<void>> {
  let stopped = false;
  let release: (() => void) | undefined;

  async function connect(): Promise<void> {
    const client = await db.connect();
    release = () => client.release(true);
    client.on('notification', (message) => onPayload(message.payload ?? ''));
    client.once('error', () => void reconnect());
    await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
  }

  async function reconnect(): Promise<void> {
    release?.();
    while (!stopped) {
      await sleep(RETRY_MS);
      try {
        if (!stopped) await connect();
        return;
      } catch {
        release = undefined;
      }
    }
  }

  await connect();
  return async () => {
    stopped = true;
    release?.();
  };
}
