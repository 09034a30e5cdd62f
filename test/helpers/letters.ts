import { LetterData, type LetterLine } from '../../reports/letter/data.ts';
import { readSample } from './samples.ts';

const sample = LetterData.array().parse(readSample('letter'))[0]!;

/** The sample letter with other fields. */
export function aLetter(fields: Partial<LetterData> = {}): LetterData {
  return { ...sample, ...fields };
}

/** So many lines of ¥10,000, the periods counted. */
export function someLines(count: number): LetterLine[] {
  const line = aLetter().lines[0]!;
  return Array.from({ length: count }, (_, index) => ({ ...line, period: `第${index + 1}期`, principal: 10_000 }));
}
