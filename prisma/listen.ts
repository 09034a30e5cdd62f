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

  function drop(): void {
    const held = release;
    release = undefined;
    held?.();
  }

  async function connect(): Promise<void> {
    const client = await db.connect();
    release = () => client.release(true);
    client.on('notification', (message) => onPayload(message.payload ?? ''));
    await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
    client.once('error', () => void reconnect());
    if (stopped) drop();
  }

  async function reconnect(): Promise<void> {
    drop();
    while (!stopped) {
      await sleep(RETRY_MS);
      try {
        if (!stopped) await connect();
        return;
      } catch {
        drop();
      }
    }
  }

  await connect();
  return async () => {
    stopped = true;
    drop();
  };
}
