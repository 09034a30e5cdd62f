import { z } from 'zod';
import { Id, Instant, PlainDate, Yen } from './common.ts';

export const BatchRow = z.object({
  id: Id,
  receivable_code: z.string(),
  receivable_name: z.string(),
  department_code: z.string(),
  department_name: z.string(),
  on_date: PlainDate,
  no: z.int(),
  state: z.string(),
  created_at: Instant,
  cut_off_at: Instant.nullable(),
  payments_as_of: Instant.nullable(),
  designated_due: PlainDate.nullable(),
  rendered_at: Instant.nullable(),
  printed_at: Instant.nullable(),
  printed_by_name: z.string().nullable(),
  page_count: z.int().nullable(),
  has_pdf: z.boolean(),
  /** Envelopes that were ever in it, and what became of them */
  letters: z.int(),
  /** Refused by the gate at the cut-off: paid, held … They never were in it */
  left_out: z.int(),
  rendered: z.int(),
  pulled: z.int(),
  refused: z.int(),
  spoiled: z.int(),
  /** Matches among the envelopes that are still in it */
  checked_once: z.int(),
  checked_twice: z.int(),
  first_checker: z.string().nullable(),
  second_checker: z.string().nullable(),
  handed_over: z.int(),
  handed_over_at: Instant.nullable(),
  received_at: Instant.nullable(),
  delivery_note_id: Id.nullable(),
});
export type BatchRow = z.infer<typeof BatchRow>;

export const LetterRow = z.object({
  id: Id,
  account_id: Id,
  debtor_id: Id,
  reference_no: z.string(),
  batch_id: Id.nullable(),
  envelope_no: z.int().nullable(),
  receivable_code: z.string(),
  receivable_name: z.string(),
  name: z.string(),
  state: z.string(),
  state_reason: z.string().nullable(),
  page_from: z.int().nullable(),
  page_count: z.int().nullable(),
  total: Yen,
  lines: z.int(),
  created_at: Instant,
  state_at: Instant,
  returned_at: Instant.nullable(),
  /** A letter came back from the debtor's address: none is printed to it */
  address_stopped: z.boolean(),
  checks: z.array(
    z.object({
      round: z.int(),
      staff_id: Id,
      name: z.string(),
      result: z.string(),
      reason: z.string().nullable(),
      checked_at: z.string(),
    }),
  ),
});
export type LetterRow = z.infer<typeof LetterRow>;

/** What the window of one envelope shows, for the person who checks it. */
export const Envelope = z.object({
  id: Id,
  reference_no: z.string(),
  postcode: z.string(),
  address: z.string(),
  name: z.string(),
  /** SVG of the customer barcode, or null */
  barcode_svg: z.string().nullable(),
  page_from: z.int().nullable(),
  page_count: z.int().nullable(),
});

export const WaitingLetters = z.array(
  z.object({
    receivable_code: z.string(),
    receivable_name: z.string(),
    letters: z.int(),
    total: Yen,
    payments_as_of: Instant.nullable(),
  }),
);

export const DeliveryNoteRow = z.object({
  id: Id,
  department_code: z.string(),
  department_name: z.string(),
  on_date: PlainDate,
  no: z.int(),
  letters: z.int(),
  handed_over_at: Instant,
  handed_over_by_name: z.string(),
  received_at: Instant.nullable(),
  received_by_name: z.string().nullable(),
});
export type DeliveryNoteRow = z.infer<typeof DeliveryNoteRow>;
