import type { Client } from '@temporalio/client';
import type { Payload } from '@temporalio/common';

/** The payload as it was before the client's codecs; null when no key fits. */
export async function decodePayload(client: Client, payload: Payload): Promise<Payload | null> {
  let plain = payload;
  for (const codec of client.options.loadedDataConverter.payloadCodecs.toReversed()) {
    const [decoded] = await codec.decode([plain]).catch(() => []);
    if (!decoded) return null;
    plain = decoded;
  }
  return plain;
}
