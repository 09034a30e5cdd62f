import { z } from 'zod';
import { lagCodes, partCodes } from '../../domain/operations.ts';
import { Id, Instant } from './common.ts';

const State = z.enum(['ok', 'warn', 'bad', 'off']);

export const OperationCheck = z.object({
  code: z.enum([...partCodes, ...lagCodes]),
  state: State,
  count: z.number().int().nullable(),
  at: Instant.nullable(),
});
export type OperationCheck = z.infer<typeof OperationCheck>;

/** How far the city's data reach, by kind of file; business time. */
export const DataAsOf = z.object({
  department_code: z.string(),
  name_ja: z.string(),
  name_en: z.string(),
  interface: z.string(),
  as_of: Instant,
  taken_at: Instant.nullable(),
  state: State,
});
export type DataAsOf = z.infer<typeof DataAsOf>;

/** An outward effect nobody knows the outcome of. No personal data. */
export const UnknownEffect = z.object({
  /** Of the intent; of one that belongs to no case, of what was found */
  id: Id,
  kind: z.enum(['ring', 'sms', 'print']),
  account_id: Id.nullable(),
  name_ja: z.string().nullable(),
  name_en: z.string().nullable(),
  at: Instant,
  found: z.boolean(),
});
export type UnknownEffect = z.infer<typeof UnknownEffect>;

export const Recovery = z.object({
  id: z.number().int(),
  kind: z.enum(['temporal_new', 'temporal_older', 'database_restored']),
  recorded_at: Instant,
  reaches_to: Instant.nullable(),
  episodes: z.number().int(),
  effects: z.number().int(),
  ended_at: Instant.nullable(),
});
export type Recovery = z.infer<typeof Recovery>;

/** The whole ledger verified against its seals and anchors (docs/ledger.md). Findings hold numbers only. */
export const LedgerCheck = z.object({
  id: z.number().int(),
  checked_at: Instant,
  ok: z.boolean(),
  rows: z.number().int(),
  seals: z.number().int(),
  unsealed: z.number().int(),
  took_ms: z.number().int(),
  findings: z.array(z.object({ ja: z.string(), en: z.string() })),
});
export type LedgerCheck = z.infer<typeof LedgerCheck>;

export const Operations = z.object({
  now: Instant,
  worst: z.enum(['ok', 'warn', 'bad']),
  checks: z.array(OperationCheck),
  as_of: z.array(DataAsOf),
  unknown: z.array(UnknownEffect),
  recoveries: z.array(Recovery),
  ledger_checks: z.array(LedgerCheck),
});
export type Operations = z.infer<typeof Operations>;
