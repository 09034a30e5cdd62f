import type { Tx } from '../../prisma/database.ts';
import { lastSeal, readSeals, realNow, wasRestoredAfter } from '../../records/seal.ts';
import type { AnchorLine, AnchorPort } from './anchor.ts';
import type { SealKeys } from './keys.ts';
import { type Seal, signed } from './statement.ts';

const PAGE = 1_000;

/** What an anchor holds to be true now: its seals by number, less those that a declared restore took. */
export function standingSeals(lines: readonly (AnchorLine | null)[]): Map<number, Seal> {
  const standing = new Map<number, Seal>();
  for (const line of lines) {
    if (line?.kind === 'seal') {
      const { kind: _kind, ...seal } = line;
      standing.set(seal.no, seal);
    } else if (line) {
      for (let no = line.kept + 1; no <= line.lost; no += 1) standing.delete(no);
    }
  }
  return standing;
}

/** The highest number; 0 when there is none. */
export function lastNo(seals: ReadonlyMap<number, unknown>): number {
  let last = 0;
  for (const no of seals.keys()) last = Math.max(last, no);
  return last;
}

interface SettleOptions {
  installation: string;
  keys: SealKeys;
}

/**
 * An anchor that knows more than the database: after a restore this is declared in it, for everybody to see; otherwise the tail of the
 * ledger was cut, and sealing stops. Call under the lock.
 */
export async function settleAnchor(tx: Tx, anchor: AnchorPort, options: SettleOptions): Promise<void> {
  const known = standingSeals(await anchor.read());
  const lost = lastNo(known);
  const kept = await lastCommon(tx, known, lost);
  if (kept.no === lost) return;
  const last = known.get(lost)!;
  if (!(await wasRestoredAfter(tx, last.sealed_at)))
    throw new Error(
      `Anchor ${anchor.place} has seals ${kept.no + 1} to ${lost} that the database does not have, and it was not restored`,
    );
  const declaration = {
    ...{ installation: options.installation, declared_at: (await realNow(tx)).toISOString() },
    ...{ kept: kept.no, kept_hash: kept.hash, lost, lost_hash: last.hash, key_id: options.keys.id },
  };
  const signature = signed(declaration, options.keys.privateKey);
  await anchor.append([{ kind: 'restore', ...declaration, signature }]);
}

/** The last seal of the database up to a number, when the anchor has the same one. */
async function lastCommon(tx: Tx, known: Map<number, Seal>, upTo: number) {
  const end = await lastSeal(tx);
  for (let no = Math.min(upTo, end?.no ?? 0); no > 0; no -= 1) {
    const [seal] = await readSeals(tx, no - 1, 1);
    if (seal && known.get(no)?.hash === seal.hash) return { no, hash: seal.hash };
  }
  return { no: 0, hash: null };
}

/** Writes what the anchor misses. Returns the numbers, or null when it has all. Call under the lock. */
export async function anchorSeals(tx: Tx, anchor: AnchorPort): Promise<{ from: number; to: number } | null> {
  const standing = lastNo(standingSeals(await anchor.read()));
  let to = standing;
  for (;;) {
    const seals = await readSeals(tx, to, PAGE);
    if (seals.length === 0) break;
    await anchor.append(seals.map((seal) => ({ kind: 'seal', ...seal })));
    to = seals.at(-1)!.no;
  }
  return to > standing ? { from: standing + 1, to } : null;
}
