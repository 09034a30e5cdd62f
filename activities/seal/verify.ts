import type { KeyObject } from 'node:crypto';
import type { AnchorLine } from './anchor.ts';
import type { Finding } from './finding.ts';
import { isEndorsed, publicKeyOf, type PublicSealKey } from './keys.ts';
import type { LedgerLine, RowLine } from './lines.ts';
import { settleRows } from './settle-rows.ts';
import { isSigned, type LedgerRow, type Seal, statementHash, statementOf } from './statement.ts';
import { checkAnchor } from './verify-anchor.ts';
import { checkProofs, checkRows, type Misfit } from './verify-rows.ts';

/** A row that is recorded so much earlier than one sealed before it cannot have been on its way. */
const BACKDATED_MS = 60 * 60_000;
const BACKDATED_AT_MOST = 20;

export interface VerifyOptions {
  /** An anchor from elsewhere, as the department's copy */
  anchor?: readonly (AnchorLine | null)[];
  /** That copy was taken earlier and may end before the ledger does */
  oldAnchor?: boolean;
  /** Ids of keys that are trusted without an endorsement, as after the loss of one */
  trust?: readonly string[];
}

export interface Verification {
  ok: boolean;
  installation: string | null;
  exported_at: string | null;
  /** Of an export of one account */
  account_id: string | null;
  rows: number;
  seals: number;
  /** Rows that no seal protects yet */
  unsealed: number;
  keys: number;
  last_seal: Pick<Seal, 'no' | 'hash' | 'sealed_at'> | null;
  anchors: { place: string; up_to: number }[];
  findings: Finding[];
  /** Nothing wrong by itself, but to be known */
  notices: Finding[];
}

type Lines = AsyncIterable<LedgerLine | null> | Iterable<LedgerLine | null>;

/** Verifies an export, or the live ledger as the same lines, without any database. A line that could not be read is null. */
export async function verifyLedger(lines: Lines, options: VerifyOptions = {}): Promise<Verification> {
  const findings: Finding[] = [];
  const notices: Finding[] = [];
  const keys = new Map<string, KeyObject>();
  const anchors = new Map<string, (AnchorLine | null)[]>();
  const seals = new Map<number, string>();
  const misfits: Misfit[] = [];
  const missing: Finding[] = [];
  let head: Extract<LedgerLine, { kind: 'head' }> | null = null;
  let end: Extract<LedgerLine, { kind: 'end' }> | null = null;
  const chain: { last: Seal | null } = { last: null };
  let group: { seal: Seal | null; whole: boolean; rows: RowLine[] } = { seal: null, whole: false, rows: [] };
  let [line, rows, unsealed, latest] = [0, 0, 0, 0];

  for await (const entry of lines) {
    line += 1;
    if (entry === null || end) findings.push({ code: 'format', line });
    else if (entry.kind === 'head') head = entry;
    else if (entry.kind === 'key') addKey(entry);
    else if (entry.kind === 'anchor') addAnchor(entry);
    else if (entry.kind === 'row') {
      group.rows.push(entry);
      rows += 1;
      if (entry.row && isBackdated(entry.row) && notices.length < BACKDATED_AT_MOST)
        notices.push({ code: 'row_backdated', seal: entry.seal, position: entry.position, id: entry.id });
    } else if (entry.kind === 'seal') {
      const { kind: _kind, ...seal } = entry;
      endGroup();
      group = { seal, whole: checkSeal(seal), rows: [] };
    } else if (entry.kind === 'unsealed') {
      unsealed += 1;
      if (isBackdated(entry.row)) findings.push({ code: 'row_backdated', id: entry.row['id'] ?? '' });
    } else end = entry;
  }
  endGroup();
  findings.push(...settleRows(misfits, missing));
  const checked = checkAnchors();
  if (!end || (findings.length === 0 && (end.rows !== rows || end.seals !== seals.size || end.unsealed !== unsealed)))
    findings.push({ code: 'incomplete', line });
  if (!head) findings.push({ code: 'format', line: 1 });

  return {
    ...{ ok: findings.length === 0, installation: head?.installation ?? null, exported_at: head?.exported_at ?? null },
    ...{ account_id: head?.account_id ?? null, rows, seals: seals.size, unsealed, keys: keys.size },
    last_seal: chain.last && { no: chain.last.no, hash: chain.last.hash, sealed_at: chain.last.sealed_at },
    ...{ anchors: checked, findings, notices },
  };

  function addKey({ kind: _kind, ...key }: { kind: 'key' } & PublicSealKey): void {
    const object = publicKeyOf(key);
    const before = keys.get(key.endorsed_by ?? '');
    if (!object) findings.push({ code: 'key_wrong', key: key.id });
    else if (keys.size > 0 && !options.trust?.includes(key.id) && !(before && isEndorsed(key, before)))
      findings.push({ code: 'key_not_endorsed', key: key.id });
    if (object) keys.set(key.id, object);
  }

  function addAnchor({ place, line: anchored }: Extract<LedgerLine, { kind: 'anchor' }>): void {
    const known = anchors.get(place);
    if (known) known.push(anchored);
    else anchors.set(place, [anchored]);
  }

  /** Whether what it says of its rows is what was hashed. */
  function checkSeal(seal: Seal): boolean {
    const { no } = seal;
    const key = keys.get(seal.key_id);
    const before = chain.last;
    const expected = (before?.no ?? 0) + 1;
    const whole = statementHash(statementOf(seal)) === seal.hash && seal.installation === head?.installation;
    if (!whole) findings.push({ code: 'seal_changed', seal: no });
    else if (!key) findings.push({ code: 'key_unknown', seal: no, key: seal.key_id });
    else if (!isSigned(statementOf(seal), seal.signature, key)) findings.push({ code: 'signature_wrong', seal: no });
    if (no < expected) {
      findings.push({ code: 'seal_inserted', seal: no });
      return whole;
    }
    const follows = before ? before.first_position + before.count : 1;
    if (no > expected) findings.push({ code: 'seal_missing', seal: expected, to_seal: no - 1 });
    else if (whole && (seal.previous !== (before?.hash ?? null) || seal.first_position !== follows))
      findings.push({ code: 'chain_broken', seal: no });
    seals.set(no, seal.hash);
    chain.last = seal;
    return whole;
  }

  function endGroup(): void {
    const { seal, whole, rows } = group;
    group = { seal: null, whole: false, rows: [] };
    if (!seal) findings.push(...rows.map(({ position, id }): Finding => ({ code: 'row_inserted', position, id })));
    else if (!whole) return;
    else if (head?.account_id) findings.push(...checkProofs(seal, rows, head.account_id));
    else {
      const checked = checkRows(seal, rows);
      findings.push(...checked.findings);
      misfits.push(...checked.misfits);
      missing.push(...checked.missing);
    }
  }

  function isBackdated(row: LedgerRow): boolean {
    const recorded = Date.parse(row['recorded_at'] ?? '');
    const backdated = recorded < latest - BACKDATED_MS;
    latest = Math.max(latest, recorded || 0);
    return backdated;
  }

  function checkAnchors(): Verification['anchors'] {
    const all = [...anchors].map(([place, lines]) => ({ place, lines, mayBeOld: false }));
    const given = options.anchor;
    const from = given ? [{ place: '--anchor', lines: given, mayBeOld: options.oldAnchor ?? false }] : [];
    if (all.length + from.length === 0 && seals.size > 0) findings.push({ code: 'anchor_missing' });
    return [...all, ...from].map((anchor) => {
      const checked = checkAnchor(anchor, seals, keys);
      findings.push(...checked.findings);
      notices.push(...checked.notices);
      return { place: anchor.place, up_to: checked.upTo };
    });
  }
}
