import type { HoldKind } from './codes.ts';

/** What a hold keeps from happening. `exports`: the debtor's records do not leave in files. */
export interface HoldBlocks {
  calls: boolean;
  texts: boolean;
  letters: boolean;
  exports: boolean;
}

const nothingGoesOut: HoldBlocks = { calls: true, texts: true, letters: true, exports: false };

/**
 * What each kind of hold blocks when the department does not say otherwise (domain.md § Prescription and holds). A protected person may be
 * called at the own number; a guardian or 納税管理人 gets the letter in place of the debtor, who is not called.
 */
const blocksByKind: Record<HoldKind, HoldBlocks> = {
  instalments: nothingGoesOut,
  collection_grace: nothingGoesOut,
  conversion_grace: nothingGoesOut,
  execution_stopped: nothingGoesOut,
  seizure: nothingGoesOut,
  assessment_withheld: nothingGoesOut,
  death: nothingGoesOut,
  bankruptcy: nothingGoesOut,
  dv_protection: { calls: false, texts: true, letters: true, exports: true },
  prescription: nothingGoesOut,
  guardianship: { calls: true, texts: true, letters: false, exports: false },
  abroad: { calls: true, texts: true, letters: false, exports: false },
  department_request: nothingGoesOut,
  claims_paid: nothingGoesOut,
};

export function blocksOf(kind: HoldKind): HoldBlocks {
  return blocksByKind[kind];
}
