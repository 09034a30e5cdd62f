import type { Finding } from './finding.ts';
import { rowLeaf } from './statement.ts';
import { type Misfit, rowFinding } from './verify-rows.ts';

/** So many places are tried for each row that does not fit; the two beside it always. */
const PLACES = 300;

type Settled = Misfit & { belongs: number | null };

/**
 * Says of each row that does not fit what happened to it: changed, moved from another place, or pushed on because a row was put in or taken
 * out before it and the rest renumbered; then only that one place is named.
 */
export function settleRows(misfits: readonly Misfit[], missing: readonly Finding[]): Finding[] {
  const leafAt = new Map(misfits.map(({ line }) => [line.position, line.leaf]));
  const places = [...new Set([...missing.map(({ position }) => position!), ...leafAt.keys()])].slice(0, PLACES);
  const empty = new Map(missing.map((finding) => [finding.position!, finding]));
  let shift = 0;
  const settled = misfits.map((misfit): Settled => {
    const { position } = misfit.line;
    const tried = [position + shift, position - 1, position + 1, ...places];
    const belongs = tried.find((place) => place !== position && belongsAt(misfit, place, leafAt.get(place))) ?? null;
    shift = belongs === null ? 0 : belongs - position;
    return { ...misfit, belongs };
  });
  const found = runs(settled).flatMap((run) => explain(run, empty, leafAt));
  const inserted = new Set(found.flatMap(({ code, position }) => (code === 'row_inserted' ? position : [])));
  return [...found.filter((one) => one.code !== 'row_changed' || !inserted.has(one.position)), ...empty.values()];
}

/** By its own leaf that came along, or by the leaf that stayed there. */
function belongsAt({ line: { row, leaf } }: Misfit, place: number, there: string | undefined): boolean {
  if (!row || place < 1) return false;
  const hash = rowLeaf(place, row).toString('hex');
  return hash === leaf || hash === there;
}

/** Neighbours that are off by the same one place. */
function runs(settled: readonly Settled[]): Settled[][] {
  const all: Settled[][] = [];
  for (const row of settled) {
    const before = all.at(-1)?.at(-1);
    const next = before && before.line.position + 1 === row.line.position && offBy(before) === offBy(row);
    if (next && Math.abs(offBy(row)) === 1) all.at(-1)!.push(row);
    else all.push([row]);
  }
  return all;
}

function offBy({ line, belongs }: Settled): number {
  return belongs === null ? 0 : belongs - line.position;
}

function explain(run: Settled[], empty: Map<number, Finding>, leafAt: Map<number, string>): Finding[] {
  const [first] = run;
  const last = run.at(-1)!;
  const { position } = first!.line;
  if (offBy(first!) === 1 && (run.length > 1 || empty.has(last.belongs!))) {
    empty.delete(last.belongs!);
    return [{ code: 'row_missing', seal: first!.seal, position }];
  }
  if (offBy(first!) === -1 && (run.length > 1 || !leafAt.has(position - 1)))
    return [{ code: 'row_inserted', seal: first!.seal, position: position - 1 }];
  return run.map((row) =>
    row.belongs !== null
      ? { ...rowFinding('row_moved', row.seal, row.line), belongs: row.belongs }
      : rowFinding(codeOf(row), row.seal, row.line),
  );
}

function codeOf({ line, seal }: Settled): Finding['code'] {
  if (line.seal !== seal) return 'row_inserted';
  return line.row?.['id'] === line.id ? 'row_changed' : 'row_moved';
}
