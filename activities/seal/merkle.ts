import { hash } from 'node:crypto';

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

/** SHA-256 of a Merkle tree's leaf over these bytes (RFC 6962 §2.1). */
export function leafHash(bytes: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([LEAF, bytes]), 'buffer');
}

/** The tree's root over leaf hashes in order; at least one. */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 1) return leaves[0]!;
  const left = leftSize(leaves.length);
  return node(merkleRoot(leaves.slice(0, left)), merkleRoot(leaves.slice(left)));
}

/** What proves that the leaf at an index (from 0) is in the tree: the hashes beside its way to the root, from below (§2.1.1). */
export function auditPath(leaves: readonly Buffer[], index: number): Buffer[] {
  if (leaves.length === 1) return [];
  const left = leftSize(leaves.length);
  return index < left
    ? [...auditPath(leaves.slice(0, left), index), merkleRoot(leaves.slice(left))]
    : [...auditPath(leaves.slice(left), index - left), merkleRoot(leaves.slice(0, left))];
}

/** The root that leaf and path lead to; null when the path does not fit a tree of that size. */
export function rootByPath(leaf: Buffer, index: number, size: number, path: readonly Buffer[]): Buffer | null {
  if (index < 0 || index >= size) return null;
  if (size === 1) return path.length === 0 ? leaf : null;
  const left = leftSize(size);
  const beside = path.at(-1);
  if (!beside) return null;
  const below = path.slice(0, -1);
  const inner =
    index < left ? rootByPath(leaf, index, left, below) : rootByPath(leaf, index - left, size - left, below);
  if (!inner) return null;
  return index < left ? node(inner, beside) : node(beside, inner);
}

function node(left: Buffer, right: Buffer): Buffer {
  return hash('sha256', Buffer.concat([NODE, left, right]), 'buffer');
}

/** The largest power of two below the size. */
function leftSize(size: number): number {
  return 2 ** Math.floor(Math.log2(size - 1));
}
