/** Settings of one receivable that a manager changes without code (A1); stored as `receivable.settings`. */
export interface ReceivableSettings {
  letters: boolean;
  /** 納付書再発行: the three premiums only, §8(5) */
  slips: boolean;
  /** Days from the demand letter (督促日) before the first reminder */
  demandTermDays: number;
  /** Refuse a letter or text when the payment data is older than this many days */
  paymentDataMaxAgeDays: number;
  /** A window or promise closes 暫定 after this many days without later payment data */
  provisionalAfterDays: number;
  /** 指定期限 of a letter: days after the cut-off */
  letterTermDays: number;
  letter: {
    subject: string;
    kindName: string;
    departmentName: string;
    centreName: string;
    signatory: string;
    payAt: string;
  };
}
