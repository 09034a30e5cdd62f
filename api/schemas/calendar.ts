import { z } from 'zod';
import { calendarNoteCodes } from '../../domain/calendar-check.ts';
import { deadlineKinds } from '../../domain/calendar-deadlines.ts';
import { Id, Instant, PlainDate } from './common.ts';
import { ExchangeErrorRow } from './exchange.ts';

export const Pattern = z.enum(['weekday', 'evening', 'holiday', 'closed']);
/** 'YYYY-MM' */
export const Month = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/);

/** One day of `GET /api/calendar-days`. `edited`: a person chose its pattern, so no proposal changes it. */
export const CalendarRow = z.object({
  id: PlainDate,
  day: PlainDate,
  pattern: Pattern,
  city_open: z.boolean(),
  holiday_name: z.string().nullable(),
  edited: z.boolean(),
});
export type CalendarRow = z.infer<typeof CalendarRow>;

/** `GET /api/calendar/proposal?month=2027-04&closures=2`: how many evenings, worked days off and closures is the manager's choice. */
export const ProposalQuery = z.object({
  month: Month,
  closures: z.coerce.number().int().min(0).max(31).default(2),
  evenings: z.coerce.number().int().min(0).max(31).default(8),
  worked_holidays: z.coerce.number().int().min(0).max(31).default(2),
});

const Counts = z.object({ weekday: z.int(), evening: z.int(), holiday: z.int(), closed: z.int() });

export const CalendarNote = z.object({
  severity: z.enum(['alarm', 'note']),
  code: z.enum(calendarNoteCodes),
  /** 'YYYY-MM'; null for the year */
  month: z.string().nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const CheckQuery = z.object({ fiscal_year: z.coerce.number().int().min(2000).max(2098) });

/** `GET /api/calendar/check?fiscal_year=2026`: the year beside the contract, its differences as notes. */
export const CalendarCheck = z.object({
  fiscal_year: z.int(),
  counts: Counts,
  closures: z.int(),
  notes: z.array(CalendarNote),
  months: z.array(z.object({ month: z.string(), counts: Counts, closures: z.int() })),
});
export type CalendarCheck = z.infer<typeof CalendarCheck>;

/** `POST /api/calendar-changes`: days as they shall be; the city's days follow the public holidays. */
export const CalendarChangeBody = z.object({
  reason: z.string().trim().min(1).max(500),
  days: z
    .array(z.object({ day: PlainDate, pattern: Pattern, edited: z.boolean().default(true) }))
    .min(1)
    .max(400),
});

export const ChangedDay = z.object({
  day: PlainDate,
  before: Pattern.nullable(),
  after: Pattern,
  city_before: z.boolean().nullable(),
  city_after: z.boolean(),
  holiday_before: z.string().nullable(),
  holiday_after: z.string().nullable(),
});

const MovedCount = z.object({ kind: z.enum(deadlineKinds), conflict: z.boolean(), count: z.int() });

/** A change of the calendar: previewed by a workflow, then applied at once; the deadlines follow. */
export const CalendarChange = z.object({
  id: Id,
  source: z.enum(['edit', 'holidays']),
  reason: z.string(),
  state: z.enum(['previewing', 'previewed', 'applying', 'applied', 'discarded']),
  days: z.array(ChangedDay),
  /** Accounts looked at, of those a deadline of which could move */
  done: z.int(),
  total: z.int().nullable(),
  counts: z.array(MovedCount),
  /** Months that would have, or have, no open day */
  months_without_open_day: z.array(z.string()),
  /** The calendar has changed since: preview again */
  stale: z.boolean(),
  requested_by_name: z.string(),
  requested_at: Instant,
  applied_by_name: z.string().nullable(),
  applied_at: Instant.nullable(),
  finished_at: Instant.nullable(),
});
export type CalendarChange = z.infer<typeof CalendarChange>;

export const CalendarChangeRow = CalendarChange.pick({ id: true, source: true, reason: true, state: true })
  .extend({ days: z.int(), moved: z.int(), conflicts: z.int() })
  .extend(CalendarChange.pick({ requested_by_name: true, requested_at: true, applied_at: true }).shape);
export type CalendarChangeRow = z.infer<typeof CalendarChangeRow>;

/** `GET /api/calendar-change-items?filter={"change_id":…}`: a deadline that moves, or a conflict that a person settles. */
export const CalendarChangeItemRow = z.object({
  id: z.string(),
  account_id: Id,
  name: z.string(),
  receivable_name: z.string(),
  kind: z.enum(deadlineKinds),
  code: z.string().nullable(),
  before: Instant.nullable(),
  after: Instant.nullable(),
  conflict: z.boolean(),
  cause_day: PlainDate,
  state: z.enum(['previewed', 'moved', 'open', 'rebooked', 'gone']),
  unforeseen: z.boolean(),
  /** The open call-back of a conflict, to be booked anew */
  task_id: Id.nullable(),
});
export type CalendarChangeItemRow = z.infer<typeof CalendarChangeItemRow>;

export const ApplyBody = z.object({
  /** A month without any open day is meant */
  accept_no_open_day: z.boolean(),
});

/** `POST /api/calendar/holidays/check` with the Cabinet Office's file: what is wrong, or which days would change. Nothing is changed. */
export const HolidayCheck = z.object({
  errors: z.array(ExchangeErrorRow),
  /** Public holidays of the file after today */
  holidays: z.int(),
  days: z.array(ChangedDay),
});
export type HolidayCheck = z.infer<typeof HolidayCheck>;

/** `POST /api/callbacks/:id/rebook`: agreed anew with the debtor, inside the hours of the new calendar. */
export const RebookBody = z.object({ at: z.iso.datetime({ offset: true }).transform((text) => new Date(text)) });
