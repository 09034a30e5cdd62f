export const exchangeInterfaces = ['debtors', 'arrears', 'phones', 'payments', 'holds', 'history'] as const;
export type ExchangeInterface = (typeof exchangeInterfaces)[number];

/** What a cell holds. `day` and `instant` accept the forms of domain/wareki; `yen` is a whole number, never negative. */
export type CellType =
  'digits' | 'text' | 'kana' | 'day' | 'instant' | 'yen' | 'year' | 'postcode' | 'phone' | 'code' | 'flag';

export interface Column {
  /** Heading in the file */
  name: string;
  /** Name in the parsed row */
  key: string;
  type: CellType;
  required?: boolean;
  /** For `code`: word in the file → code in the program; the code itself is accepted too */
  codes?: Readonly<Record<string, string>>;
  maxLength?: number;
  note?: string;
}

export interface Layout {
  interface: ExchangeInterface;
  nameJa: string;
  nameEn: string;
  /** Keys of the columns that no two rows of a file may share */
  key: readonly string[];
  /** Rows left out of the file are taken off the book */
  fullReplacement: boolean;
  columns: readonly Column[];
}
