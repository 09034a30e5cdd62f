import { z } from 'zod';
import { DatedLateCharge, LateChargeSettings } from '../../domain/late-charge-settings.ts';
import { PlainDate } from './common.ts';

/** A receivable's ordinances, oldest first: `GET /api/receivables/:code/late-charges`. */
export const LateCharges = z.array(DatedLateCharge);
export type LateCharges = z.infer<typeof LateCharges>;

/** `PUT` and `DELETE /api/receivables/:code/late-charges/:appliesFrom`. */
export const LateChargeParams = z.object({ code: z.string(), appliesFrom: PlainDate });
export const LateChargeBody = LateChargeSettings;
