import { beforeAll, expect, test } from '@jest/globals';
import { accountLines } from '../../../activities/seal/account-export.ts';
import type { Finding } from '../../../activities/seal/finding.ts';
import { findingText } from '../../../activities/seal/finding-text.ts';
import type { LedgerLine, RowLine } from '../../../activities/seal/lines.ts';
import { sealLedger } from '../../../activities/seal/seal.ts';
import { verifyLedger } from '../../../activities/seal/verify.ts';
import { testDatabase } from '../../helpers/database.ts';
import { anAccount } from '../../helpers/facts.ts';
import { testCity } from '../../helpers/city.ts';
import { allLines, exportedLines, ledgerDesk, ledgerRows } from '../../helpers/ledger.ts';
import {
  anchorsOf,
  counted,
  leafed,
  otherwise,
  renumbered,
  resealed,
  rowsOf,
  sealsOf,
  strangersKey,
  withLines,
} from './tampering.ts';

const PLACES = 1_000;
const LONG_MS = 120_000;
const { db } = await testDatabase();
await testCity(db);
const desk = await ledgerDesk(db);
let whole: LedgerLine[] = [];

beforeAll(async () => {
  for (const rows of [5, 1, 8, 2, 10, 6, 1, 12, 3, 12]) {
    await ledgerRows(db, rows);
    await sealLedger(desk);
  }
  whole = await exportedLines(desk);
});

/** The same numbers each time: mulberry32. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

/** At every place: what was done is found, and named so. */
async function everywhere(seed: number, tamper: (below: (n: number) => number) => [LedgerLine[], Partial<Finding>[]]) {
  const below = seeded(seed);
  const missed: object[] = [];
  const texts: string[] = [];
  for (let place = 0; place < PLACES; place += 1) {
    const [lines, expected] = tamper(below);
    const { ok, findings } = await verifyLedger(counted(lines));
    if (ok || !expected.every((one) => findings.some((finding) => isLike(finding, one))))
      missed.push({ place, expected, findings });
    texts.push(...findings.map((finding) => findingText(finding)).map(({ ja, en }) => ja + en));
  }
  expect(missed).toEqual([]);
  expect(texts.filter((text) => /undefined|null/.test(text))).toEqual([]);
}

function isLike(finding: Finding, expected: Partial<Finding>): boolean {
  return Object.entries(expected).every(([field, value]) => finding[field as keyof Finding] === value);
}

const named = ({ position, seal, id }: RowLine) => ({ position, seal, id });

test('control: an untouched export verifies', async () => {
  const { ok, findings, notices, rows, seals } = await verifyLedger(whole);
  expect({ ok, findings, notices, rows, seals }).toEqual({ ok: true, findings: [], notices: [], rows: 60, seals: 10 });
});

test(
  'a changed row is named, also when its leaf was computed anew: then by its seal',
  async () => {
    await everywhere(1, (below) => {
      const row = rowsOf(whole)[below(60)]!;
      const careful = below(2) === 0;
      const changed = careful ? leafed(otherwise(row)) : otherwise(row);
      const expected = careful
        ? { code: 'rows_replaced' as const, seal: row.seal }
        : { code: 'row_changed' as const, ...named(row) };
      return [withLines(whole, new Map([[row, [changed]]])), [expected]];
    });
  },
  LONG_MS,
);

test(
  'a deleted row is named, also when the rest is renumbered',
  async () => {
    await everywhere(2, (below) => {
      const row = rowsOf(whole)[below(60)]!;
      const without = withLines(whole, new Map([[row, []]]));
      const lines = below(2) === 0 ? renumbered(without, row.position, -1) : without;
      return [lines, [{ code: 'row_missing', position: row.position, seal: row.seal }]];
    });
  },
  LONG_MS,
);

test(
  'an inserted row is named, also when the rest is renumbered and its leaf is computed',
  async () => {
    await everywhere(3, (below) => {
      const row = rowsOf(whole)[below(60)]!;
      const forged = leafed({ ...otherwise(row), id: '99999', row: { ...row.row, id: '99999' } });
      if (below(2) === 0)
        return [withLines(whole, new Map([[row, [row, forged]]])), [{ code: 'row_inserted', ...named(forged) }]];
      const pushed = renumbered(whole, row.position - 1, 1);
      const first = rowsOf(pushed).find(({ position }) => position === row.position + 1)!;
      return [
        withLines(pushed, new Map([[first, [forged, first]]])),
        [{ code: 'row_inserted', position: row.position, seal: row.seal }],
      ];
    });
  },
  LONG_MS,
);

test(
  'two rows that change places are both named, in the file, by their numbers or with their leaves',
  async () => {
    await everywhere(4, (below) => {
      const rows = rowsOf(whole);
      const a = rows[below(60)]!;
      const b = rows.filter((row) => row !== a)[below(59)]!;
      const swap = (at: RowLine, from: RowLine): RowLine => ({ ...from, position: at.position, seal: at.seal });
      const kept = (at: RowLine, from: RowLine): RowLine => ({ ...swap(at, from), leaf: at.leaf });
      const how = [swap, kept][below(2)]!;
      const lines = withLines(
        whole,
        new Map([
          [a, [how(a, b)]],
          [b, [how(b, a)]],
        ]),
      );
      return [
        lines,
        [
          { code: 'row_moved', seal: a.seal, position: a.position, belongs: b.position, id: b.id },
          { code: 'row_moved', seal: b.seal, position: b.position, belongs: a.position, id: a.id },
        ],
      ];
    });
  },
  LONG_MS,
);

test(
  'a cut tail is named by the seals that the anchor knows',
  async () => {
    await everywhere(5, (below) => {
      const rows = 1 + below(59);
      const cut = rowsOf(whole)[rows]!;
      const tail = new Set<LedgerLine>([
        ...rowsOf(whole).slice(rows),
        ...sealsOf(whole).filter(({ no, first_position }) => no > cut.seal || first_position === cut.position),
      ]);
      const begun = sealsOf(whole).find(({ no }) => no === cut.seal)!;
      const whole_seals = begun.first_position === cut.position;
      const expected: Partial<Finding>[] = whole_seals
        ? [{ code: 'tail_cut', seal: cut.seal, to_seal: 10 }]
        : [
            { code: 'row_missing', position: cut.position, seal: cut.seal },
            ...(cut.seal < 10 ? [{ code: 'tail_cut' as const, seal: cut.seal + 1, to_seal: 10 }] : []),
          ];
      return [whole.filter((line) => !tail.has(line)), expected];
    });
  },
  LONG_MS,
);

test(
  'an old anchor is named: a whole old file, or an old line in the place of a newer one',
  async () => {
    await everywhere(6, (below) => {
      const anchors = anchorsOf(whole);
      const at = 1 + below(9);
      if (below(2) === 0) {
        const late = new Set<LedgerLine>(anchors.slice(at));
        return [
          whole.filter((line) => !late.has(line)),
          [{ code: 'anchor_old', place: 'file', seal: at + 1, to_seal: 10 }],
        ];
      }
      const old = below(at);
      return [
        withLines(whole, new Map([[anchors[at]!, [anchors[old]!]]])),
        [{ code: 'anchor_replayed', place: 'file', line: at + 1, seal: old + 1 }],
      ];
    });
  },
  LONG_MS,
);

test(
  'a seal that was changed, taken out, doubled or wrongly signed is named',
  async () => {
    await everywhere(7, (below) => {
      const seal = sealsOf(whole)[below(9)]!;
      const other = sealsOf(whole)[9]!;
      const { no } = seal;
      switch (below(4)) {
        case 0:
          return [
            withLines(whole, new Map([[seal, [{ ...seal, sealed_at: '2020-01-01T00:00:00.000Z' }]]])),
            [{ code: 'seal_changed', seal: no }],
          ];
        case 1:
          return [
            withLines(whole, new Map([[seal, [{ ...seal, signature: other.signature }]]])),
            [{ code: 'signature_wrong', seal: no }],
          ];
        case 2:
          return [withLines(whole, new Map([[seal, []]])), [{ code: 'seal_missing', seal: no, to_seal: no }]];
        default:
          return [withLines(whole, new Map([[other, [other, seal]]])), [{ code: 'seal_inserted', seal: no }]];
      }
    });
  },
  LONG_MS,
);

test('who computes and signs everything anew is found by the key, and with a key that passes by the anchor', async () => {
  const stranger = strangersKey();
  const row = rowsOf(whole)[30]!;
  const forged = withLines(whole, new Map([[row, [otherwise(row)]]]));
  const wrong = await verifyLedger(resealed(forged, stranger.key ? { key: stranger.key } : stranger));
  expect(wrong.findings).toContainEqual({ code: 'signature_wrong', seal: 1 });

  const own = resealed(forged, { key: stranger.key, id: stranger.id }).map((line) =>
    line.kind === 'key' ? stranger.line : line,
  );
  const passing = own.filter(({ kind }) => kind !== 'anchor');
  const anchor = anchorsOf(whole).map(({ line }) => line);
  expect((await verifyLedger(passing)).findings).toEqual([{ code: 'anchor_missing' }]);
  expect((await verifyLedger(passing, { anchor })).findings).toContainEqual({
    code: 'anchor_differs',
    place: '--anchor',
    seal: 1,
  });
});

test('rows, seals and anchor of an earlier day are found by a newer copy of the anchor; an older copy is said to be one', async () => {
  const anchor = anchorsOf(whole).map(({ line }) => line);
  const early = counted(
    whole.filter(
      (line) =>
        !('no' in line && line.no > 6) &&
        !(line.kind === 'row' && line.seal > 6) &&
        !(line.kind === 'anchor' && line.line && 'no' in line.line && line.line.no > 6),
    ),
  );
  expect(await verifyLedger(early)).toMatchObject({ ok: true });
  expect((await verifyLedger(early, { anchor })).findings).toEqual([
    { code: 'tail_cut', place: '--anchor', seal: 7, to_seal: 10 },
  ]);
  expect((await verifyLedger(whole, { anchor: anchor.slice(0, 6) })).findings).toEqual([
    { code: 'anchor_old', place: '--anchor', seal: 7, to_seal: 10 },
  ]);
  expect(await verifyLedger(whole, { anchor: anchor.slice(0, 6), oldAnchor: true })).toMatchObject({
    ok: true,
    notices: [{ code: 'anchor_old' }],
  });
});

test('a file that ends early, or holds a line of something else, is named', async () => {
  expect((await verifyLedger(whole.slice(0, -1))).findings).toEqual([{ code: 'incomplete', line: whole.length - 1 }]);
  expect((await verifyLedger([...whole.slice(0, 5), null, ...whole.slice(5)])).findings).toEqual([
    { code: 'format', line: 6 },
  ]);
});

test('one account’s rows are proven without the others, and a change is named', async () => {
  const { accountId } = await anAccount(db, { at: new Date('2026-11-26T01:00:00Z') });
  await sealLedger(desk);
  const lines = await allLines(accountLines(db, accountId, desk));
  expect(await verifyLedger(lines)).toMatchObject({ ok: true, account_id: accountId, unsealed: 0 });
  const row = rowsOf(lines)[0]!;
  for (const changed of [otherwise(row), leafed(otherwise(row)), { ...row, proof: row.proof!.slice(1) }]) {
    const { findings } = await verifyLedger(withLines(lines, new Map([[row, [changed]]])));
    if (changed.proof!.length > 0 || row.proof!.length > 0)
      expect(findings).toEqual([{ code: 'row_changed', ...named(row) }]);
  }
});
