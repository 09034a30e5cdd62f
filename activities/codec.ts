import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { DataConverter, Payload, PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';

/** AES-256: 32 bytes. The id travels with each payload, so that old histories stay readable after a change of keys. */
export interface CodecKey {
  id: string;
  key: Uint8Array;
}

const ENCODING = 'binary/encrypted';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const { Payload: PayloadMessage } = proto.temporal.api.common.v1;

export const failureConverterPath = fileURLToPath(new URL('../workflows/failure-converter.cjs', import.meta.url));

/** What worker and clients share: payloads encrypted with the first key, readable with any, failures as payloads too. */
export function dataConverter(keys: readonly CodecKey[]): DataConverter {
  return { failureConverterPath, payloadCodecs: [payloadCodec(keys)] };
}

/** Each payload becomes `iv | ciphertext | tag` of AES-256-GCM over the whole original payload, its metadata included. */
export function payloadCodec(keys: readonly CodecKey[]): PayloadCodec {
  const ready = keys.map(({ id, key }) => ({ id, key: createSecretKey(key) })); // once: it costs more than to encrypt a payload
  const current = ready[0];
  if (!current) throw new RangeError('The codec needs a key');
  const byId = new Map(ready.map(({ id, key }) => [id, key]));

  return {
    encode: async (payloads) => payloads.map((payload) => encrypt(payload, current)),
    decode: async (payloads) => payloads.map((payload) => decrypt(payload, byId)),
  };
}

function encrypt(payload: Payload, { id, key }: { id: string; key: KeyObject }): Payload {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const plain = PayloadMessage.encode(payload).finish();
  const data = Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return { metadata: { encoding: Buffer.from(ENCODING), 'encryption-key-id': Buffer.from(id) }, data };
}

function decrypt(payload: Payload, keys: ReadonlyMap<string, KeyObject>): Payload {
  const { metadata, data } = payload;
  if (!metadata || !data || text(metadata['encoding']) !== ENCODING) return payload;
  const id = text(metadata['encryption-key-id']);
  const key = keys.get(id);
  if (!key) throw new Error(`No codec key ${id}`);
  const decipher = createDecipheriv('aes-256-gcm', key, data.subarray(0, IV_BYTES));
  decipher.setAuthTag(data.subarray(data.length - TAG_BYTES));
  const sealed = data.subarray(IV_BYTES, data.length - TAG_BYTES);
  return PayloadMessage.decode(Buffer.concat([decipher.update(sealed), decipher.final()]));
}

function text(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? []).toString();
}
