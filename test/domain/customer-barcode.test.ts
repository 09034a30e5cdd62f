import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addressDisplayNumber, afterTownArea } from '../../domain/address-display-number.ts';
import { customerBarcodeSvg } from '../../domain/customer-barcode-svg.ts';
import { customerBarcode } from '../../domain/customer-barcode.ts';

/** Bars of printing.md, written out again so that the encoder's own table is checked. */
const shapes =
  '1 FFT 2 FDA 3 DFA 4 FAD 5 FTF 6 DAF 7 AFD 8 ADF 9 TFF 0 FTT - TFT a DAT b DTA c ADT d TDA e ATD f TAD g TTF h FFF'.split(
    ' ',
  );
const read = (bars: readonly string[]) => {
  const groups = bars.slice(2, -2).join('').match(/.{3}/g) ?? [];
  return groups.map((group) => shapes[shapes.indexOf(group) - 1] ?? '?').join('');
};

const CC = (number: number) => 10 + number;

describe('the official examples', () => {
  test.each([
    ['2630023', '3丁目30-8 郵便ビル403号', '3-30-8-403', '26300233-30-8-403ddd', 5],
    ['0140113', '南田茂木 添60-1', '60-1', '014011360-1ddddddddd', CC(8)],
    ['1100016', '5-6-3 ABCビル10F', '5-6-3-10', '11000165-6-3-10ddddd', 9],
    ['0600906', '東4丁目 郵便センター6号館', '4-6', '06009064-6dddddddddd', 9],
    ['0650006', '東8丁目 郵便センター10号館', '8-10', '06500068-10ddddddddd', 9],
    ['4070033', '韮崎400', '400', '4070033400dddddddddd', 10],
    ['2730102', '東3丁目-20-5 郵便・A&bコーポB604号', '3-20-5B604', '27301023-20-5a1604dd', 0],
    ['1980036', '十一丁目六番地一号 郵便タワー601', '11-6-1-601', '198003611-6-1-601ddd', CC(8)],
    ['0270203', '第二十一地割大淵川480', '21-480', '027020321-480ddddddd', CC(5)],
    ['5900016', '四丁六番十九号', '4-6-19', '59000164-6-19ddddddd', CC(2)],
    ['0800831', '南七線 西28', '7-28', '08008317-28ddddddddd', CC(7)],
    ['3170055', '6丁目7-14 ABCビル2F', '6-7-14-2', '31700556-7-14-2ddddd', CC(1)],
    ['6500046', '9丁目7-6 郵便シティA棟1F1号', '9-7-6A1-1', '65000469-7-6a01-1ddd', 5],
    ['6230011', '6-7 LプラザB106', '6-7LB106', '62300116-7b1a1106ddd', 4],
    ['0640804', '29丁目1524-23 第2郵便ハウス501', '29-1524-23-2-501', '064080429-1524-23-2-', 3],
    ['9100067', '3丁目80-25 J1ビル2-B', '3-80-25J1-2B', '91000673-80-25a91-2a', 9],
    ['1000013', '1丁目3番2号 郵便プラザ503室', '1-3-2-503', '10000131-3-2-503dddd', 9],
  ])('%s %s', (postcode, address, displayNumber, characters, check) => {
    expect(addressDisplayNumber(address)).toBe(displayNumber);
    const barcode = customerBarcode(postcode, displayNumber);
    expect(barcode?.check).toBe(check);
    const checkCharacter = '0123456789-abcdefgh'.charAt(check);
    expect(read(barcode?.bars ?? [])).toBe(characters + checkCharacter);
    expect(barcode?.bars.join('')).toMatch(/^FD[FADT]{63}DF$/);
  });
});

describe('address display numbers', () => {
  test.each([
    ['1番2号A-B棟', '1-2AB'],
    ['1-2 A・B棟', '1-2'],
    ['123-4', '123-4'],
    ['三の五の二号', '3-5-2'],
    ['百二十番地', '120'],
    ['二〇五番地', '205'],
    ['郵便ビル', ''],
    ['2F', '2'],
    ['FハイツB棟', 'FB'],
  ])('%s gives %s', (address, displayNumber) => {
    expect(addressDisplayNumber(address)).toBe(displayNumber);
  });

  test.each([
    ['新潟市中央区学校町通一番町602番地1', '602-1'],
    ['新潟市西区寺尾東三丁目5番12号 ハイツ101', '3-5-12-101'],
    ['新潟市東区河渡123-4', '123-4'],
    ['新潟市中央区東大通', ''],
  ])('of the whole address %s it is %s', (address, displayNumber) => {
    expect(addressDisplayNumber(afterTownArea(address))).toBe(displayNumber);
  });

  test('a display number holds nothing but digits, single hyphens and capitals', () => {
    const address = fc.string({ unit: fc.constantFrom(...'0129AFZabc-−・&./ 一十丁目番地号F棟ビル') });
    fc.assert(
      fc.property(address, (text) => {
        expect(addressDisplayNumber(text)).toMatch(/^(?:[0-9A-Z](?:-?[0-9A-Z])*)?$/);
      }),
    );
  });
});

describe('the encoder', () => {
  test('a postcode that ends in 00 or is not whole bears no barcode', () => {
    expect(customerBarcode('9518500', '1-2')).toBeNull();
    expect(customerBarcode('951855', '1-2')).toBeNull();
    expect(customerBarcode('951-8550', '1-2')).toBeNull();
  });

  test('other characters are a mistake of the caller', () => {
    expect(() => customerBarcode('9518550', '1番')).toThrow(RangeError);
  });

  test('all values with the check add up to a multiple of 19, and 0 stays 0', () => {
    const postcode = fc
      .tuple(fc.integer({ min: 0, max: 99_999 }), fc.integer({ min: 1, max: 99 }))
      .map(([area, town]) => String(area).padStart(5, '0') + String(town).padStart(2, '0'));
    const displayNumber = fc.string({ unit: fc.constantFrom(...'0123456789-ABJKTUZ'), maxLength: 20 });
    fc.assert(
      fc.property(postcode, displayNumber, (code, number) => {
        const barcode = customerBarcode(code, number);
        const values = [...read(barcode?.bars ?? [])].map((each) => '0123456789-abcdefgh'.indexOf(each));
        expect(values).toHaveLength(21);
        expect(values.every((value) => value >= 0)).toBe(true);
        expect(values.reduce((sum, value) => sum + value, 0) % 19).toBe(0);
        expect(values.at(-1)).toBe(barcode?.check);
      }),
    );
  });
});

describe('the drawing', () => {
  const svg = customerBarcodeSvg(customerBarcode('9518550', '602-1')?.bars ?? []);

  test('it is 67.83 mm by 3.06 mm at 8.5 pt', () => {
    expect(svg).toContain('width="67.83mm" height="3.06mm" viewBox="0 0 67.83 3.06"');
  });

  test('bars are 0.51 mm wide at a pitch of 1.02 mm and as tall as their kind', () => {
    const bars = [...svg.matchAll(/M([\d.]+) ([\d.]+)h0\.51v([\d.]+)h-0\.51z/g)].map((bar) => bar.slice(1).map(Number));
    expect(bars).toHaveLength(67);
    expect(bars[0]).toEqual([0, 0, 3.06]);
    expect(bars[1]).toEqual([1.02, 1.02, 2.04]);
    expect(bars[66]).toEqual([67.32, 0, 3.06]);
    expect(bars.every(([left], index) => Math.abs((left ?? 0) - index * 1.02) < 0.001)).toBe(true);
  });
});
