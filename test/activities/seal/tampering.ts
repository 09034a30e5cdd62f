import { generateKeyPairSync, hash, type KeyObject } from 'node:crypto';
import type { LedgerLine, RowLine } from '../../../activities/seal/lines.ts';
import { merkleRoot } from '../../../activities/seal/merkle.ts';
import { rowLeaf, type Seal, signStatement, statementOf } from '../../../activities/seal/statement.ts';

export type SealLine = Extract<LedgerLine, { kind: 'seal' }>;
export type AnchoredLine = Extract<LedgerLine, { kind: 'anchor' }>;

export const rowsOf = (lines: readonly LedgerLine[]): RowLine[] => lines.filter((line) => line.kind === 'row');
export const sealsOf = (lines: readonly LedgerLine[]): SealLine[] => lines.filter((line) => line.kind === 'seal');
export const anchorsOf = (lines: readonly LedgerLine[]): AnchoredLine[] =>
  lines.filter((line) => line.kind === 'anchor');

/** A copy in which some lines stand changed, gone (empty) or as several. */
export function withLines(lines: readonly LedgerLine[], changes: Map<LedgerLine, LedgerLine[]>): LedgerLine[] {
  return lines.flatMap((line) => changes.get(line) ?? [line]);
}

/** Rows after a place get other positions, as if the place had never been or always been. */
export function renumbered(lines: readonly LedgerLine[], after: number, by: number): LedgerLine[] {
  return lines.map((line) =>
    line.kind === 'row' && line.position > after ? { ...line, position: line.position + by } : line,
  );
}

/** The forger computes every leaf, root, hash and link anew and signs with a key of their own, under the old id or a new one. */
export function resealed(lines: readonly LedgerLine[], forger: { key: KeyObject; id?: string }): LedgerLine[] {
  const out: LedgerLine[] = [];
  let previous: string | null = null;
  let next = 1;
  for (const seal of sealsOf(lines)) {
    const rows = rowsOf(lines)
      .filter((row) => row.seal === seal.no)
      .map((row) => ({ ...row, position: next++, leaf: '' }))
      .map((row) => ({ ...row, leaf: rowLeaf(row.position, row.row!).toString('hex') }));
    const { kind: _kind, ...known } = seal;
    const statement = {
      ...statementOf(known),
      ...{ previous, count: rows.length, first_position: rows[0]!.position },
      root: merkleRoot(rows.map(({ leaf }) => Buffer.from(leaf, 'hex'))).toString('hex'),
      key_id: forger.id ?? seal.key_id,
    };
    const signed: Seal = signStatement(statement, forger.key);
    previous = signed.hash;
    out.push({ kind: 'seal', ...signed }, ...rows);
  }
  const head = lines.filter(({ kind }) => kind === 'head' || kind === 'key' || kind === 'anchor');
  return counted([...head, ...out, ...lines.filter(({ kind }) => kind === 'unsealed' || kind === 'end')]);
}

/** The last line tells the new counts: the forger is not careless. */
export function counted(lines: readonly LedgerLine[]): LedgerLine[] {
  const counts = { rows: rowsOf(lines).length, seals: sealsOf(lines).length };
  return lines.map((line) => (line.kind === 'end' ? { ...line, ...counts } : line));
}

/** A row that says something else, its leaf as it was. */
export function otherwise(row: RowLine): RowLine {
  return { ...row, row: { ...row.row, detail: `${row.row?.['detail']} ` } };
}

export function leafed(row: RowLine): RowLine {
  return { ...row, leaf: rowLeaf(row.position, row.row!).toString('hex') };
}

export function strangersKey(): { key: KeyObject; line: LedgerLine; id: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const der = publicKey.export({ format: 'der', type: 'spki' });
  const id = hash('sha256', der, 'hex').slice(0, 32);
  const made = { public_key: der.toString('base64'), made_at: '2026-11-26T00:00:00.000Z' };
  return { key: privateKey, id, line: { kind: 'key', id, ...made, endorsed_by: null, endorsement: null } };
}
