import { z } from 'zod';
import { Id, Instant, PlainDate } from './common.ts';

/** One of the city's kinds of money owed, with the settings a manager changes without code (A1). */
export const ReceivableRow = z.object({
  id: z.string(),
  code: z.string(),
  group_code: z.string(),
  group_name: z.string(),
  group_phone: z.string(),
  department_code: z.string(),
  department_name: z.string(),
  name_ja: z.string(),
  name_en: z.string(),
  active: z.boolean(),
  payments_as_of: Instant.nullable(),
  settings: z.record(z.string(), z.unknown()),
  accounts: z.int(),
});
export type ReceivableRow = z.infer<typeof ReceivableRow>;

export const ReceivableBody = z.object({
  code: z.string().regex(/^[a-z][a-z0-9_]{1,30}$/),
  group_code: z.string(),
  department_code: z.string(),
  name_ja: z.string().min(1).max(60),
  name_en: z.string().min(1).max(60),
  /** Settings and rules are copied from this receivable and can be changed afterwards */
  like: z.string(),
});

export const ReceivablePatch = z.object({
  name_ja: z.string().min(1).max(60).optional(),
  name_en: z.string().min(1).max(60).optional(),
  active: z.boolean().optional(),
  settings: z
    .object({
      demandTermDays: z.int().min(0).max(120),
      paymentDataMaxAgeDays: z.int().min(1).max(60),
      provisionalAfterDays: z.int().min(1).max(60),
      letterTermDays: z.int().min(1).max(60),
      letters: z.boolean(),
    })
    .partial()
    .optional(),
});

export const CalendarRow = z.object({
  id: PlainDate,
  day: PlainDate,
  pattern: z.string(),
  city_open: z.boolean(),
  holiday_name: z.string().nullable(),
});

export type CalendarRow = z.infer<typeof CalendarRow>;

export const OperationRow = z.object({
  id: z.int(),
  at: Instant,
  staff_name: z.string().nullable(),
  role: z.string().nullable(),
  function: z.string(),
  target_kind: z.string(),
  target_id: Id.nullable(),
  count: z.int(),
  reason: z.string().nullable(),
});
export type OperationRow = z.infer<typeof OperationRow>;
