import { z } from 'zod';
import { isPlainDate } from '../../domain/time.ts';

const count = z.int().nonnegative();
const text = z.string().min(1);

/** 納品書, one for each day and department (§8(8)): what paper goes with the carrier, waste with personal data included. */
export const DeliveryNoteData = z.object({
  /** Number of the note within the day and department, from 1 */
  no: z.int().positive(),
  date: z.string().refine(isPlainDate, 'An ISO day, YYYY-MM-DD'),
  /** 納税課 */
  departmentName: text,
  centreName: text,
  /** Who hands over, printed in the box beside the signature; null leaves the box empty */
  handedOverBy: z.string().nullable(),
  batches: z
    .array(
      z.object({
        /** 催告書（市税） */
        title: text,
        no: z.int().positive(),
        letters: count,
        sheets: count,
        /** First and last reference number handed over, null when all were pulled or spoiled */
        references: z.object({ from: text, to: text }).nullable(),
        /** Taken out because of a payment or hold */
        pulled: count,
        /** Spoiled in printing or enclosing */
        spoiled: count,
      }),
    )
    .min(1),
  /** 個人情報を含む廃棄物 given back, none for an empty list */
  waste: z.array(z.object({ title: text, count: z.int().positive(), unit: text, remark: z.string() })),
});
export type DeliveryNoteData = z.infer<typeof DeliveryNoteData>;
