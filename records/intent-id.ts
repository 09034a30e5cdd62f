import { createHash } from 'node:crypto';

export interface IntentKey {
  kind: 'ring' | 'sms' | 'print';
  episodeId: string;
  step: number;
  attempt: number;
}

/**
 * The id of an outward effect as a function of its key (RFC 9562 version 8): a database restored to an earlier moment that plans the same
 * effect again gives it the same id, so that the provider's records know it by its tag.
 */
export function intentIdOf({ kind, episodeId, step, attempt }: IntentKey): string {
  const hash = createHash('sha256').update(`${kind}/${episodeId}/${step}/${attempt}`).digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x80, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString('hex', 0, 16);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The key beside the id in a provider's records, by which an effect is placed whose episode is known and whose intent is not. */
export function keyTag({ episodeId, step, attempt }: Omit<IntentKey, 'kind'>): string {
  return `${episodeId}.${step}.${attempt}`;
}

const KEY_TAG = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,4})\.(\d{1,4})$/;

export function readKeyTag(tag: string): Omit<IntentKey, 'kind'> | null {
  const [, episodeId, step, attempt] = KEY_TAG.exec(tag) ?? [];
  return episodeId ? { episodeId, step: Number(step), attempt: Number(attempt) } : null;
}
