import type { KeyObject } from 'node:crypto';
import type { AnchorLine } from './anchor.ts';
import { lastNo, standingSeals } from './anchoring.ts';
import type { Finding } from './finding.ts';
import { isSigned, statementHash, statementOf } from './statement.ts';

export interface AnchorToCheck {
  place: string;
  lines: readonly (AnchorLine | null)[];
  /** A copy taken earlier may end before the ledger does */
  mayBeOld: boolean;
}

export interface CheckedAnchor {
  /** The last seal it holds; 0 is none */
  upTo: number;
  findings: Finding[];
  notices: Finding[];
}

/** Compares an anchor with the seals that are there, by number. */
export function checkAnchor(
  { place, lines, mayBeOld }: AnchorToCheck,
  seals: ReadonlyMap<number, string>,
  keys: ReadonlyMap<string, KeyObject>,
): CheckedAnchor {
  const findings: Finding[] = [];
  const notices: Finding[] = [];
  let last = 0;
  for (const [at, line] of lines.entries()) {
    const where = { place, line: at + 1 };
    if (!line) findings.push({ code: 'anchor_unreadable', ...where });
    else if (!isGenuine(line, keys))
      findings.push({ code: 'anchor_forged', ...where, seal: line.kind === 'seal' ? line.no : line.kept + 1 });
    else if (line.kind === 'restore') {
      notices.push({ code: 'restored', ...where, seal: line.kept + 1, to_seal: line.lost });
      last = line.kept;
    } else {
      if (line.no <= last) findings.push({ code: 'anchor_replayed', ...where, seal: line.no });
      else if (line.no > last + 1)
        findings.push({ code: 'anchor_gap', ...where, seal: last + 1, to_seal: line.no - 1 });
      last = Math.max(last, line.no);
    }
  }

  const standing = standingSeals(lines);
  const upTo = lastNo(standing);
  const end = lastNo(seals);
  const differing = [...standing.values()].find(({ no, hash }) => seals.has(no) && seals.get(no) !== hash);
  if (differing) findings.push({ code: 'anchor_differs', place, seal: differing.no });
  if (upTo > end) findings.push({ code: 'tail_cut', place, seal: end + 1, to_seal: upTo });
  if (upTo < end) (mayBeOld ? notices : findings).push({ code: 'anchor_old', place, seal: upTo + 1, to_seal: end });
  return { upTo, findings, notices };
}

function isGenuine(line: AnchorLine, keys: ReadonlyMap<string, KeyObject>): boolean {
  const key = keys.get(line.key_id);
  if (!key) return false;
  if (line.kind === 'restore') {
    const { kind: _kind, signature, ...declaration } = line;
    return isSigned(declaration, signature, key);
  }
  const { kind: _kind, ...seal } = line;
  return statementHash(statementOf(seal)) === seal.hash && isSigned(statementOf(seal), seal.signature, key);
}
