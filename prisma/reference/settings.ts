import type { ReceivableSettings } from '../../domain/receivable.ts';
import type { ReceivableRow } from './book.ts';

/** First settings of a receivable: the contract's definitions (domain.md § Attribution) and the words of the annexed form. */
export function firstSettings(row: ReceivableRow): ReceivableSettings {
  const department = departmentNames[row.department];
  return {
    letters: row.group !== 'childcare', // §8の2: childcare fees by telephone only
    slips: row.group === 'premiums', // §8(5)
    demandTermDays: 10,
    paymentDataMaxAgeDays: 7,
    provisionalAfterDays: 14,
    letterTermDays: 14,
    letter: {
      subject: `${row.nameJa}の納付について（催告）`,
      kindName: row.nameJa,
      departmentName: department,
      centreName: row.group === 'tax' ? '新潟市市税納付お知らせセンター' : '新潟市納付お知らせセンター',
      signatory: '新潟市長',
      payAt: `${department}、区役所、出張所・連絡所`,
    },
  };
}

const departmentNames = { tax: '納税課', insurance: '保険年金課', care: '介護保険課', childcare: '保育課' } as const;
