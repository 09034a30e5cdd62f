import { z } from 'zod';
import { AnchorLine } from './anchor.ts';
import { PublicSealKey } from './keys.ts';
import { LedgerRow, Seal } from './statement.ts';

const Hex = z.string().regex(/^[0-9a-f]{64}$/);

/** A line of an export; first the head, keys and anchors, then each seal with its rows in order, rows without a seal, the end. */
export const LedgerLine = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('head'),
    format: z.literal('oshirase-ledger/1'),
    installation: z.string(),
    exported_at: z.iso.datetime({ precision: 3 }),
    /** Of an export of one account: rows with proofs instead of all rows of each seal */
    account_id: z.uuid().optional(),
  }),
  z.strictObject({ kind: z.literal('key'), ...PublicSealKey.shape }),
  z.strictObject({ kind: z.literal('anchor'), place: z.string(), line: AnchorLine.nullable() }),
  z.strictObject({ kind: z.literal('seal'), ...Seal.shape }),
  z.strictObject({
    kind: z.literal('row'),
    seal: z.int(),
    position: z.int(),
    /** The id that was sealed there */
    id: z.string(),
    leaf: Hex,
    /** Null when the row is not in the ledger any more */
    row: LedgerRow.nullable(),
    proof: z.array(Hex).optional(),
  }),
  z.strictObject({ kind: z.literal('unsealed'), row: LedgerRow }),
  z.strictObject({ kind: z.literal('end'), seals: z.int(), rows: z.int(), unsealed: z.int() }),
]);
export type LedgerLine = z.infer<typeof LedgerLine>;
export type RowLine = Extract<LedgerLine, { kind: 'row' }>;
