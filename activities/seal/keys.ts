import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, type KeyObject } from 'node:crypto';
import { access, link, mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { isSigned, signed } from './statement.ts';

/** A key's public half, as the database, an export and the verifier know it. */
export const PublicSealKey = z.strictObject({
  id: z.string(),
  /** SPKI in DER, base64 */
  public_key: z.string(),
  made_at: z.iso.datetime({ precision: 3 }),
  /** The key before it, and its signature over the three above; null of an installation's first */
  endorsed_by: z.string().nullable(),
  endorsement: z.string().nullable(),
});
export type PublicSealKey = z.infer<typeof PublicSealKey>;

export interface SealKeys {
  /** The one that signs */
  id: string;
  privateKey: KeyObject;
  /** All, the first one first */
  public: PublicSealKey[];
}

/** Only the newest has its private half (PKCS #8 in DER, base64): what is destroyed cannot sign the past anew. */
const Stored = z.array(PublicSealKey.extend({ private_key: z.string().optional() })).min(1);
type Stored = z.infer<typeof Stored>;

/** The keys in this file, for its owner's eyes only; the first is made on first use. */
export async function sealKeys(file: string, now: Date): Promise<SealKeys> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  if (
    !(await access(file).then(
      () => true,
      () => false,
    ))
  )
    await writeFirst(file, [makeKey(now)]);
  return readKeys(file);
}

/** Makes a new key, endorsed by the present one, whose private half is destroyed. The sealer takes it from its next pass on. */
export async function rotateSealKey(file: string, now: Date): Promise<SealKeys> {
  const present = await sealKeys(file, now);
  const next = makeKey(now);
  const endorsement = signed(endorsed(next), present.privateKey);
  const stored: Stored = [...present.public, { ...next, endorsed_by: present.id, endorsement }];
  const fresh = `${file}.new`;
  await writeFile(fresh, JSON.stringify(stored), { mode: 0o600 });
  await rename(fresh, file);
  return readKeys(file);
}

/** Whole or not at all, and never over one that another process made meanwhile. */
async function writeFirst(file: string, keys: Stored): Promise<void> {
  const fresh = `${file}.${keys[0]!.id}`;
  await writeFile(fresh, JSON.stringify(keys), { mode: 0o600 });
  await link(fresh, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await unlink(fresh);
}

async function readKeys(file: string): Promise<SealKeys> {
  const stored = Stored.parse(JSON.parse(await readFile(file, 'utf8')));
  const { id, private_key } = stored.at(-1)!;
  if (!private_key) throw new Error('The newest seal key has no private half');
  const privateKey = createPrivateKey({ key: Buffer.from(private_key, 'base64'), format: 'der', type: 'pkcs8' });
  return { id, privateKey, public: stored.map(({ private_key: _private, ...key }) => key) };
}

/** The key object; null when its id is not that of the key. */
export function publicKeyOf({ id, public_key }: PublicSealKey): KeyObject | null {
  const der = Buffer.from(public_key, 'base64');
  if (keyId(der) !== id) return null;
  return createPublicKey({ key: der, format: 'der', type: 'spki' });
}

/** Whether the key before it signed this one. */
export function isEndorsed(key: PublicSealKey, by: KeyObject): boolean {
  return key.endorsement !== null && isSigned(endorsed(key), key.endorsement, by);
}

function endorsed({ id, public_key, made_at }: PublicSealKey) {
  return { id, public_key, made_at };
}

function makeKey(now: Date): Stored[number] {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const der = publicKey.export({ format: 'der', type: 'spki' });
  return {
    ...{ id: keyId(der), public_key: der.toString('base64'), made_at: now.toISOString() },
    ...{ endorsed_by: null, endorsement: null },
    private_key: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  };
}

function keyId(der: Buffer): string {
  return hash('sha256', der, 'hex').slice(0, 32);
}
