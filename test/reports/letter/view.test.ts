import { describe, expect, test } from '@jest/globals';
import { customerBarcode } from '../../../domain/customer-barcode.ts';
import { customerBarcodeSvg } from '../../../domain/customer-barcode-svg.ts';
import { divideIntoSheets, maxLines, maxSheets, sheetCount } from '../../../reports/letter/sheets.ts';
import { letterView } from '../../../reports/letter/view.ts';
import { fitAddress } from '../../../reports/letter/window.ts';
import { aLetter, someLines } from '../../helpers/letters.ts';

describe('a letter', () => {
  test('writes days and years of the Japanese calendar', () => {
    const view = letterView(aLetter());

    expect(view).toMatchObject({ date: '令和8年11月24日', designatedDue: '令和8年12月8日', sheet: '1/1' });
    expect(view.rows[2]).toMatchObject({ assessed: 'R8', taxed: 'R7', dueDate: 'R7.12.25', principal: '152,000' });
  });

  test('calls the year 2019 令和元年度', () => {
    const [line] = someLines(1);

    expect(letterView(aLetter({ lines: [{ ...line!, taxedYear: 2019 }] })).rows[0]).toMatchObject({ taxed: 'R1' });
  });

  test('prints the estimate from ¥1,000 on and never adds it to a sum', () => {
    const [line] = someLines(1);
    const lines = [999, 1_000].map((lateCharge) => ({ ...line!, lateCharge }));
    const view = letterView(aLetter({ lines }));

    expect(view.rows.map(({ estimate, sum }) => [estimate, sum])).toEqual([
      [null, '10,000'],
      ['1,000', '10,000'],
    ]);
    expect(view.total).toBe('20,000');
  });

  test('carries the barcode of the domain, and none where the post office wants none', () => {
    const { addressee } = aLetter();
    const bars = customerBarcode('9518131', '1-425-9-203')!.bars;

    expect(letterView(aLetter()).barcode).toBe(customerBarcodeSvg(bars));
    expect(letterView(aLetter({ addressee: { ...addressee, postcode: '9500000' } })).barcode).toBe('');
  });

  test('addresses people as 様 and companies as 御中', () => {
    const { addressee } = aLetter();

    expect(letterView(aLetter()).addressedName).toBe('見本　太郎　様');
    expect(letterView(aLetter({ addressee: { ...addressee, kind: 'company', name: '見本商事' } })).addressedName).toBe(
      '見本商事　御中',
    );
  });
});

describe('the sheets', () => {
  test('hold eight lines on the letter and send the ninth to a 滞納金額明細書', () => {
    expect(divideIntoSheets(someLines(8)).details).toEqual([]);

    const { first, details } = divideIntoSheets(someLines(9));
    expect([first.length, details.map(({ length }) => length)]).toEqual([7, [2]]);
  });

  test('are as many as the division says, whatever the number of lines', () => {
    for (let count = 1; count <= maxLines + 1; count += 1) {
      expect(sheetCount(count)).toBe(1 + divideIntoSheets(someLines(count)).details.length);
    }
    expect([sheetCount(maxLines), sheetCount(maxLines + 1)]).toEqual([maxSheets, maxSheets + 1]);
  });

  test('show the sum of the 明細書 as a row of the letter and as their own total', () => {
    const view = letterView(aLetter({ lines: someLines(40) }));

    expect(view.carried).toEqual({ count: 33, total: '330,000' });
    expect(view.total).toBe('400,000');
    expect(view.details.map(({ sheet, total }) => [sheet, total])).toEqual([
      ['2/3', null],
      ['3/3', '330,000'],
    ]);
  });
});

describe('the window', () => {
  const { addressee } = aLetter();

  test('takes long addresses in smaller type and names what does not fit at all', () => {
    expect(fitAddress(addressee)).toEqual({ addressPoints: 10.5, namePoints: 12 });
    expect(fitAddress({ ...addressee, address: '新'.repeat(60) })).toMatchObject({ addressPoints: 8.5 });
    expect(fitAddress({ ...addressee, address: '新'.repeat(90) })).toEqual({ tooLong: 'address' });
    expect(fitAddress({ ...addressee, name: '長'.repeat(70) })).toEqual({ tooLong: 'name' });
  });
});
