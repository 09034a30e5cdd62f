import { hash, type KeyObject, sign, verify } from 'node:crypto';
import canonicalize from 'canonicalize';
import { z } from 'zod';
import { leafHash } from './merkle.ts';

const Hex = z.string().regex(/^[0-9a-f]{64}$/);

/** What a seal says of its rows; hashed and signed in canonical JSON (RFC 8785). */
export const Statement = z.strictObject({
  installation: z.string(),
  no: z.int().positive(),
  first_position: z.int().positive(),
  count: z.int().positive(),
  /** Merkle root over the rows' leaves, hex */
  root: Hex,
  /** Hash of the seal before it; null only of the first */
  previous: Hex.nullable(),
  sealed_at: z.iso.datetime({ precision: 3 }),
  key_id: z.string(),
});
export type Statement = z.infer<typeof Statement>;

/** A statement with its SHA-256 (hex) and Ed25519 signature (base64). */
export const Seal = z.strictObject({ ...Statement.shape, hash: Hex, signature: z.string() });
export type Seal = z.infer<typeof Seal>;

/** Every column of a ledger row as text that no setting of PostgreSQL changes (records/seal.ts). */
export const LedgerRow = z.record(z.string(), z.string().nullable());
export type LedgerRow = z.infer<typeof LedgerRow>;

export function canonicalBytes(value: unknown): Buffer {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('This value has no canonical JSON');
  return Buffer.from(text);
}

/** A row's leaf holds its place: neither can be changed alone. */
export function rowLeaf(position: number, row: LedgerRow): Buffer {
  return leafHash(canonicalBytes({ position, row }));
}

export function signStatement(statement: Statement, key: KeyObject): Seal {
  return { ...statement, hash: statementHash(statement), signature: signed(statement, key) };
}

export function statementOf({ hash: _hash, signature: _signature, ...statement }: Seal): Statement {
  return statement;
}

export function statementHash(statement: Statement): string {
  return hash('sha256', canonicalBytes(statement), 'hex');
}

/** Base64 of the Ed25519 signature over the value's canonical JSON. */
export function signed(value: unknown, key: KeyObject): string {
  return sign(null, canonicalBytes(value), key).toString('base64');
}

export function isSigned(value: unknown, signature: string, key: KeyObject): boolean {
  return verify(null, canonicalBytes(value), key, Buffer.from(signature, 'base64'));
}
