import type { Operations } from '../../api/schemas/operations.ts';
import type { StuckAccount } from '../../api/schemas/stuck-account.ts';
import type { Wire } from '../providers/status.ts';

export type OperationsWire = Wire<Operations>;
export type CheckWire = OperationsWire['checks'][number];
export type EffectWire = OperationsWire['unknown'][number];
export type StuckWire = Wire<StuckAccount>;

export const OPERATIONS_KEY = ['system'];
export const EVERY_MS = 15_000;
