import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { defaultPayloadConverter } from '@temporalio/common';
import { payloadCodec } from '../../activities/codec.ts';

const old = { id: 'old', key: randomBytes(32) };
const current = { id: 'new', key: randomBytes(32) };
const payload = defaultPayloadConverter.toPayload({ episodeId: 'e-1', waitMs: 1_000 });

describe('the payload codec', () => {
  test('gives back what it was given, metadata included', async () => {
    const codec = payloadCodec([current]);
    const [decoded] = await codec.decode(await codec.encode([payload]));
    expect(defaultPayloadConverter.fromPayload(decoded!)).toEqual({ episodeId: 'e-1', waitMs: 1_000 });
  });

  test('leaves nothing readable but the encoding and the id of the key', async () => {
    const [encoded] = await payloadCodec([current]).encode([payload]);
    expect(Buffer.from(encoded!.data!).toString('latin1')).not.toContain('e-1');
    expect(Object.entries(encoded!.metadata!).map(([name, value]) => [name, Buffer.from(value).toString()])).toEqual([
      ['encoding', 'binary/encrypted'],
      ['encryption-key-id', 'new'],
    ]);
  });

  test('reads payloads of a former key after a change', async () => {
    const encoded = await payloadCodec([old]).encode([payload]);
    const [decoded] = await payloadCodec([current, old]).decode(encoded);
    expect(defaultPayloadConverter.fromPayload(decoded!)).toHaveProperty('episodeId', 'e-1');
  });

  test('refuses an unknown key, a changed byte and a foreign key under a known id', async () => {
    const encoded = await payloadCodec([old]).encode([payload]);
    await expect(payloadCodec([current]).decode(encoded)).rejects.toThrow('No codec key old');
    encoded[0]!.data![20]! ^= 1;
    await expect(payloadCodec([old]).decode(encoded)).rejects.toThrow();
    const again = await payloadCodec([old]).encode([payload]);
    await expect(payloadCodec([{ ...current, id: 'old' }]).decode(again)).rejects.toThrow();
  });

  test('passes over payloads that are not encrypted', async () => {
    expect(await payloadCodec([current]).decode([payload])).toEqual([payload]);
  });
});
