import type { Finding } from './finding.ts';
import type { RowLine } from './lines.ts';
import { merkleRoot, rootByPath } from './merkle.ts';
import { rowLeaf, type Seal } from './statement.ts';

/** Named one by one. */
const MISSING_AT_MOST = 1_000;

/** A row that does not fit where it stands: matched at the end with the places that others left. */
export interface Misfit {
  line: RowLine;
  seal: number;
}

export interface CheckedRows {
  findings: Finding[];
  misfits: Misfit[];
  missing: Finding[];
}

/** Compares the rows that stand under a seal with what it sealed. */
export function checkRows(seal: Seal, lines: readonly RowLine[]): CheckedRows {
  const { no, first_position: first, count } = seal;
  const findings: Finding[] = [];
  const misfits: Misfit[] = [];
  const missing: Finding[] = [];
  const leaves = new Map<number, Buffer>();
  let last = 0;

  for (const line of lines) {
    const { position, id } = line;
    const inside = line.seal === no && position >= first && position < first + count;
    if (!inside) misfits.push({ line, seal: no });
    else if (leaves.has(position)) findings.push({ code: 'row_inserted', seal: no, position, id });
    else {
      leaves.set(position, Buffer.from(line.leaf, 'hex'));
      if (position < last) findings.push({ code: 'row_moved', seal: no, position, id });
      else if (!line.row) missing.push({ code: 'row_missing', seal: no, position, id });
      else if (!fits(line)) misfits.push({ line, seal: no });
    }
    last = Math.max(last, position);
  }
  for (let position = first; position < first + Math.min(count, lines.length + MISSING_AT_MOST); position += 1)
    if (!leaves.has(position)) missing.push({ code: 'row_missing', seal: no, position });

  if (findings.length + misfits.length + missing.length === 0) {
    const inOrder = Array.from({ length: count }, (_, at) => leaves.get(first + at)!);
    if (merkleRoot(inOrder).toString('hex') !== seal.root) findings.push({ code: 'rows_replaced', seal: no });
  }
  return { findings, misfits, missing };
}

/** Compares single rows with their proofs. */
export function checkProofs(seal: Seal, lines: readonly RowLine[], accountId: string): Finding[] {
  return lines.flatMap((line) => (isProven(seal, line, accountId) ? [] : [rowFinding('row_changed', seal.no, line)]));
}

function isProven(seal: Seal, line: RowLine, accountId: string): boolean {
  if (!line.row || line.row['account_id'] !== accountId || line.seal !== seal.no || !fits(line)) return false;
  const path = (line.proof ?? []).map((beside) => Buffer.from(beside, 'hex'));
  const root = rootByPath(Buffer.from(line.leaf, 'hex'), line.position - seal.first_position, seal.count, path);
  return root?.toString('hex') === seal.root;
}

function fits({ position, row, leaf, id }: RowLine): boolean {
  return row !== null && row['id'] === id && rowLeaf(position, row).toString('hex') === leaf;
}

export function rowFinding(code: Finding['code'], seal: number, { position, id }: RowLine): Finding {
  return { code, seal, position, id };
}
