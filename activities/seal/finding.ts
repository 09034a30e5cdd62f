export type FindingCode =
  | 'format' // a line that is none of an export's
  | 'incomplete'
  | 'key_wrong'
  | 'key_unknown'
  | 'key_not_endorsed'
  | 'row_changed'
  | 'row_missing'
  | 'row_inserted'
  | 'row_moved'
  | 'rows_replaced' // leaves and rows agree, but are not what was sealed
  | 'row_backdated'
  | 'seal_changed'
  | 'seal_missing'
  | 'seal_inserted'
  | 'chain_broken'
  | 'signature_wrong'
  | 'tail_cut'
  | 'anchor_missing'
  | 'anchor_unreadable'
  | 'anchor_forged'
  | 'anchor_replayed'
  | 'anchor_gap'
  | 'anchor_differs'
  | 'anchor_old'
  | 'restored';

/** What is wrong, and where. */
export interface Finding {
  code: FindingCode;
  /** Number of the seal; with `to_seal` the first of them */
  seal?: number;
  to_seal?: number;
  /** Place of the row in the ledger's sealed order */
  position?: number;
  /** Where a moved row belongs */
  belongs?: number;
  /** The row's number in the ledger */
  id?: string;
  /** Line of the export or anchor, from 1 */
  line?: number;
  /** Which anchor */
  place?: string;
  key?: string;
}
