import { customerBarcode } from '../../domain/customer-barcode.ts';
import { customerBarcodeSvg } from '../../domain/customer-barcode-svg.ts';
import { formatYen } from '../../domain/money.ts';
import { formatWareki } from '../../domain/wareki.ts';
import type { LetterData, LetterLine } from './data.ts';
import { divideIntoSheets, emptyRows } from './sheets.ts';
import { addressParts, fitAddress, nameWithHonorific } from './window.ts';

/** An estimate below this is not printed (domain.md § Late charge). */
const smallestEstimate = 1_000;

/** What the template prints: every figure and date already written as on paper. Throws RangeError when the address does not fit. */
export function letterView(letter: LetterData) {
  const { addressee, lines } = letter;
  const sheets = divideIntoSheets(lines);
  const sheetTotal = 1 + sheets.details.length;
  const carried = sheets.details.flat();
  const block = fitAddress(addressee);
  if ('tooLong' in block) throw new RangeError(`Letter ${letter.referenceNo}: its ${block.tooLong} does not fit`);

  return {
    ...letter,
    ...block,
    date: formatWareki(letter.date),
    designatedDue: formatWareki(letter.designatedDue),
    chargeAsOf: formatWareki(letter.chargeAsOf),
    postcode: `${addressee.postcode.slice(0, 3)}-${addressee.postcode.slice(3)}`,
    addressParts: addressParts(addressee.address),
    addressedName: nameWithHonorific(addressee),
    barcode: barcodeSvg(addressee),
    sheet: `1/${sheetTotal}`,
    rows: sheets.first.map(row),
    carried: carried.length > 0 ? { count: carried.length, total: total(carried) } : null,
    empty: Array.from({ length: emptyRows(sheets) }),
    total: total(lines),
    details: sheets.details.map((detail, index) => ({
      sheet: `${index + 2}/${sheetTotal}`,
      rows: detail.map(row),
      total: index === sheets.details.length - 1 ? total(carried) : null,
    })),
  };
}

function row({ lateCharge, ...line }: LetterLine) {
  const principal = formatYen(line.principal);
  return {
    ...line,
    assessed: fiscalYear(line.assessedYear),
    taxed: fiscalYear(line.taxedYear),
    dueDate: formatWareki(line.dueDate, { style: 'short' }),
    principal,
    estimate: lateCharge >= smallestEstimate ? formatYen(lateCharge) : null,
    sum: principal, // the late charge is 要す, not a sum that is due
  };
}

function total(lines: readonly LetterLine[]): string {
  return formatYen(lines.reduce((sum, { principal }) => sum + principal, 0));
}

/** R6 for 令和6年度. By its May, because 2019年度 is called 令和元年度. */
function fiscalYear(year: number): string {
  return formatWareki(`${year}-05-01`, { style: 'short' }).split('.')[0] ?? '';
}

function barcodeSvg({ postcode, displayNumber }: LetterData['addressee']): string {
  const barcode = customerBarcode(postcode, displayNumber);
  return barcode ? customerBarcodeSvg(barcode.bars) : '';
}
