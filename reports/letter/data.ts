import { z } from 'zod';
import { isPlainDate } from '../../domain/time.ts';

const day = z.string().refine(isPlainDate, 'An ISO day, YYYY-MM-DD');
const yen = z.int().nonnegative();
const text = z.string().min(1);

/** One row of the table 滞納金額. */
export const LetterLine = z.object({
  /** 税目(料) */
  taxItem: text,
  /** 調定年度 and 賦課年度, western years */
  assessedYear: z.int(),
  taxedYear: z.int(),
  noticeNo: z.string(),
  /** 期別 as the city writes it: 第1期 */
  period: z.string(),
  dueDate: day,
  /** 本税(料) still owed, yen */
  principal: z.int().positive(),
  /** 延滞金 if all were paid on the calculation date, yen; below ¥1,000 it is not printed */
  lateCharge: yen,
  /** 備考 */
  remark: z.string(),
});
export type LetterLine = z.infer<typeof LetterLine>;

export const Addressee = z.object({
  kind: z.enum(['person', 'company']),
  postcode: z.string().regex(/^\d{7}$/),
  address: text,
  name: text,
  /** 住所表示番号, `addressDisplayNumber(afterTownArea(address))` of the domain unless the post office's list knows better */
  displayNumber: z.string().regex(/^[0-9A-Z-]*$/),
});
export type Addressee = z.infer<typeof Addressee>;

/** Everything printed on one 催告書 (annexed form of the contract). Days are ISO, money integer yen; the Japanese calendar comes with printing. */
export const LetterData = z.object({
  /** N4227924, printed outside the window */
  referenceNo: text,
  date: day,
  addressee: Addressee,
  /** 新潟市長 */
  signatory: text,
  /** 市税の納付について（催告） */
  subject: text,
  /** 市税, in 「日頃から市税の納付に」 */
  kindName: text,
  /** 納税課、区役所、出張所・連絡所 */
  payAt: text,
  /** 指定期限 */
  designatedDue: day,
  /** The day the late charge is estimated for */
  chargeAsOf: day,
  lines: z.array(LetterLine).min(1),
  contact: z.object({ centreName: text, phone: text, hours: z.array(text).min(1) }),
});
export type LetterData = z.infer<typeof LetterData>;

/** 受付時間 of the annexed form, a line each. */
export const formHours = [
  '[月～金曜日]　午前9時～午後5時',
  'または正午～午後8時（週2日程）',
  '※月2日程度、平日休業日があります。',
  '[土日・祝日]　午前9時～午後5時(月2日程度)',
  '※年末年始を除く。',
];
